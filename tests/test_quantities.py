"""Numbers in other units: exactly, or with the reason why not."""

import pickle
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpuskit import Span
from corpuskit._ucum import atoms, name_of, parts_of, simple_code
from corpuskit.errors import InexactValue, InvalidValue, MissingExtra
from corpuskit.testing.strategies import values
from corpuskit.values import NumberValue

D = Decimal
CODES = sorted(atom.code for atom in atoms() if atom.form != "refused")


def measure(amount: str | Fraction, unit: str | None, kind: str = "measure") -> NumberValue:
    return NumberValue(kind, D(amount) if isinstance(amount, str) else amount, unit=unit)


@pytest.mark.parametrize(
    ("amount", "unit", "target", "expected"),
    [
        ("1", "[mi_i]", "m", D("1609.344")),
        ("1", "[lb_av]", "kg", D("0.45359237")),
        ("1", "kg", "[lb_av]", Fraction(100000000, 45359237)),
        ("1", "[in_i]", "cm", D("2.54")),
        ("1", "[gal_us]", "L", D("3.785411784")),
        ("1", "[gal_br]", "L", D("4.54609")),
        ("1", "[nmi_i]", "m", D(1852)),
        ("2", "h", "min", D(120)),
        ("1.5", "kW.h", "MJ", D("5.4")),
        ("90", "km/h", "m/s", D(25)),
        ("1", "[mi_i]/h", "km/h", D("1.609344")),
        ("1", "GBy", "Mbit", D(8000)),
        ("1", "MiBy", "KiBy", D(1024)),
        ("1", "[ly]", "m", D("9460730472580800")),
        ("1", "atm", "Pa", D(101325)),
        ("1", "eV", "J", D("1.602176634E-19")),
        ("1", "[acr_us].[ft_us]", "[acr_us].[ft_us]", D(1)),
        ("1", "deg", "'", D(60)),
        ("78", "a", "mo", D(936)),
        ("1", "100.a", "a", D(100)),
        ("1", "10*6.t", "kg", D("1E+9")),
        ("1", "mg/dL", "kg/m3", D("0.01")),
        ("5", "10*6.{px}", "{px}", D(5000000)),
        ("120", "{beat}/min", "{beat}/s", D(2)),
        ("5", "k[IU]", "[IU]", D(5000)),
        ("18", "[car_Au]", "%", D(75)),
    ],
)
def test_a_factor_is_exact(amount: str, unit: str, target: str, expected: Decimal | Fraction) -> None:
    found = measure(amount, unit).to(target)

    assert (found.value, found.unit) == (expected, target)
    assert type(found.value) is type(expected)


@pytest.mark.parametrize(
    ("amount", "unit", "target", "expected"),
    [
        ("100", "Cel", "[degF]", D(212)),
        ("-40", "[degF]", "Cel", D(-40)),
        ("0", "Cel", "K", D("273.15")),
        ("32", "[degF]", "Cel", D(0)),
        ("1", "J/Cel", "J/K", D(1)),
        ("9", "J/[degF]", "J/Cel", D("16.2")),
    ],
)
def test_a_temperature_is_a_point_on_its_scale(amount: str, unit: str, target: str, expected: Decimal) -> None:
    assert measure(amount, unit).to(target).value == expected


def test_an_uncertainty_is_a_difference() -> None:
    number = NumberValue("measure", D(20), unit="Cel", uncertainty=D(5))

    assert (number.to("[degF]").value, number.to("[degF]").uncertainty) == (D(68), D(9))


@pytest.mark.parametrize(
    ("amount", "unit", "target", "expected"),
    [
        ("25", "10*-4{point}", "%{point}", D("0.25")),
        ("25", "10*-4{point}", "percent", D("0.25")),
        ("2", "%{point}", "basis points", D(200)),
        ("5", "%", "[ppth]", D(50)),
        ("5", "[ppth]", "%", D("0.5")),
        ("5", "%", "1", D("0.05")),
        ("300", "[ppm]", "%", D("0.03")),
    ],
)
def test_shares_of_a_whole_convert(amount: str, unit: str, target: str, expected: Decimal) -> None:
    assert measure(amount, unit, "percentage").to(target).value == expected


@pytest.mark.parametrize(
    ("target", "unit", "name"),
    [
        ("m", "m", "meter"),
        ("mile", "[mi_i]", "mile"),
        ("miles", "[mi_i]", "mile"),
        ("kilometres", "km", "kilometer"),
        ("feet", "[ft_i]", "foot"),
        ("ft", "[ft_i]", "foot"),
        ("nautical_mile", "[nmi_i]", "nautical mile"),
        ("light year", "[ly]", "light year"),
        ("megaparsec", "Mpc", "megaparsec"),
    ],
)
def test_a_unit_has_a_code_a_name_and_what_pint_calls_it(target: str, unit: str, name: str) -> None:
    found = measure("5", "km").to(target)

    assert (found.unit, found.unit_name) == (unit, name)


@pytest.mark.parametrize(
    ("unit", "target", "code", "name"),
    [
        ("km/h", "mile per hour", "[mi_i]/h", "mile per hour"),
        ("km/h", "mph", "[mi_i]/h", "mile per hour"),
        ("km/h", "meter / second", "m/s", "meter per second"),
        ("m2", "square kilometer", "km2", "square kilometer"),
        ("m2", "hectares", "har", "hectare"),
        ("m3", "cubic inches", "[in_i]3", "cubic inch"),
        ("J", "kWh", "kW.h", "kilowatt hour"),
        ("J", "watt hour", "W.h", "watt hour"),
        ("J", "newton-meter", "N.m", "newton meter"),
        ("N", "kg * meter / second**2", "kg.m/s2", "kilogram meter per second squared"),
        ("W/m2", "kilowatt per square meter", "kW/m2", "kilowatt per square meter"),
        ("J/(kg.K)", "joule per kg per kelvin", "J/kg/K", "joule per kilogram per kelvin"),
        ("K", "degree Celsius", "Cel", "degree Celsius"),
        ("K", "degC", "Cel", "degree Celsius"),
        ("K", "°C", "Cel", "degree Celsius"),
        ("m2", "km²", "km2", "square kilometer"),
        ("m3", "cm^3", "cm3", "cubic centimeter"),
        ("J", "kW·h", "kW.h", "kilowatt hour"),
        ("m2", "square miles", "[mi_i]2", "square mile"),
        ("m-2", "mile per gallon", "[mi_i]/[gal_us]", "mile per gallon"),
        ("J", "US therms", "10*5.[Btu]", "US therm"),
        ("d", "fortnights", "2.wk", "fortnight"),
        ("kg", "megatons", "Mt", "megaton"),
        ("{beat}/min", "beats per minute", "{beat}/min", "beat per minute"),
        ("{px}", "gigapixel", "10*9.{px}", "gigapixel"),
        ("cd/m2", "nits", "cd/m2", "candela per square meter"),
        ("%", "‰", "[ppth]", "permille"),
        ("rad", "°", "deg", "degree"),
        ("h", "man-hours", "h", "hour"),
        ("[cft_i]", "10*9.[cft_i]", "10*9.[cft_i]", "billion cubic foot"),
    ],
)
def test_units_that_are_made_of_others_have_names_too(unit: str, target: str, code: str, name: str) -> None:
    found = measure("5", unit).to(target)

    assert (found.unit, found.unit_name) == (code, name)


def test_everything_else_stays() -> None:
    number = NumberValue(
        *("measure", None, D(5), D(10), "km", "kilometer", "~", Span(0, 5)),
        *(None, "road", Span(20, 24), 0, "measure in digits"),
    )
    found = number.to("m")

    assert (found.low, found.high, found.scale) == (D(5000), D(10000), None)
    assert (found.modifier, found.modifier_span) == ("~", Span(0, 5))
    assert (found.counted, found.counted_span, found.method) == ("road", Span(20, 24), "measure in digits")


def test_a_bound_alone_stays_alone() -> None:
    found = NumberValue("measure", high=D(5), unit="km").to("m")

    assert (found.low, found.high) == (None, D(5000))


def test_what_is_in_the_unit_already_stays_as_written() -> None:
    number = NumberValue("measure", D("4.50"), unit="km", unit_name="kilometre", scale=2)

    assert number.to("km") == number
    assert number.to("kilometer") == number


@pytest.mark.parametrize(
    ("unit", "amount", "base", "name"),
    [
        ("km", D(1000), "m", "meter"),
        ("[lb_av]", D("0.45359237"), "kg", "kilogram"),
        ("[degF]", Fraction(45967, 180) + Fraction(5, 9), "K", "kelvin"),
        ("km/h", Fraction(5, 18), "m/s", "meter per second"),
        ("W", D(1), "kg.m2/s3", "kilogram square meter per second cubed"),
        ("By", D(8), "bit", "bit"),
        ("%", D("0.01"), "1", "one"),
        ("10*-4{point}", D("0.0001"), "1", "one"),
        ("Hz", D(1), "/s", "per second"),
        ("Bq", D(1), "/s", "per second"),
        ("{rev}/min", Fraction(1, 60), "{rev}/s", "revolution per second"),
        ("a", D(31557600), "s", "second"),
    ],
)
def test_base_units_are_those_of_the_si(unit: str, amount: Decimal | Fraction, base: str, name: str) -> None:
    found = measure("1", unit).to_base()

    assert (found.value, found.unit, found.unit_name) == (amount, base, name)


def test_an_amount_with_many_places_is_converted_exactly() -> None:
    amount = D("0." + "7" * 20_000)

    assert measure(str(amount), "km").to("m").value == D("777." + "7" * 19_997)


def test_what_needs_pi_is_rounded_to_28_digits() -> None:
    assert measure("180", "deg").to("rad").value == D("3.141592653589793238462643383")
    assert measure("1", "pc").to("m").value == D("30856775814913672.78913937958")


@pytest.mark.parametrize(
    ("number", "target", "reason"),
    [
        (measure("5", "USD", "money"), "EUR", "rates of exchange"),
        (measure("5", "USD", "money"), "kg", "rates of exchange"),
        (measure("5", None, "cardinal"), "kg", "no unit"),
        (measure("5", None, "ordinal"), "kg", "no unit"),
        (measure("5", "km"), "kg", "measured in 'm', and 'kg' in 'kg'"),
        (measure("5", "Cel"), "m", "measured in 'K'"),
        (measure("5", "GBy"), "%", "measured in 'bit', and '%' in '1'"),
        (measure("5", "{beat}/min"), "Hz", "measured in '{beat}/s'"),
        (measure("5", "10*6.t{oil_eq}"), "kg", "oil_eq"),
        (measure("5", "[IU]"), "mg", r"measured in '\[IU\]'"),
        (measure("5", "dB"), "B", "'dB' cannot be converted: it is logarithmic"),
        (measure("5", "W"), "dB", "'dB' cannot be converted: it is logarithmic"),
        (measure("5", "[wombat]"), "kg", r"'\[wombat\]' is no code of UCUM"),
        (measure("5", "USD"), "kg", "'USD' is no code of UCUM"),
        (measure("5", "km/"), "kg", "'km/' is no code of UCUM"),
    ],
)
def test_an_error_says_why_a_number_cannot_be_converted(number: NumberValue, target: str, reason: str) -> None:
    with pytest.raises(InexactValue, match=reason) as caught:
        number.to(target)

    assert (caught.value.value, str(caught.value).startswith(number.kind)) == (number, True)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    "target", ["USD", "ALL", "CUP", "kilomter", "", " ", "five kilograms", "kg and g", "__import__"]
)
def test_what_is_no_unit_is_refused(target: str) -> None:
    with pytest.raises(InvalidValue, match="there is no unit"):
        measure("5", "kg").to(target)


def test_what_is_no_string_is_refused() -> None:
    with pytest.raises(InvalidValue, match="a unit is told by a string"):
        measure("5", "kg").to(None)  # type: ignore[arg-type]  # as somebody would who passes on a unit that is not there


def test_a_unit_nearly_right_is_suggested() -> None:
    with pytest.raises(InvalidValue, match="did you mean 'meter'"):
        measure("5", "km").to("metter")


def test_without_pint_an_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from corpuskit import _quantities

    _quantities._registry.cache_clear()
    _quantities._size_in_pint.cache_clear()
    _quantities._size_of.cache_clear()
    monkeypatch.setitem(sys.modules, "pint", None)

    with pytest.raises(MissingExtra, match=r"pip install 'corpuskit-core\[units\]'"):
        measure("5", "km").to("m")


def test_pint_is_imported_when_a_number_is_converted() -> None:
    code = (
        "import sys; from decimal import Decimal; from corpuskit.values import NumberValue\n"
        "assert not {'pint', 'corpuskit._quantities'} & {*sys.modules}\n"
        "NumberValue('measure', Decimal(1), unit='km').to('m')\n"
        "assert 'pint' in sys.modules"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- laws

EXACT = [code for code in CODES if code not in ("[pi]", "Cel", "[degF]", "[degR]")]


@pytest.mark.parametrize("code", CODES)
def test_every_unit_has_a_base_and_comes_back_from_it(code: str) -> None:
    number = measure("7", code)
    there = number.to_base()

    assert there.unit is not None
    assert parts_of(there.unit) is not None
    back = there.to(code).value
    assert back is not None
    assert abs(back - 7) < Fraction(1, 10**20)


@pytest.mark.parametrize("code", CODES)
def test_every_name_leads_to_a_unit_of_that_name(code: str) -> None:
    found = simple_code(name_of(code))

    assert found is not None
    assert name_of(found).lower() == name_of(code).lower()


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(EXACT), st.sampled_from(EXACT))
def test_a_number_comes_back_from_any_unit_of_its_kind(amount: Decimal, one: str, other: str) -> None:
    number = measure(str(amount), one)
    try:
        there = number.to(other)
    except InexactValue:
        return
    back = there.to(one).value

    assert back is not None
    assert abs(Fraction(back) - Fraction(amount)) <= abs(Fraction(amount)) / 10**25


@given(values("number"), st.one_of(st.sampled_from(CODES), st.text(max_size=12)))
def test_any_number_converts_or_says_why_not(number: NumberValue, unit: str) -> None:
    for convert in (lambda: number.to(unit), number.to_base):
        try:
            found = convert()
        except (InexactValue, InvalidValue):
            continue
        assert (found.kind, found.counted, found.modifier) == (number.kind, number.counted, number.modifier)


@given(st.text("km[]{}()/.*-2sgh%'", max_size=10))
def test_any_code_is_read_or_refused(code: str) -> None:
    parts = parts_of(code)

    assert parts is None or (parts and isinstance(name_of(code), str))


@pytest.mark.parametrize(
    "code", ["", ".", "/", "m.", "m//s", "(m", "m)", "m..s", "2m", "m2m", "{a}m", "m s", "0.m", "m0"]
)
def test_what_the_grammar_does_not_make_is_no_code(code: str) -> None:
    assert parts_of(code) is None
