"""The tables of units and currencies are what their sources make them, and their codes are valid."""

import csv
import re
import runpy
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from corpuskit.rules import Rules

DATA = Path(str(files("corpuskit_numbers"))) / "data" / "en"
TOOLS = Path(__file__).parent.parent / "tools"


def rows(name: str) -> list[dict[str, str]]:
    with open(DATA / f"{name}.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


# The atoms of UCUM that the tables use; the metric ones take prefixes. Source: UCUM, version 2.2, tables 2 to 25.
METRIC = frozenset(
    (
        *("m", "s", "g", "rad", "K", "cd", "mol", "sr", "Hz", "N", "Pa", "J", "W", "A", "V", "F", "Ohm", "S", "Cel"),
        *("T", "H", "lm", "lx", "Bq", "Gy", "Sv", "C", "L", "l", "ar", "t", "bar", "u", "eV", "pc", "[c]", "[g]"),
        *("gf", "B", "bit", "By", "cal", "eq", "REM", "Ci", "m[Hg]", "[IU]", "[Btu]", "Ao", "G"),
    )
)
OTHER = frozenset(
    (
        *("deg", "'", "''", "har", "%", "[ppth]", "[ppm]", "[ppb]", "[pptr]", "a", "mo", "wk", "d", "h", "min", "atm"),
        *("AU", "[ly]", "[in_i]", "[ft_i]", "[yd_i]", "[mi_i]", "[nmi_i]", "[kn_i]", "[fth_i]", "[fur_us]", "[ft_us]"),
        *("[sft_i]", "[sin_i]", "[syd_i]", "[cft_i]", "[cin_i]", "[cyd_i]", "[acr_us]", "[gal_us]", "[gal_br]"),
        *("[bbl_us]", "[qt_us]", "[pt_us]", "[cup_us]", "[foz_us]", "[tbs_us]", "[tsp_us]", "[bu_us]", "[lb_av]"),
        *("[oz_av]", "[stone_av]", "[ston_av]", "[lton_av]", "[oz_tr]", "[car_m]", "[car_Au]", "[lbf_av]", "[psi]"),
        *("[in_i'Hg]", "[HP]", "[degF]", "[CFU]", "[pH]", "10*", "10^"),
    )
)
PREFIX = "|".join(("da", "Ki", "Mi", "Gi", "Ti", *"YZEPTGMkhdcmunpfazy"))


def one_of(atoms: frozenset[str]) -> str:
    return "|".join(re.escape(atom) for atom in sorted(atoms, key=len, reverse=True))


COMPONENT = re.compile(
    rf"(?:(?:{one_of(OTHER)}|(?:{PREFIX})?(?:{one_of(METRIC)}))(?:[+-]?\d+)?(?:\{{[!-z|~]*\}})?|\{{[!-z|~]*\}}|\d+)"
)


def is_ucum(code: str) -> bool:
    """Say whether a code is one by the grammar of UCUM, section 2.2."""
    inner = re.sub(rf"\({COMPONENT.pattern}(?:[./]{COMPONENT.pattern})*\)", "1", code)
    return re.fullmatch(rf"/?{COMPONENT.pattern}(?:[./]{COMPONENT.pattern})*", inner) is not None


@pytest.mark.parametrize("code", ["km/h", "10*-3.t{CO2}", "/(100000.{people})", "L/(100.km)", "{rev}/min", "kg.m2/s3"])
def test_the_grammar_of_ucum_takes_what_is_one(code: str) -> None:
    assert is_ucum(code)


@pytest.mark.parametrize("code", ["", "km//h", "kft", "[mile]", "k[ft_i]", "{oil eq}", "(km", "µm"])
def test_the_grammar_of_ucum_refuses_what_is_none(code: str) -> None:
    assert not is_ucum(code)


def test_every_unit_has_a_code_of_ucum() -> None:
    assert [row for row in rows("unit") if not is_ucum(row["unit"])] == []


def test_every_unit_has_one_code_and_an_english_name() -> None:
    codes: dict[str, set[str]] = {}
    for row in rows("unit"):
        codes.setdefault(row["name"], set()).add(row["unit"])

    assert {name: found for name, found in codes.items() if len(found) > 1} == {}
    assert all(re.fullmatch(r"[A-Za-z]+(?:[ -][A-Za-z]+)*", name) for name in codes)


def test_every_currency_has_three_letters_or_leaves_its_country_open() -> None:
    open_codes = {"DOLLAR", "PESO", "DINAR", "FRANC", "KRONE", "SHILLING"}

    assert {row["code"] for row in rows("currency") if not re.fullmatch("[A-Z]{3}", row["code"])} == open_codes


def test_the_tables_are_what_the_script_builds(tmp_path: Path) -> None:
    pytest.importorskip("babel")
    shutil.copytree(TOOLS, tmp_path / "tools")
    built = tmp_path / "src" / "corpuskit_numbers" / "data" / "en"
    built.mkdir(parents=True)

    runpy.run_path(str(tmp_path / "tools" / "build_tables.py"), run_name="__main__")

    for name in ("unit", "currency", "currency_sign"):
        assert (built / f"{name}.tsv").read_bytes() == (DATA / f"{name}.tsv").read_bytes()


@pytest.mark.parametrize(("usual", "table"), [("usual_unit", "unit"), ("usual_currency", "currency")])
def test_what_is_usual_is_in_the_table(usual: str, table: str) -> None:
    lexicons = Rules.load("corpuskit_numbers").lexicons

    assert lexicons[usual].keys() - lexicons[table].keys() == set()
