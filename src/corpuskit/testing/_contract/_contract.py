"""ExtractorContract: one class that an author inherits to prove an extractor."""

import sys
import unittest
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from ..._document import Document
from ...errors import NotFound, did_you_mean
from . import _behaviour, _boundary, _carrying, _outside, _sameness
from ._law import Law
from ._report import BrokenLaw, Outcome, Report, finding
from ._search import search
from ._subject import Given, Subject

__all__ = ["ExtractorContract", "check_extractor"]

_LAWS: dict[str, Law] = {}
"""All laws by name, in the order of the checks."""


def _check(law: Law) -> Callable[["ExtractorContract"], None]:
    """Make a check of a law, a method of its own, so that a failure is named."""
    _LAWS[law.name] = law

    def check(self: "ExtractorContract") -> None:
        __tracebackhide__ = True  # The report says it all; read by pytest.
        self._prove(law)

    check.__name__ = f"test_{law.name}"
    check.__qualname__ = f"ExtractorContract.test_{law.name}"
    check.__doc__ = law.about
    return check


_Check = Callable[["ExtractorContract"], None]
"""A test: mypy and pyright take it for a method."""


class ExtractorContract:
    """What every extractor keeps, as checks that an author inherits.

    pytest runs a class whose name begins with ``Test``; with :class:`unittest.TestCase` as a second base unittest
    does too; :meth:`check` needs neither. What a check finds is made as small as it gets, and reported with Python
    that shows it again. Texts are drawn inside each check, from the examples and from hostile pieces.

    >>> class TestDates(ExtractorContract):
    ...     extractor = "dates"
    ...     examples = ("Signed on 5 January 2020.",)
    """

    extractor: ClassVar[Given | None] = None
    """The name of an installed extractor, the path of a single-file plugin, or a spec.

    A path is looked up from the folder of the file that sets it, then from the working folder.
    """

    config: ClassVar[Any] = None  # Any: a mapping, or an instance of the extractor's config class.
    """Its options, as for a Pipeline."""

    examples: ClassVar[Sequence[str | Document]] = ()
    """Texts, or documents with metadata, in each of which it finds something; those of its spec by default."""

    alongside: ClassVar[Sequence[str]] = ()
    """Further extractors that run with it, for layers that it comes after; what it requires is there anyway."""

    dangling: ClassVar[Sequence[str]] = ()
    """Layers to which its values may refer without an annotation being there."""

    deterministic: ClassVar[bool | None] = None
    """Whether the same input always gives the same output; what its spec says, by default."""

    local: ClassVar[bool | None] = None
    """Whether what it finds depends on the surrounding paragraph only; what its spec says, by default."""

    linear: ClassVar[bool] = True
    """Whether its time grows no faster than the text."""

    offline: ClassVar[bool] = True
    """Whether it needs no network, no file to write and no other process."""

    max_examples: ClassVar[int | None] = None
    """How many texts are drawn for a check, as many as the settings of hypothesis say by default; some take fewer."""

    test_examples_give_something: ClassVar[_Check] = _check(_behaviour.examples_give_something)
    test_spans_in_range: ClassVar[_Check] = _check(_boundary.spans_in_range)
    test_parts_sorted_and_disjoint: ClassVar[_Check] = _check(_boundary.parts_sorted_and_disjoint)
    test_spans_of_values_in_range: ClassVar[_Check] = _check(_boundary.spans_of_values_in_range)
    test_references_resolve: ClassVar[_Check] = _check(_boundary.references_resolve)
    test_labels_and_values_as_declared: ClassVar[_Check] = _check(_boundary.labels_and_values_as_declared)
    test_layers_are_declared: ClassVar[_Check] = _check(_boundary.layers_are_declared)
    test_document_is_not_touched: ClassVar[_Check] = _check(_sameness.document_is_not_touched)
    test_same_result_twice: ClassVar[_Check] = _check(_sameness.same_result_twice)
    test_other_documents_do_not_matter: ClassVar[_Check] = _check(_sameness.other_documents_do_not_matter)
    test_order_does_not_matter: ClassVar[_Check] = _check(_sameness.order_does_not_matter)
    test_batch_size_does_not_matter: ClassVar[_Check] = _check(_sameness.batch_size_does_not_matter)
    test_batch_equals_single: ClassVar[_Check] = _check(_sameness.batch_equals_single)
    test_batch_keeps_documents_apart: ClassVar[_Check] = _check(_sameness.batch_keeps_documents_apart)
    test_pickled_gives_the_same: ClassVar[_Check] = _check(_sameness.pickled_gives_the_same)
    test_spawned_process_gives_the_same: ClassVar[_Check] = _check(_sameness.spawned_process_gives_the_same)
    test_jsonl_keeps_everything: ClassVar[_Check] = _check(_carrying.jsonl_keeps_everything)
    test_parquet_keeps_everything: ClassVar[_Check] = _check(_carrying.parquet_keeps_everything)
    test_offsets_convert_and_return: ClassVar[_Check] = _check(_carrying.offsets_convert_and_return)
    test_edits_carry_annotations: ClassVar[_Check] = _check(_carrying.edits_carry_annotations)
    test_wide_signs_move_nothing: ClassVar[_Check] = _check(_carrying.wide_signs_move_nothing)
    test_padding_only_moves_spans: ClassVar[_Check] = _check(_carrying.padding_only_moves_spans)
    test_no_text_fails: ClassVar[_Check] = _check(_behaviour.no_text_fails)
    test_empty_text_fails_nothing: ClassVar[_Check] = _check(_behaviour.empty_text_fails_nothing)
    test_hostile_text_fails_nothing: ClassVar[_Check] = _check(_behaviour.hostile_text_fails_nothing)
    test_time_is_linear: ClassVar[_Check] = _check(_behaviour.time_is_linear)
    test_nothing_outside_is_used: ClassVar[_Check] = _check(_outside.nothing_outside_is_used)
    test_global_state_is_kept: ClassVar[_Check] = _check(_outside.global_state_is_kept)

    @classmethod
    def check(cls, checks: Iterable[str] | None = None, *, documents: Sequence[Document] | None = None) -> Report:
        """Run the checks, and give a report of all.

        Args:
            checks: names of checks; all by default.
            documents: what is tried, in place of the examples and drawn texts.

        Raises:
            NotFound: when there is no such check.
        """
        return Report._of(cls._subject(), list(cls._outcomes(checks, documents)))

    @classmethod
    def _outcomes(
        cls, checks: Iterable[str] | None = None, documents: Sequence[Document] | None = None
    ) -> Iterator[Outcome]:
        """Run the checks one after the other, and give what comes of each as soon as it is there."""
        for name in _LAWS if checks is None else checks:
            law = _law(name)
            try:
                cls._run(law, documents)
            except unittest.SkipTest as reason:
                yield Outcome(law.name, law.statement, str(reason))
            except BrokenLaw as broken:
                yield Outcome(law.name, law.statement, finding=broken.finding)
            else:
                yield Outcome(law.name, law.statement)

    def _prove(self, law: Law) -> None:
        __tracebackhide__ = True
        try:
            self._run(law, None)
        except BrokenLaw as broken:
            # A runner shows an error indented, and what is printed as it is.
            sys.stdout.write(f"{broken.finding.reproduce}\n")
            raise

    @classmethod
    def _run(cls, law: Law, documents: Sequence[Document] | None) -> None:
        __tracebackhide__ = True
        subject = cls._subject()
        if subject.endless not in (None, law.name):
            raise unittest.SkipTest(f"it does not end on a text, see {subject.endless}")
        reason = cls._undeclared(law) or law.skip(subject)
        if reason:
            raise unittest.SkipTest(reason)
        broken = search(law, subject, examples=cls.max_examples, only=documents)
        if broken:
            raise BrokenLaw(finding(law, subject, broken)) from None

    @classmethod
    def _subject(cls) -> Subject:
        if "_made" not in vars(cls):
            if cls.extractor is None:
                raise unittest.SkipTest("no extractor is given")
            cls._made = Subject(
                _found(cls.extractor, _folder(cls)),
                config=cls.config,
                examples=cls.examples or None,
                alongside=cls.alongside,
                dangling=cls.dangling,
                declared={name: value for name, value in cls._declared().items() if value is not None},
            )
        return cls._made

    _made: ClassVar[Subject]

    @classmethod
    def _declared(cls) -> dict[str, bool | None]:
        """Give the capabilities that the class sets itself."""
        defaults = {name: getattr(ExtractorContract, name) for name in _CAPABILITIES}
        return {name: None if getattr(cls, name) == value else getattr(cls, name) for name, value in defaults.items()}

    @classmethod
    def _undeclared(cls, law: Law) -> str | None:
        """Say what a law needs that the extractor is not declared as."""
        spec = cls._subject().spec
        for name in law.needs:
            own = getattr(cls, name)
            if not (getattr(spec, name) if own is None else own):
                where = "its spec declares" if own is None else "the contract declares"
                return f"{where} {name} = False"
        return None


def _folder(contract: type[ExtractorContract]) -> Path | None:
    """Give the folder of the file with the class that sets the extractor."""
    setting = next(cls for cls in contract.__mro__ if "extractor" in vars(cls))
    file = getattr(sys.modules.get(setting.__module__), "__file__", None)
    return None if file is None or setting.__module__ == __name__ else Path(file).resolve().parent


def _found(given: Given, folder: Path | None) -> Given:
    """Give the file that a path means, which is absolute where it lies beside the class only."""
    if not (isinstance(given, Path) or (isinstance(given, str) and given.endswith(".py"))):
        return given
    places = [place for place in (folder, Path.cwd()) if place is not None]
    file = next((place / given for place in places if (place / given).is_file()), None)
    if file is None:
        looked = " and ".join(dict.fromkeys(str(place / given) for place in places))
        raise NotFound(f"there is no plugin file {str(given)!r}; looked for {looked}", plugin=str(given))
    here = Path(given)
    return given if here.is_file() and here.samefile(file) else file


_CAPABILITIES = ("deterministic", "local", "linear", "offline")


def _law(name: str) -> Law:
    found = _LAWS.get(name.removeprefix("test_"))
    if found is None:
        raise NotFound(f"there is no check {name!r}; {did_you_mean(name, _LAWS)}", check=name)
    return found


def check_extractor(
    extractor: Given,
    *,
    examples: Sequence[str | Document] = (),
    checks: Iterable[str] | None = None,
    documents: Sequence[Document] | None = None,
    config: Any = None,  # Any: a mapping, or an instance of the extractor's config class.
    alongside: Sequence[str] = (),
    dangling: Sequence[str] = (),
    deterministic: bool | None = None,
    local: bool | None = None,
    linear: bool = True,
    offline: bool = True,
    max_examples: int | None = None,
) -> Report:
    """Check an extractor without a class of its own, and give a report of all checks.

    Args:
        extractor: the name of an installed extractor, the path of a single-file plugin, or a spec.
        examples: texts, or documents with metadata, in each of which it finds something; those of its spec by default.
        checks: names of checks; all by default.
        documents: what is tried, in place of the examples and drawn texts.
        config: its options, as for a Pipeline.
        alongside: further extractors that run with it, for layers that it comes after.
        dangling: layers to which its values may refer without an annotation being there.
        deterministic: whether the same input always gives the same output; what its spec says, by default.
        local: whether what it finds depends on the surrounding paragraph only; what its spec says, by default.
        linear: whether its time grows no faster than the text.
        offline: whether it needs no network, no file to write and no other process.
        max_examples: how many texts are drawn for a check, as many as the settings of hypothesis say by default; some
            checks take fewer.

    Raises:
        NotFound: when there is no such extractor, file or check.
        ConfigError: when an option does not fit.

    >>> print(check_extractor("dates", checks=["spans_in_range"], examples=["Signed on 5 January 2020."]))
    extractor 'dates' of corpuskit-dates ...: 1 passed, 0 not passed, 0 left out
    """
    attributes = {
        "extractor": extractor,
        "examples": examples,
        "config": config,
        "alongside": alongside,
        "dangling": dangling,
        "deterministic": deterministic,
        "local": local,
        "linear": linear,
        "offline": offline,
        "max_examples": max_examples,
        "__module__": __name__,
    }
    contract: type[ExtractorContract] = type("Contract", (ExtractorContract,), attributes)
    return contract.check(checks, documents=documents)
