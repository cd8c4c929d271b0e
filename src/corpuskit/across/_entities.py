"""Entities: what the chains of a corpus are, with ids that stay."""

import copy
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import attrs

from .._annotation import Annotation
from .._document import Document
from .._layer import AnnotationSet
from ..errors import NotFound
from ._chains import Chain, Context, chains_of, context_of
from ._gathering import gathered
from ._groups import Group
from ._index import Index
from ._joining import anchored_id, id_of, join
from ._tables import read_index, write_index

__all__ = ["Entities", "Entity", "resolve"]


@attrs.frozen
class Entity:
    """What chains of a corpus are one of.

    Args:
        id: what it is called: ``PER:mustafa.kadhimi``.
        type: that of its names.
        name: the name that most documents have for it, rather not in capitals.
        names: all its names, sorted.
        documents: how many documents it is in.
        aliases: ids under which it was known before it turned out to be one with this one.
    """

    id: str
    type: str
    name: str
    names: tuple[str, ...]
    documents: int
    aliases: tuple[str, ...] = ()


class Entities:
    """The entities of a corpus, in the order in which they were met; from :func:`resolve`, or from a file."""

    def __init__(self) -> None:
        self._index = Index()

    def __iter__(self) -> Iterator[Entity]:
        return map(_entity, sorted(self._index, key=lambda group: (group.rank, group.id)))

    def __len__(self) -> int:
        return len(self._index)

    def __getitem__(self, id: str) -> Entity:
        """Give the entity with an id, or with one that it had before.

        Raises:
            NotFound: when there is none.
        """
        group = self._ids.get(id)
        if group is None:
            raise NotFound(f"there is no entity {id!r}", id=id)
        return _entity(group)

    @cached_property
    def _ids(self) -> dict[str, Group]:
        return {id: group for group in self._index for id in (*_aliases(group), group.id)}

    def apply(self, document: Document) -> Document:
        """Give a document whose entities have ids in their values, where they had none.

        What depends on the rest of a document is told by what it has now; so a document that was not read when the
        entities were made gets ids, too. A name that is none of these entities gets none.
        """
        chains = list(chains_of(document))
        context = context_of(chains)
        found = {
            item: id for chain in chains if (id := self._id(chain, document.id, context)) for item in chain.annotations
        }
        items = (_with_id(item, found[item]) if item in found else item for item in document.annotations)
        return attrs.evolve(document, annotations=AnnotationSet(items)) if found else document

    def write(self, path: str | Path) -> int:
        """Write the entities to a file of JSON lines, to go on from; it appears when it is complete.

        The first line says what it is; after it come lines of what was named together, then the entities, one a line.
        """
        return write_index(self._index, path)

    @classmethod
    def read(cls, path: str | Path) -> "Entities":
        """Read what :meth:`write` wrote.

        Raises:
            FormatError: when it is something else.
            OSError: when there is no such file.
        """
        found = cls()
        found._index = read_index(path)
        return found

    def _id(self, chain: Chain, document: str, context: Context) -> str | None:
        if chain.id is not None:
            return chain.id
        group = self._index.sure(chain.key) or self._ids.get(anchored_id(chain.key, document))
        group = group or self._index.place(chain.key, context)
        return group.id if group else None


def _with_id(item: Annotation, id: str) -> Annotation:
    return attrs.evolve(item, value=attrs.evolve(item.value, id=id)) if item.value.id is None else item


def _entity(group: Group) -> Entity:
    name = min(group.surfaces.items(), key=lambda pair: (-pair[1], pair[0].isupper(), pair[0]))[0]
    type = next(iter(group.keys))[0]
    return Entity(group.id, type, name, tuple(sorted(group.surfaces)), group.documents, tuple(_aliases(group)))


def _aliases(group: Group) -> list[str]:
    """Give other ids of an entity: those that its names would have if they had been met first, and earlier ones."""
    own = () if group.is_anchored else map(id_of, group.keys)
    return sorted({*own, *group.aliases} - {group.id})


def resolve(documents: Iterable[Document], *, known: Entities | None = None) -> Entities:
    """Tell which chains of names in a corpus are one entity.

    Names that are written alike are one, whatever documents they are in, but for those that do not tell who is meant:
    surnames alone, and common words such as "the parliament". These, and other spellings, are one with what stands in
    documents that name much of the same. What a chain has for another name of an entity is one with it.

    Args:
        documents: those of a corpus, whose layer ``entity`` some extractor made. Read once.
        known: entities of documents that were read before, whose ids stay. They are not changed; the result has them
            and the new ones.

    Cost: about linear in the number of chains, in time and memory.
    """
    found = Entities()
    if known is not None:
        found._index = copy.deepcopy(known._index)
    join(gathered(documents), found._index)
    return found
