"""Documents whose names are replaced."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

import attrs

from .._annotation import Annotation, Source
from .._document import Document
from .._metadata import Metadata
from .._span import Span
from ..alignment import Alignment, Edit, Lost, edited
from ..errors import ConfigError, did_you_mean
from ..formats._encoding import sources_of
from ..values import ENTITY_TYPES
from ._key import Key, hidden_failure, hidden_source
from ._keying import key_of
from ._leaks import Leak, leaks_in
from ._mentions import REPEATS, Mention, Numbers, mentions_in, names_of
from ._names import Names
from ._rewriting import METADATA_POLICIES, Rewriting, Unwritable
from ._stretches import NESTED, Stretch, stretches
from ._template import Entity, Template

__all__ = ["IDS", "METADATA_POLICIES", "NESTED", "REPEATS", "SCOPES", "Redacted", "Redactor"]

IDS = ("keep", "number")
"""Whether documents keep their ids, or get 1, 2, 3… in the order in which they come."""

SCOPES = ("document", "corpus")
"""The scopes of running numbers, which are a document, or all documents that one redactor is given."""


@attrs.frozen
class Redacted:
    """A document whose names are replaced.

    Args:
        document: it, without a way back: what was hidden is not in it.
        key: what leads back, for :func:`restore`.
        lost: the annotations that it has no place for; they are in the key.
        leaks: the names that are left in it.
    """

    document: Document
    key: Key
    lost: tuple[Lost, ...] = ()
    leaks: tuple[Leak, ...] = ()


def _chosen(known: Sequence[str], what: str) -> Callable[[object, object, str], None]:
    def check(instance: object, attribute: object, name: str) -> None:
        if name not in known:
            raise ConfigError(f"there is no {what} {name!r}; {did_you_mean(str(name), known)}", value=name)

    return check


def _types(given: Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _template(given: Template | str) -> Template:
    return given if isinstance(given, Template) else Template(given)


@attrs.frozen
class Redactor:
    """Replaces the names of entities in documents, one after the other.

    No extractor is run. A mention is an annotation of any layer whose value is an
    :class:`~corpuskit.values.EntityValue`. The mentions of a chain all go where one has a type that is asked for.
    Annotations follow; values that tell a name tell what stands in its place. Failures lose their messages, and sources
    the digests of what they read, with which a guess could be proved right.

    Args:
        types: of the entities whose names are replaced.
        template: what stands in place of a name, with the fields of :data:`FIELDS`.
        nested: which of two mentions one in the other is replaced, one of :data:`NESTED`. Mentions that overlap are
            replaced as one.
        scope: within what ``{n}`` counts, one of :data:`SCOPES`. Across documents an entity is told by its id, or
            where it has none by its type and name; memory grows with their number.
        repeats: what is replaced also where no extractor found it, one of :data:`REPEATS`.
        metadata: what becomes of keys of the metadata, by :data:`METADATA_POLICIES`; ``"*"`` stands for all others,
            whose names are replaced where nothing is said.
        ids: whether documents keep theirs or get numbers, one of :data:`IDS`.

    Raises:
        ConfigError: when there is no such type, field or policy.

    >>> from corpuskit import Annotation, Document, Span
    >>> from corpuskit.values import EntityValue
    >>> ada = EntityValue("PER", "Ada Byron", chain=0)
    >>> document = Document("Ada Byron spoke.", annotations=[Annotation(Span(0, 9), "entity", ada)])
    >>> redacted = Redactor(template="[{type} {n}]")(document)
    >>> redacted.document.text
    '[PER 1] spoke.'
    >>> from corpuskit.redaction import restore
    >>> restore(redacted.document, redacted.key) == document
    True
    """

    types: tuple[str, ...] = attrs.field(default=("PER",), converter=_types, kw_only=True)
    template: Template = attrs.field(default=Template("[{type} {n}]"), converter=_template, kw_only=True)
    nested: str = attrs.field(default="outer", validator=_chosen(NESTED, "policy for mentions"), kw_only=True)
    scope: str = attrs.field(default="document", validator=_chosen(SCOPES, "scope"), kw_only=True)
    repeats: str = attrs.field(default="names", validator=_chosen(REPEATS, "way to repeat"), kw_only=True)
    metadata: Mapping[str, str] = attrs.field(factory=dict, kw_only=True)
    ids: str = attrs.field(default="keep", validator=_chosen(IDS, "way with ids"), kw_only=True)
    _numbers: Numbers = attrs.field(factory=Numbers, init=False, repr=False, eq=False)
    _documents: Iterator[int] = attrs.field(factory=lambda: count(1), init=False, repr=False, eq=False)

    @types.validator
    def _check_types(self, attribute: object, types: tuple[str, ...]) -> None:
        for name in types or ("",):
            _chosen(ENTITY_TYPES, "type of entities")(self, attribute, name)

    @metadata.validator
    def _check_metadata(self, attribute: object, metadata: Mapping[str, str]) -> None:
        for policy in metadata.values():
            _chosen(METADATA_POLICIES, "policy for metadata")(self, attribute, policy)

    def __call__(self, document: Document) -> Redacted:
        """Give a document without the names.

        Raises:
            InvalidValue: when the template asks for a chain or an id that an entity has not, or a value has no JSON.
        """
        numbers = Numbers() if self.scope == "document" else self._numbers
        mentions = mentions_in(document, self.types, numbers, self.scope)
        names = names_of(mentions, document.text, self.repeats)
        replacements = {mention.entity: self.template.filled(mention.entity) for mention in mentions}
        edits = self._edits(document.text, mentions, names, replacements)
        carrying = _Carrying(document, edits, mentions, Rewriting(names, replacements))
        redacted = Document(
            edited(document.text, edits),
            id=str(next(self._documents)) if self.ids == "number" else document.id,
            metadata=self._metadata(document.metadata, carrying.rewriting),
            annotations=carrying.pairs.values(),
            sources=carrying.sources[: len(document.sources)],
            extra=carrying.rewriting.json(document.extra),
        )
        redacted = attrs.evolve(redacted, failures=map(partial(hidden_failure, redacted.id), document.failures))
        key = key_of(document, redacted, edits, carrying.pairs)
        return Redacted(redacted, key, tuple(carrying.lost), leaks_in(redacted, names))

    def _edits(
        self, text: str, mentions: Iterable[Mention], names: Names, replacements: Mapping[Entity, str]
    ) -> list[Edit]:
        found = [Stretch(piece, mention.entity) for mention in mentions for piece in mention.pieces]
        if self.repeats != "none":
            found += [Stretch(hit.span, hit.entity) for hit in names.in_text(text)]
        return [Edit(one.span, replacements[one.entity]) for one in stretches(found, self.nested)]

    def _metadata(self, metadata: Metadata, rewriting: Rewriting) -> dict[str, Any]:
        policies = {key: self.metadata.get(key, self.metadata.get("*", "redact")) for key in metadata}
        return {
            key: rewriting.json(item) if policies[key] == "redact" else item
            for key, item in metadata.items()
            if policies[key] != "drop"
        }


class _Carrying:
    """The annotations of a document on their way into the text without names.

    Args:
        document: the document.
        edits: what is replaced in its text.
        mentions: whose names are replaced.
        rewriting: replaces the names in values.
    """

    def __init__(
        self, document: Document, edits: Sequence[Edit], mentions: Iterable[Mention], rewriting: Rewriting
    ) -> None:
        self.rewriting = rewriting
        self.lost: list[Lost] = []
        """What could not be carried."""
        self.pairs: dict[Annotation, Annotation] = {}
        """Each annotation that was carried, and what became of it."""
        self.sources: list[Source] = [hidden_source(*item) for item in enumerate(sources_of(document)[0])]
        """What stands for each source."""
        self._sources = dict(zip(sources_of(document)[0], self.sources, strict=True))
        self._mentions = {mention.annotation: mention for mention in mentions}
        self._carry(document, edits)

    def _carry(self, document: Document, edits: Sequence[Edit]) -> None:
        hulls = [edit.span for edit in edits]
        inside = {item for item in document.annotations if item not in self._mentions and _is_inside(item, hulls)}
        kept = [item for item in document.annotations if item not in inside]
        carried = Alignment.of(len(document.text), edits).carry(kept, policy="grow")
        self.lost += [Lost(item, None, "it stood inside a name") for item in document.annotations if item in inside]
        self.lost += carried.lost
        for item, moved in carried.pairs:
            try:
                self.pairs[item] = self._hidden(item, moved)
            except Unwritable as error:
                self.lost.append(Lost(item, None, str(error)))

    def _hidden(self, item: Annotation, moved: Annotation) -> Annotation:
        mention = self._mentions.get(item)
        found = self.rewriting.mention(moved, mention) if mention else self.rewriting.annotation(moved)
        return found.with_source(self._sources[item.source]) if item.source else found


def _is_inside(item: Annotation, hulls: Sequence[Span]) -> bool:
    """Say whether an annotation is about a part of something that is replaced: it would be about all of it."""
    at = bisect_right(hulls, item.start, key=lambda span: span.start) - 1
    return at >= 0 and item.span != hulls[at] and hulls[at].contains(item.span) and len(item.span) > 0
