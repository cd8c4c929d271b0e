"""What an annotation means, in one line that a person reads."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs
import orjson

from ._annotation import Annotation, Ref
from ._fields import encode
from ._span import Span
from .values import DateRange, DateValue, EntityValue, NumberValue, OpaqueValue, QuoteValue

if TYPE_CHECKING:
    from ._document import Document

__all__ = ["brief", "details", "plural", "summarise"]


def summarise(annotation: Annotation, document: "Document | None" = None) -> str:
    """Give the value of an annotation in one line, such as ``PER Mustafa al-Kadhimi``; empty where it has none.

    Args:
        annotation: with a value of any class.
        document: where spans and references are looked up; they are shown as offsets without it.
    """
    writer = _SUMMARIES.get(type(annotation.value), _generic)
    return writer(annotation.value, document)


def brief(annotation: Annotation, document: "Document | None" = None) -> str:
    """Give what the value adds to the text of the annotation, for a small label beside it.

    A label that would only repeat the text gives way to the name of the layer.
    """
    value = annotation.value
    surface = document.text_of(annotation) if document else ""
    if isinstance(value, EntityValue):
        return value.type if value.name == surface else f"{value.type} {value.name}"
    if isinstance(value, DateValue):
        text = _mod(value.mod) + value.value
    elif isinstance(value, QuoteValue):
        speaker = value.speaker_name or (_text(value.speaker, document) if value.speaker else "")
        kind = value.kind if value.kind != "direct" or not speaker else ""
        text = " ".join(filter(None, (value.polarity, kind, speaker and f"— {speaker}")))
    else:
        text = summarise(annotation, document)
    return annotation.label if text in ("", surface) else text


def details(annotation: Annotation, document: "Document | None" = None) -> list[tuple[str, str]]:
    """Give the fields that are set and that :func:`summarise` does not tell, by name, as text."""
    told = _TOLD.get(type(annotation.value))
    return [] if told is None else [pair for pair in _fields(annotation.value, document) if pair[0] not in told]


def _fields(value: Any, document: "Document | None") -> list[tuple[str, str]]:  # Any: a plugin's own class.
    if value is None:
        return []
    if isinstance(value, OpaqueValue):
        data = value.data
        pairs = data.items() if isinstance(data, Mapping) else [("value", data)]
        return [(str(name), _json(item)) for name, item in pairs]
    if not attrs.has(type(value)):
        return [("value", _field(value, document))]
    fields = [(field.name, getattr(value, field.name)) for field in attrs.fields(type(value)) if field.init]
    return [(name, _field(item, document)) for name, item in fields if item is not None and item != ()]


def _field(item: Any, document: "Document | None") -> str:  # Any: a field of a plugin's own class.
    if isinstance(item, str):
        return item
    if isinstance(item, Span):
        return _text(item, document)
    if isinstance(item, Ref):
        return _target(item, document)
    if isinstance(item, tuple):
        return ", ".join(_field(member, document) for member in item)
    return _json(item)


def _json(item: object) -> str:
    try:
        encoded = encode(item)
        return encoded if isinstance(encoded, str) else orjson.dumps(encoded).decode()
    except (TypeError, ValueError):
        return repr(item)


def _text(span: Span, document: "Document | None") -> str:
    if document is None or span.end > len(document.text):
        return f"{span.start}–{span.end}"
    return span.text_of(document.text)


def _target(ref: Ref, document: "Document | None") -> str:
    """Give what a reference points at: the value of the first annotation there, or the text where it dangles."""
    for annotation in document.resolve(ref) if document else ():
        if isinstance(annotation.value, DateValue):
            return annotation.value.value
        if not isinstance(annotation.value, DateRange):
            return summarise(annotation)
    return _text(ref.span, document)


# --- the standard values

_MODS = {
    "APPROX": "~",
    "BEFORE": "< ",
    "AFTER": "> ",
    "ON_OR_BEFORE": "≤ ",
    "ON_OR_AFTER": "≥ ",
    "LESS_THAN": "< ",
    "MORE_THAN": "> ",
    "EQUAL_OR_LESS": "≤ ",
    "EQUAL_OR_MORE": "≥ ",
}
_MODIFIERS = {"~": "~", "<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ ", None: ""}


def _mod(mod: str | None) -> str:
    return _MODS.get(mod, f"{mod.lower()} ") if mod else ""


def _date(value: DateValue, document: "Document | None") -> str:
    extra = [" ".join(filter(None, (value.quant, value.freq)))] if value.freq or value.quant else []
    if value.begin or value.end:
        extra.append(f"{value.begin or '…'} – {value.end or '…'}")
    if value.alternatives:
        extra.append(f"or {', '.join(value.alternatives)}")
    tail = f" ({'; '.join(extra)})" if extra else ""
    return f"{value.type} {_mod(value.mod)}{value.value}{tail}"


def _range(value: DateRange, document: "Document | None") -> str:
    begin, end = (_target(ref, document) if ref else "…" for ref in (value.begin, value.end))
    return f"{begin} – {end}"


def _entity(value: EntityValue, document: "Document | None") -> str:
    role = f" ({', '.join(filter(None, (value.title, value.role)))})" if value.title or value.role else ""
    return f"{value.type} {value.name}{role}"


def _number(value: NumberValue, document: "Document | None") -> str:
    amount = _MODIFIERS[value.modifier] + _amount(value)
    if value.uncertainty is not None:
        amount += f" ± {_exact(value.uncertainty)}"
    if not value.counted:
        return _with_unit(amount, value)
    of = "" if value.kind == "cardinal" else "of "
    return f"{_with_unit(amount, value)} {of}{value.counted}"


def _amount(value: NumberValue) -> str:
    if value.value is not None:
        return _exact(value.value, value.scale)
    if value.low is None or value.high is None:
        return f"≥ {_exact(value.low)}" if value.low is not None else f"≤ {_exact(value.high)}"
    return f"{_exact(value.low)}–{_exact(value.high)}"


def _exact(amount: Decimal | Fraction | None, scale: int | None = None) -> str:
    if isinstance(amount, Decimal):
        # A number such as 1E+1000000 written out would fill the screen.
        return f"{amount:,f}" if abs(amount.adjusted()) < 40 else f"{amount:E}"
    return str(amount)


def _with_unit(amount: str, value: NumberValue) -> str:
    if value.kind == "money" and value.unit:
        return f"{value.unit} {amount}"
    if value.kind == "percentage" and value.unit in (None, "%"):
        return f"{amount}%"
    if value.unit_name or value.unit:
        one = value.value == 1 and not value.modifier
        return (
            f"{amount} {value.unit_name if one else plural(value.unit_name)}"
            if value.unit_name
            else f"{amount} {value.unit}"
        )
    if value.kind in ("cardinal", "fraction"):
        return amount
    return f"{amount}×" if value.kind == "multiple" else f"{value.kind} {amount}"


_UNCHANGED = ("s", "z", "x")
_IRREGULAR = {"foot": "feet", "inch": "inches", "century": "centuries"}


def plural(name: str) -> str:
    """Give the plural of an English unit: of the noun before ``per``, and of ``degree`` before its scale."""
    noun, per, rest = name.partition(" per ")
    if noun.startswith("degree "):
        return noun.replace("degree ", "degrees ", 1) + per + rest
    *before, last = noun.split(" ")
    plural = _IRREGULAR.get(last, last if last.endswith(_UNCHANGED) else f"{last}s")
    return " ".join((*before, plural)) + per + rest


def _quote(value: QuoteValue, document: "Document | None") -> str:
    cue = f"({_text(value.cue, document)})" if value.cue else ""
    return " ".join(filter(None, (value.polarity, value.kind, _speaker(value, document), cue)))


def _speaker(value: QuoteValue, document: "Document | None") -> str:
    said = _text(value.speaker, document) if value.speaker else ""
    name = value.speaker_name or ""
    if said and name not in said:
        return f"— {said} → {name}"
    return f"— {said or name}" if said or name else ""


def _generic(value: object, document: "Document | None") -> str:
    pairs = _fields(value, document)
    return ", ".join(text if name in ("value", "name") else f"{name} {text}" for name, text in pairs)


_SUMMARIES: Mapping[type, Callable[[Any, "Document | None"], str]] = {
    DateValue: _date,
    DateRange: _range,
    EntityValue: _entity,
    NumberValue: _number,
    QuoteValue: _quote,
}

_TOLD: Mapping[type, frozenset[str]] = {
    DateValue: frozenset(("type", "value", "mod", "quant", "freq", "begin", "end", "alternatives")),
    DateRange: frozenset(("begin", "end")),
    EntityValue: frozenset(("type", "name", "title", "role")),
    NumberValue: frozenset(
        ("value", "low", "high", "unit_name", "modifier", "modifier_span", "uncertainty", "counted", "counted_span")
    ),
    QuoteValue: frozenset(("kind", "speaker", "speaker_name", "cue", "polarity", "quoted")),
}
