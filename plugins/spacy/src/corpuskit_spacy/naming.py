"""What spaCy says of a name, as a value."""

from corpuskit.values import EntityValue

__all__ = ["Namer"]


class Namer:
    """Makes the values of the names in one document.

    Mentions with one surface and one type share a chain: spaCy does not say which other ones are of one entity.
    """

    def __init__(self) -> None:
        self._chains: dict[tuple[str, str], int] = {}

    def value(self, type: str, surface: str, label: str, id: str) -> EntityValue:
        """Give the value of a mention.

        Args:
            type: the type of corpuskit.
            surface: the text of the mention, whose white space is folded.
            label: the label of spaCy, which is kept as the subtype where it says something else.
            id: what an entity linker or ruler calls it; may be empty.
        """
        name = " ".join(surface.split())
        chain = self._chains.setdefault((type, name), len(self._chains))
        subtype = label if label != type else None
        return EntityValue(type, name, chain=chain, subtype=subtype, method="spacy", id=id or None)
