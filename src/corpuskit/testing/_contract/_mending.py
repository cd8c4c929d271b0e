"""What to do where a check is not passed: the usual cause, and how it is mended."""

from collections.abc import Mapping

__all__ = ["MENDING"]

_KEPT = "Keep nothing of a document in the extractor or its module; a cache must not change what is found"
_CHANCE = "Look for chance, the time, the order of a set, and what is kept from one call to the next"
_ERROR = "Run what is below to see it again; with logging.basicConfig(level='DEBUG') before it the traceback shows"
_ENCODED = "Give values fields of types that have a JSON encoding, say the types, and keep what converters make equal"

MENDING: Mapping[str, str] = {
    "examples_give_something": "Give texts in which it finds something: examples=(…) of its ExtractorSpec or of the "
    "contract. Where it ought to find something in them, mend that first; a layer that is only in "
    "after is there for it where alongside names the extractor that makes it",
    "spans_in_range": "Take offsets from the text that you are given, as match.span() does; a copy that was lowered, "
    "stripped or cut has others",
    "parts_sorted_and_disjoint": "Give two parts or more, in their order, and as the span their hull",
    "spans_of_values_in_range": "Shift spans within a piece of text by where the piece begins: span.shift(start)",
    "references_resolve": "Refer by the very span that the other annotation has; a layer that may be missing is named "
    "in dangling",
    "labels_and_values_as_declared": "Declare the layer and its value class in provides, or give what is declared",
    "layers_are_declared": "Name the layer in requires, or in after where it is used only when it is there: so it "
    "is shown, and a result is made again when it changes",
    "document_is_not_touched": "Change nothing that you are given; work on copies",
    "same_result_twice": f"{_CHANCE}. What is meant to vary is declared: deterministic=False",
    "other_documents_do_not_matter": _KEPT,
    "order_does_not_matter": _KEPT,
    "batch_size_does_not_matter": f"{_KEPT}. In extract_batch, work on each document as if it were alone",
    "batch_equals_single": "Let one way be made of the other: a call gives what a batch of one document gives",
    "batch_keeps_documents_apart": "Texts of a batch stand one behind the other: ask where each ends before you look "
    "at neighbours, scan.documents_of tells",
    "pickled_gives_the_same": "Define functions and classes at the top of a module, and open files and models when "
    "the extractor is made",
    "spawned_process_gives_the_same": "Sort what comes out of a set, name the encoding of files, and take nothing "
    "from the environment, the working folder or the clock",
    "jsonl_keeps_everything": _ENCODED,
    "parquet_keeps_everything": _ENCODED,
    "offsets_convert_and_return": "Count whole code points; halves of surrogate pairs and bytes are others",
    "edits_carry_annotations": "Give places within a value as Span or Ref, which edits carry along, not as numbers",
    "wide_signs_move_nothing": "Count code points: offsets of a library that counts bytes or UTF-16 units are "
    "converted by document.offsets.from_utf8 and from_utf16",
    "padding_only_moves_spans": "Where it depends on more than the paragraph, declare local=False; else look for "
    "anchors such as \\A and for places counted from the beginning",
    "no_text_fails": _ERROR,
    "empty_text_fails_nothing": f"Where there is nothing to be found, give nothing. {_ERROR}",
    "hostile_text_fails_nothing": _ERROR,
    "time_is_linear": "Look for repetition within repetition, such as (a+)+, for .* that runs to the end of the text, "
    "and for a loop over the text within another; give repetition an end, {0,60}",
    "nothing_outside_is_used": "Read what is needed when the extractor is made, from files of the package. What needs "
    "the network says so: offline = False in the contract",
    "global_state_is_kept": "Use a random.Random(seed) and a decimal.localcontext() of your own, and put back what "
    "you change",
}
"""By the name of the check, without the full stop."""
