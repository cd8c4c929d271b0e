"""Money: signs, codes, words and coins of currencies, with their ISO 4217 codes and English names."""

import pytest
from corpuskit_numbers.config import NumberConfig
from corpuskit_numbers.extract import NumberExtractor

from corpuskit import Document
from corpuskit.values import NumberValue

EXTRACT = NumberExtractor()

CASES = {
    "signs": [
        ("$5", {"$5": "5 USD US dollar"}),
        ("$ 5", {"$ 5": "5 USD US dollar"}),
        ("€20", {"€20": "20 EUR euro"}),
        ("20€", {"20€": "20 EUR euro"}),
        ("£1.50", {"£1.50": "1.50 GBP British pound"}),
        ("¥500", {"¥500": "500 JPY Japanese yen"}),
        ("₹500", {"₹500": "500 INR Indian rupee"}),
        ("₨500", {"₨500": "500 INR Indian rupee"}),
        ("₪500", {"₪500": "500 ILS Israeli new shekel"}),
        ("₩5,000", {"₩5,000": "5000 KRW South Korean won"}),
        ("₽500", {"₽500": "500 RUB Russian ruble"}),
        ("₺20", {"₺20": "20 TRY Turkish lira"}),
        ("₦5,000", {"₦5,000": "5000 NGN Nigerian naira"}),
        ("₱500", {"₱500": "500 PHP Philippine peso"}),
        ("₫5,000", {"₫5,000": "5000 VND Vietnamese dong"}),
        ("฿40", {"฿40": "40 THB Thai baht"}),
        ("₴40", {"₴40": "40 UAH Ukrainian hryvnia"}),
        ("₸40", {"₸40": "40 KZT Kazakhstani tenge"}),
        ("₾20", {"₾20": "20 GEL Georgian lari"}),
        ("₼20", {"₼20": "20 AZN Azerbaijani manat"}),
        ("৳200", {"৳200": "200 BDT Bangladeshi taka"}),
        ("៛4000", {"៛4000": "4000 KHR Cambodian riel"}),
        ("֏300", {"֏300": "300 AMD Armenian dram"}),
        ("؋300", {"؋300": "300 AFN Afghan Afghani"}),
        ("﷼500", {"﷼500": "500 IRR Iranian rial"}),
        ("￡20", {"￡20": "20 GBP British pound"}),
        ("₡800", {"₡800": "800 CRC Costa Rican colón"}),
        ("₲900", {"₲900": "900 PYG Paraguayan guarani"}),
        ("₭900", {"₭900": "900 LAK Laotian kip"}),
        ("₮900", {"₮900": "900 MNT Mongolian tugrik"}),
        ("₵10", {"₵10": "10 GHS Ghanaian cedi"}),
        ("₿2", {"₿2": "2 BTC bitcoin"}),
    ],
    "dollars by country": [
        ("US$3.5bn", {"US$3.5bn": "3500000000 USD US dollar"}),
        ("U.S.$5", {"U.S.$5": "5 USD US dollar"}),
        ("A$20", {"A$20": "20 AUD Australian dollar"}),
        ("AU$20", {"AU$20": "20 AUD Australian dollar"}),
        ("COP$5", {"COP$5": "5 COP Colombian peso"}),
        ("HK$5", {"HK$5": "5 HKD Hong Kong dollar"}),
        ("C$5.5m", {"C$5.5m": "5500000 CAD Canadian dollar"}),
        ("CA$5", {"CA$5": "5 CAD Canadian dollar"}),
        ("$5 MILLION CAD", {"$5 MILLION CAD": "5000000 CAD Canadian dollar"}),
        ("$5 MILLION FOR ALL", {"$5 MILLION": "5000000 USD US dollar"}),
        ("PHP 44,479 a month", {"PHP 44,479 a month": "44479 PHP Philippine peso per month"}),
        ("NZ$7", {"NZ$7": "7 NZD New Zealand dollar"}),
        ("S$9", {"S$9": "9 SGD Singapore dollar"}),
        ("NT$30", {"NT$30": "30 TWD New Taiwan dollar"}),
        ("R$50", {"R$50": "50 BRL Brazilian real"}),
        ("J$100", {"J$100": "100 JMD Jamaican dollar"}),
        ("RD$100", {"RD$100": "100 DOP Dominican peso"}),
        ("EC$5", {"EC$5": "5 XCD East Caribbean dollar"}),
        ("Mex. and MX$50", {"MX$50": "50 MXN Mexican peso"}),
    ],
    "abbreviations before": [
        ("Rs 5,000", {"Rs 5,000": "5000 INR Indian rupee"}),
        ("Rs. 50 crore", {"Rs. 50 crore": "500000000 INR Indian rupee"}),
        ("RM40", {"RM40": "40 MYR Malaysian ringgit"}),
        ("RM 40", {"RM 40": "40 MYR Malaysian ringgit"}),
        ("R200", {"R200": "200 ZAR South African rand"}),
        ("Tk 500", {"Tk 500": "500 BDT Bangladeshi taka"}),
        ("KSh 300", {"KSh 300": "300 KES Kenyan shilling"}),
        ("Dh1.2 billion", {"Dh1.2 billion": "1200000000 AED UAE dirham"}),
        ("Tsh217 billion", {"Tsh217 billion": "217000000000 TZS Tanzanian shilling"}),
        ("NIS 20", {"NIS 20": "20 ILS Israeli new shekel"}),
        ("RMB 50", {"RMB 50": "50 CNY Chinese yuan"}),
        ("CN¥50", {"CN¥50": "50 CNY Chinese yuan"}),
        ("kr 300", {"kr 300": "300 - krone"}),
        ("zł20", {"zł20": "20 PLN Polish zloty"}),
    ],
    "codes before and after": [
        ("CHF 300", {"CHF 300": "300 CHF Swiss franc"}),
        ("CHF300m", {"CHF300m": "300000000 CHF Swiss franc"}),
        ("300 CHF", {"300 CHF": "300 CHF Swiss franc"}),
        ("500 EUR", {"500 EUR": "500 EUR euro"}),
        ("EUR 500", {"EUR 500": "500 EUR euro"}),
        ("EUR500m", {"EUR500m": "500000000 EUR euro"}),
        ("USD 4.2 million", {"USD 4.2 million": "4200000 USD US dollar"}),
        ("4.2 million USD", {"4.2 million USD": "4200000 USD US dollar"}),
        ("GBP5m", {"GBP5m": "5000000 GBP British pound"}),
        ("115.5USD", {"115.5USD": "115.5 USD US dollar"}),
        ("AED 200", {"AED 200": "200 AED UAE dirham"}),
        ("ZAR30 million", {"ZAR30 million": "30000000 ZAR South African rand"}),
        ("0.5 BTC", {"0.5 BTC": "0.5 BTC bitcoin"}),
        ("12CUP", {"12CUP": "12 CUP Cuban peso"}),
    ],
    "words": [
        ("five euros", {"five euros": "5 EUR euro"}),
        ("50 dollars", {"50 dollars": "50 USD US dollar"}),
        ("400,000 pounds of public money", {"400,000 pounds": "400000 GBP British pound"}),
        ("10 quid", {"10 quid": "10 GBP British pound"}),
        ("20 bucks", {"20 bucks": "20 USD US dollar"}),
        ("100,000 rupees", {"100,000 rupees": "100000 INR Indian rupee"}),
        ("2,000 rupiah", {"2,000 rupiah": "2000 IDR Indonesian rupiah"}),
        ("500 yuan", {"500 yuan": "500 CNY Chinese yuan"}),
        ("10 million yen", {"10 million yen": "10000000 JPY Japanese yen"}),
        ("5,000 won", {"5,000 won": "5000 KRW South Korean won"}),
        ("20 shekels", {"20 shekels": "20 ILS Israeli new shekel"}),
        ("1,000 forints", {"1,000 forints": "1000 HUF Hungarian forint"}),
        ("300 kronor", {"300 kronor": "300 SEK Swedish krona"}),
        ("2 billion reais", {"2 billion reais": "2000000000 BRL Brazilian real"}),
        ("2 billion roubles", {"2 billion roubles": "2000000000 RUB Russian ruble"}),
        ("one million naira", {"one million naira": "1000000 NGN Nigerian naira"}),
        ("50 million rand", {"50 million rand": "50000000 ZAR South African rand"}),
        ("22 billion cedis", {"22 billion cedis": "22000000000 GHS Ghanaian cedi"}),
        ("9 kwacha", {"9 kwacha": "9 ZMW Zambian kwacha"}),
        ("20 Turkish lira", {"20 Turkish lira": "20 TRY Turkish lira"}),
        ("500 Czech crowns", {"500 Czech crowns": "500 CZK Czech koruna"}),
        ("LE 40 million", {"LE 40 million": "40000000 EGP Egyptian pound"}),
        ("40 Egyptian pounds", {"40 Egyptian pounds": "40 EGP Egyptian pound"}),
        ("300 Kuwaiti dinars", {"300 Kuwaiti dinars": "300 KWD Kuwaiti dinar"}),
        ("5,000 Kenyan shillings", {"5,000 Kenyan shillings": "5000 KES Kenyan shilling"}),
        ("200 UAE dirhams", {"200 UAE dirhams": "200 AED UAE dirham"}),
        ("16.8 billion U.S. dollars", {"16.8 billion U.S. dollars": "16800000000 USD US dollar"}),
        ("1.2 billion Australian dollars", {"1.2 billion Australian dollars": "1200000000 AUD Australian dollar"}),
        ("20 HK dollars", {"20 HK dollars": "20 HKD Hong Kong dollar"}),
        ("3 million Hong Kong dollars", {"3 million Hong Kong dollars": "3000000 HKD Hong Kong dollar"}),
        ("a 2 million H.K. dollar loan", {"2 million H.K. dollar": "2000000 HKD Hong Kong dollar"}),
        ("5 NZ dollars", {"5 NZ dollars": "5 NZD New Zealand dollar"}),
        ("5 million Taiwan dollars", {"5 million Taiwan dollars": "5000000 TWD New Taiwan dollar"}),
        ("10 Zimbabwean dollars", {"10 Zimbabwean dollars": "10 ZWD Zimbabwean dollar"}),
        ("100 US-dollars", {"100 US-dollars": "100 USD US dollar"}),
        ("ten pounds sterling", {"ten pounds sterling": "10 GBP British pound"}),
        ("100 Mexican pesos", {"100 Mexican pesos": "100 MXN Mexican peso"}),
    ],
    "currencies of one name in several countries": [
        ("10 million pesos", {"10 million pesos": "10000000 - peso"}),
        ("300 kroner", {"300 kroner": "300 - krone"}),
        ("902 mln dinars", {"902 mln dinars": "902000000 - dinar"}),
        ("200 shillings", {"200 shillings": "200 - shilling"}),
        ("115 billion francs", {"115 billion francs": "115000000000 - franc"}),
        ("20 centimes", {"20 centimes": "0.2 - franc"}),
    ],
    "historic currencies": [
        ("3 billion French francs", {"3 billion French francs": "3000000000 FRF French franc"}),
        ("3 billion Belgian francs", {"3 billion Belgian francs": "3000000000 BEF Belgian franc"}),
        ("3 billion Swiss francs", {"3 billion Swiss francs": "3000000000 CHF Swiss franc"}),
        ("100 mln marks", {"100 mln marks": "100000000 DEM German mark"}),
        ("30 billion lire", {"30 billion lire": "30000000000 ITL Italian lira"}),
        ("30 billion Dutch guilders", {"30 billion Dutch guilders": "30000000000 NLG Dutch guilder"}),
        ("30 million pesetas", {"30 million pesetas": "30000000 ESP Spanish peseta"}),
        ("30 million escudos", {"30 million escudos": "30000000 PTE Portuguese escudo"}),
        ("30 million drachmas", {"30 million drachmas": "30000000 GRD Greek drachma"}),
        ("30 million Austrian schillings", {"30 million Austrian schillings": "30000000 ATS Austrian schilling"}),
        ("30 million Finnish markka", {"30 million Finnish markka": "30000000 FIM Finnish markka"}),
        ("250 Irish punts", {"250 Irish punts": "250 IEP Irish pound"}),
        ("20 mln Ecus", {"20 mln Ecus": "20000000 XEU European currency unit"}),
        ("500 Soviet roubles", {"500 Soviet roubles": "500 SUR Soviet rouble"}),
        ("DM 500", {"DM 500": "500 DEM German mark"}),
    ],
    "wire shorthand": [
        ("10 mln dlrs", {"10 mln dlrs": "10000000 USD US dollar"}),
        ("10 mln U.S. dlrs", {"10 mln U.S. dlrs": "10000000 USD US dollar"}),
        ("1.5 bln U.S. dlrs", {"1.5 bln U.S. dlrs": "1500000000 USD US dollar"}),
        ("20 mln Canadian dlrs", {"20 mln Canadian dlrs": "20000000 CAD Canadian dollar"}),
        ("a 4.3 billion Canadian dlr offer", {"4.3 billion Canadian dlr": "4300000000 CAD Canadian dollar"}),
        ("100 mln Australian dlrs", {"100 mln Australian dlrs": "100000000 AUD Australian dollar"}),
        ("601.1 mln Singapore dlrs", {"601.1 mln Singapore dlrs": "601100000 SGD Singapore dollar"}),
        ("20 mln stg", {"20 mln stg": "20000000 GBP British pound"}),
        ("26 cts", {"26 cts": "0.26 USD US dollar"}),
    ],
    "coins": [
        ("5 euros and 20 cents", {"5 euros and 20 cents": "5.2 EUR euro"}),
        ("2 dollars and 50 cents", {"2 dollars and 50 cents": "2.5 USD US dollar"}),
        ("99 cents", {"99 cents": "0.99 USD US dollar"}),
        ("99c", {"99c": "0.99 USD US dollar"}),
        ("20 U.S. cents", {"20 U.S. cents": "0.2 USD US dollar"}),
        ("10p", {"10p": "0.1 GBP British pound"}),
        ("50 pence", {"50 pence": "0.5 GBP British pound"}),
        ("half a cent", {"half a cent": "0.005 USD US dollar"}),
        ("a quarter of a cent", {"a quarter of a cent": "0.0025 USD US dollar"}),
        ("50 paise", {"50 paise": "0.5 INR Indian rupee"}),
    ],
    "magnitudes": [
        ("$5 million", {"$5 million": "5000000 USD US dollar"}),
        ("$5-million", {"$5-million": "5000000 USD US dollar"}),
        ("a $5-million house", {"$5-million": "5000000 USD US dollar"}),
        ("$1.2tn", {"$1.2tn": "1200000000000 USD US dollar"}),
        ("€3.5bn", {"€3.5bn": "3500000000 EUR euro"}),
        ("€3.5 bn", {"€3.5 bn": "3500000000 EUR euro"}),
        ("£1.2m", {"£1.2m": "1200000 GBP British pound"}),
        ("$10k", {"$10k": "10000 USD US dollar"}),
        ("5m euros", {"5m euros": "5000000 EUR euro"}),
        ("$1.5 trillion", {"$1.5 trillion": "1500000000000 USD US dollar"}),
        ("ten million euros", {"ten million euros": "10000000 EUR euro"}),
        ("a million dollars", {"a million dollars": "1000000 USD US dollar"}),
        ("Rs 3 lakh", {"Rs 3 lakh": "300000 INR Indian rupee"}),
        ("₹2 crore", {"₹2 crore": "20000000 INR Indian rupee"}),
    ],
    "rates": [
        ("$20,000 a year", {"$20,000 a year": "20000 USD US dollar per year"}),
        ("a $20,000-a-year job", {"$20,000-a-year": "20000 USD US dollar per year"}),
        ("£9 an hour", {"£9 an hour": "9 GBP British pound per hour"}),
        ("$45/hour", {"$45/hour": "45 USD US dollar per hour"}),
        ("$1,000 per capita", {"$1,000 per capita": "1000 USD US dollar per capita"}),
        ("$50 a tonne", {"$50 a tonne": "50 USD US dollar per metric ton"}),
        ("$70 a barrel", {"$70 a barrel": "70 USD US dollar per barrel"}),
        ("€100/MWh", {"€100/MWh": "100 EUR euro per megawatt hour"}),
        ("5 cents per kilowatt-hour", {"5 cents per kilowatt-hour": "0.05 USD US dollar per kilowatt hour"}),
        ("$350 per 1,000 cubic metres", {"$350 per 1,000 cubic metres": "350 USD US dollar per 1000 cubic meters"}),
        ("$2.50 a share", {"$2.50 a share": "2.50 USD US dollar per share"}),
        ("six cts a shr", {"six cts a shr": "0.06 USD US dollar per share"}),
        ("10p a share", {"10p a share": "0.1 GBP British pound per share"}),
        ("$1,000 a head", {"$1,000 a head": "1000 USD US dollar per head"}),
        ("$5 per person per day", {"$5 per person per day": "5 USD US dollar per person per day"}),
    ],
    "ranges": [
        ("$10-15 billion", {"$10-15 billion": "10000000000 to 15000000000 USD US dollar"}),
        ("$10 to $15", {"$10 to $15": "10 to 15 USD US dollar"}),
        ("($3.18-$3.81)", {"$3.18-$3.81": "3.18 to 3.81 USD US dollar"}),
        ("between €5 and €10", {"between €5 and €10": "5 to 10 EUR euro"}),
        ("five to ten dollars", {"five to ten dollars": "5 to 10 USD US dollar"}),
        ("$1m-$2m", {"$1m-$2m": "1000000 to 2000000 USD US dollar"}),
    ],
    "coins beside whole units": [
        ("50 cents to $1,000", {"50 cents": "0.5 USD US dollar", "$1,000": "1000 USD US dollar"}),
        (
            "It rose 45 cents to $84.22 a barrel.",
            {"45 cents": "0.45 USD US dollar", "$84.22 a barrel": "84.22 USD US dollar per barrel"},
        ),
        ("between 35 and 45 cents", {"between 35 and 45 cents": "0.35 to 0.45 USD US dollar"}),
    ],
    "below zero": [
        ("-$5", {"-$5": "-5 USD US dollar"}),
        ("−€5", {"−€5": "-5 EUR euro"}),
    ],
}

NONE = {
    "words that are no money": [
        "They won 5 games.",
        "He won 100 caps.",
        "Mark 5",
        "7 marks for style",
        "a crown with 12 jewels",
        "2 real reasons",
        "500 pounds of meat",
        "a 20-pound weight",
    ],
    "letters and codes that are no money": [
        "5 p.m.",
        "5 P",
        "an R5 engine",
        "ALL 5 solutions",
        "TOP 10",
        "CSK 180",
        "Ref 5057R-001",
        "400 N",
        "the S5 line",
    ],
    "what is counted by a currency": ["9,000 bitcoin wallets"],
    "no amount": ["the dollar", "a Danish krone", "in euros", "US$"],
}


def shown(value: NumberValue) -> str:
    """Give the amount, the code and the name of the unit: "5 km kilometer"."""
    amount = f"{value.low} to {value.high}" if value.value is None else value.value
    return f"{amount} {value.unit or '-'} {value.unit_name}"


@pytest.mark.parametrize(("text", "expected"), [case for cases in CASES.values() for case in cases])
def test_what_is_written_has_its_amount_and_unit(text: str, expected: dict[str, str]) -> None:
    assert {item.span.text_of(text): shown(item.value) for item in EXTRACT(Document(text))} == expected


@pytest.mark.parametrize("text", [text for texts in NONE.values() for text in texts])
def test_no_money_is_invented(text: str) -> None:
    assert [item for item in EXTRACT(Document(text)) if item.value.kind == "money"] == []


def test_pounds_near_words_of_paying_are_money() -> None:
    assert [item.value.unit for item in EXTRACT(Document("He paid 50 pounds for it."))] == ["GBP"]


def test_the_dollar_of_no_country_is_that_of_the_config() -> None:
    (found,) = NumberExtractor(NumberConfig(dollar="AUD"))(Document("5 dollars and 20 cents"))

    assert shown(found.value) == "5.2 AUD Australian dollar"
