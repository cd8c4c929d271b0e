"""Build the tables of units and currencies from CLDR (by babel) and the lists written by hand beside this script.

Run it with babel installed: ``python tools/build_tables.py``. The results are committed; the script is no part of
the wheel, and babel is needed here only.
"""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from unicodedata import combining, normalize

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "corpuskit_numbers" / "data" / "en"
BRITISH = {"meter": "metre", "liter": "litre", "gram": "gramme"}
PREFIXES = {
    **{"f": "femto", "p": "pico", "n": "nano", "u": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto"},
    **{"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa", "Z": "zetta", "Y": "yotta"},
}
"""The prefixes of the SI by their UCUM letters."""
MICRO = ("µ", "μ", "u")
"""The micro sign, the Greek letter, and the letter that stands for them on a keyboard."""

Row = tuple[str, ...]


def main() -> None:
    """Write both tables."""
    write(DATA / "unit.tsv", ("surface", "unit", "name", "kind", "form"), units())
    table = currencies()
    write(DATA / "currency.tsv", ("surface", "code", "name", "factor", "place"), table)
    signs = {surface: row for surface, row in table.items() if row[-1] == "any"}
    write(DATA / "currency_sign.tsv", ("surface", "code", "name", "factor", "place"), signs)


def write(path: Path, header: Row, rows: dict[str, Row]) -> None:
    """Write the rows, sorted by surface."""
    lines = ["\t".join((surface, *row)) for surface, row in sorted(rows.items())]
    path.write_text("\n".join(["\t".join(header), *lines, ""]), encoding="utf-8", newline="\n")


# --- units


def units() -> dict[str, Row]:
    """Give surface -> (UCUM code, English singular name, kind, word or symbol)."""
    rows = named()
    for surface, row in prefixed():
        rows.setdefault(surface, row)
    return rows


def named() -> dict[str, Row]:
    """Give the units that are named one by one, each with the spellings of CLDR and its own."""
    patterns = Locale("en")._data["unit_patterns"]
    rows: dict[str, Row] = {}
    for cldr, code, kind, forms in lines(HERE / "ucum.tsv"):
        kind = "measure" if kind == "-" else kind
        name = cldr[1:] if cldr.startswith("+") else singular(patterns, cldr)
        if not cldr.startswith("+"):
            for surface in spellings(patterns, cldr):
                rows.setdefault(surface, (code, name, kind, "word"))
        for form in filter(None, forms.split("|")):
            surface, own_name, own_code = ([*form.split("="), None, None])[:3]
            symbol = surface.startswith("<")
            surface = surface.strip("<>")
            row = (own_code or code, own_name or name, kind, "symbol" if symbol else "word")
            if symbol or surface != surface.lower():
                rows[surface] = row
            else:
                rows.setdefault(surface, row)
    return rows


def prefixed() -> Iterator[tuple[str, Row]]:
    """Give the units that are written with prefixes, in full and as symbols."""
    for name, code, symbols, words, abbreviated in lines(HERE / "prefixed.tsv"):
        for prefix in words.replace("-", ""):
            full = PREFIXES.get(prefix, "") + name
            for surface in in_full(full):
                yield surface, (code.replace("*", prefix.strip("_")), full, "measure", "word")
        for prefix in abbreviated.replace("-", ""):
            row = (code.replace("*", prefix.strip("_")), PREFIXES.get(prefix, "") + name, "measure", "symbol")
            for letter in MICRO if prefix == "u" else (prefix.strip("_"),):
                for symbol in symbols.split("|"):
                    yield symbol.replace("*", letter), row


def in_full(name: str) -> Iterator[str]:
    """Give a name in singular and plural, in American and British spelling, its words joined by hyphens or not."""
    for form in (name, f"{name}s"):
        for spelled in (form, *(form.replace(us, uk) for us, uk in BRITISH.items() if us in form)):
            yield spelled
            if " " in spelled:
                yield spelled.replace(" ", "-")


def lines(path: Path) -> Iterator[list[str]]:
    """Give the rows of a TSV file without comments and header."""
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader((_ for _ in file if not _.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        yield from reader


def singular(patterns: dict[str, dict[str, dict[str, str]]], cldr: str) -> str:
    """Give the English singular name that CLDR has, ``square kilometer``."""
    return word(patterns[cldr]["long"]["one"])


def word(pattern: str) -> str:
    """Give a CLDR pattern without the place of its number."""
    return pattern.replace("{0}", "").strip()


def spellings(patterns: dict[str, dict[str, dict[str, str]]], cldr: str) -> Iterator[str]:
    """Give singular and plural in American and British spelling, in lower case."""
    for count in ("one", "other"):
        surface = word(patterns[cldr]["long"].get(count, "")).lower()
        if not surface or not surface[0].isalpha():
            continue
        yield surface
        for american, british in BRITISH.items():
            if american in surface:
                yield surface.replace(american, british)


# --- currencies


def currencies() -> dict[str, Row]:
    """Give surface -> (ISO 4217 code, English singular name, factor, where it may stand)."""
    with open(HERE / "currencies.toml", "rb") as file:
        own = tomllib.load(file)
    # What is in use goes first: a name that a code of old has too is that of today.
    codes = [*sorted(in_use()), *(code for code in own["historic"]["codes"] if code not in in_use())]
    rows: dict[str, Row] = {}
    for surface, meaning in own["signs"].items():
        rows[surface] = (*meaning_of(meaning, own), "any")
    for surface, meaning in own["words"].items():
        for form in (*wire(surface), *wire(plural(surface))):
            rows.setdefault(form, (*meaning_of(meaning, own), "after"))
    for surface, meaning in own["subunits"].items():
        for form in (surface, plural(surface)):
            rows.setdefault(form, (*meaning_of(meaning, own), "part"))
    for code in codes:
        ambiguous = code in own["words_in_capitals"]["codes"] and code != "CAD"
        rows.setdefault(code, (code, name_of(code, own), "1", "after" if ambiguous else "any"))
        for count in (1, 2):
            for name in wire(undated(get_currency_name(code, count, locale="en")).lower()):
                rows.setdefault(name, (code, name_of(code, own), "1", "after"))
    for surface, (code, name, _, place) in tuple(rows.items()):
        if place == "after" and surface.endswith((" dollar", " dollars")):
            rows.setdefault(surface.replace(" dollar", " cent"), (code, name, "1/100", "part"))
    return rows


def wire(name: str) -> Iterator[str]:
    """Give a name, and as news agencies write it: "canadian dlrs", "u.s. dollars"; letters without accents too."""
    for form in (name, name.replace("us dollar", "u.s. dollar") if name.startswith("us ") else name):
        yield from (form, form.replace(" dollar", " dlr"))
    yield "".join(char for char in normalize("NFD", name) if not combining(char))


def undated(name: str) -> str:
    """Give a name of CLDR without the years that it may end with: "Brazilian cruzado (1986–1989)"."""
    return name.partition(" (")[0]


def in_use() -> set[str]:
    """Give the codes that are legal tender somewhere, as CLDR knows."""
    territories = get_global("territory_currencies").values()
    return {code for rows in territories for code, _, end, tender in rows if end is None and tender}


def meaning_of(meaning: str, own: dict[str, dict[str, str]]) -> Row:
    """Give code, name and factor of ``USD``, ``USD*1000000`` or ``USD/100``."""
    code, factor = meaning, "1"
    if "/" in meaning:
        code, parts = meaning.split("/")
        factor = f"1/{parts}"
    elif "*" in meaning:
        code, factor = meaning.split("*")
    return (code, name_of(code, own), factor)


def name_of(code: str, own: dict[str, dict[str, str]]) -> str:
    """Give the English singular name of a code."""
    extra = {"BTC": "bitcoin", "ETH": "ether"}
    return own["open"].get(code) or extra.get(code) or undated(get_currency_name(code, 1, locale="en"))


def plural(surface: str) -> str:
    """Give the English plural of a currency word; a sign has none."""
    if not surface[-1].isalpha() or surface.endswith(("s", "yen", "pence")) or len(surface) < 3:
        return surface
    return f"{surface[:-1]}ies" if surface.endswith("ty") and surface != "zloty" else f"{surface}s"


if __name__ == "__main__":
    main()
