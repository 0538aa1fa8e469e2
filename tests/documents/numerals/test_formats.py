from __future__ import annotations

import pytest

from respondent_app.documents.numerals.formats import format_of_example, printed

_PRINTED = [
    ("decimal", 7, "7"),
    ("decimalZero", 7, "07"),
    ("decimalZero", 100, "100"),
    ("lowerRoman", 1994, "mcmxciv"),
    ("upperRoman", 4, "IV"),
    ("upperRoman", 0, ""),
    ("lowerLetter", 26, "z"),
    ("lowerLetter", 27, "aa"),
    ("lowerLetter", 28, "bb"),
    ("upperLetter", 53, "AAA"),
    ("lowerLetter", 0, ""),
    ("ordinal", 1, "1st"),
    ("ordinal", 12, "12th"),
    ("ordinal", 22, "22nd"),
    ("ordinal", 113, "113th"),
    ("cardinalText", 1, "One"),
    ("cardinalText", 40, "Forty"),
    ("cardinalText", 1101, "One thousand one hundred one"),
    ("ordinalText", 12, "Twelfth"),
    ("ordinalText", 30, "Thirtieth"),
    ("ordinalText", 1000, "One thousandth"),
    ("hex", 255, "FF"),
    ("chicago", 4, "§"),
    ("chicago", 5, "**"),
    ("numberInDash", 3, "- 3 -"),
    ("none", 3, ""),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircle", 21, "21"),
    ("decimalEnclosedParen", 1, "⑴"),
    ("decimalFullWidth", 10, "１０"),
    ("russianLower", 9, "и"),
    ("russianLower", 10, "к"),
    ("russianUpper", 30, "АА"),
    ("hebrew1", 15, "טו"),
    ("hebrew1", 17, "יז"),
    ("hebrew1", 116, "קטז"),
    ("hebrew2", 22, "ת"),
    ("thaiNumbers", 12, "๑๒"),
    ("chineseCounting", 11, "十一"),
    ("chineseCounting", 101, "一○一"),
    ("chineseCountingThousand", 10, "十"),
    ("chineseCountingThousand", 21, "二十一"),
    ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 1001, "一千〇一"),
    ("chineseCountingThousand", 2010, "二千〇一十"),
    ("chineseLegalSimplified", 10, "壹拾"),
    ("japaneseCounting", 1500, "千五百"),
    ("japaneseLegal", 21, "弐拾壱"),
    ("koreanLegal", 21, "스물하나"),
    ("ideographTraditional", 10, "癸"),
    ("ideographTraditional", 11, "11"),
    ("ideographZodiacTraditional", 60, "癸亥"),
    ("aiueo", 47, "ｱ"),
    ("a format of next year", 3, "3"),
]


@pytest.mark.parametrize(("number_format", "number", "expected"), _PRINTED)
def test_a_number_is_printed_in_its_format(number_format: str, number: int, expected: str) -> None:
    assert printed(number, number_format) == expected


_FRENCH = {
    1: "Un", 16: "Seize", 21: "Vingt et un", 71: "Soixante et onze", 80: "Quatre-vingts", 81: "Quatre-vingt-un",
    91: "Quatre-vingt-onze", 100: "Cent", 200: "Deux cents", 201: "Deux cent un", 1000: "Mille",
    1900: "Mille neuf cents",
}  # fmt: skip
_FRENCH_RANKS = {
    1: "Premier", 2: "Deuxième", 4: "Quatrième", 5: "Cinquième", 9: "Neuvième", 21: "Vingt et unième",
    80: "Quatre-vingtième", 100: "Centième", 1000: "Millième",
}  # fmt: skip
_RUSSIAN_RANKS = {
    1: "Первый", 3: "Третий", 13: "Тринадцатый", 20: "Двадцатый", 23: "Двадцать третий", 40: "Сороковой",
    100: "Сотый", 123: "Сто двадцать третий", 200: "Двухсотый", 1000: "Тысячный", 1050: "Одна тысяча пятидесятый",
}  # fmt: skip


def test_french_counts_in_its_own_way() -> None:
    assert {number: printed(number, "cardinalText", "fr-FR") for number in _FRENCH} == _FRENCH
    assert {number: printed(number, "ordinalText", "fr-BE") for number in _FRENCH_RANKS} == _FRENCH_RANKS
    assert [printed(number, "ordinal", "fr-FR") for number in (1, 2)] == ["1er", "2e"]


def test_russian_counts_in_its_own_way() -> None:
    assert {number: printed(number, "ordinalText", "ru-RU") for number in _RUSSIAN_RANKS} == _RUSSIAN_RANKS
    assert printed(2021, "cardinalText", "ru-RU") == "Две тысячи двадцать один"
    assert [printed(number, "ordinal", "ru-RU") for number in (1, 2, 3, 12)] == ["1-ый", "2-ой", "3-ий", "12-ый"]


@pytest.mark.parametrize("language", ["", "de-DE", "x", "tlh"])
def test_a_language_that_is_not_known_gets_english_words(language: str) -> None:
    assert printed(2, "cardinalText", language) == "Two"


@pytest.mark.parametrize("number", [-5, 0, 1, 999, 32_767, 32_768, 2_000_000_000])
@pytest.mark.parametrize("number_format", sorted({name for name, _, _ in _PRINTED}))
def test_no_number_is_too_odd_to_print(number_format: str, number: int) -> None:
    assert len(printed(number, number_format)) < 10_000


@pytest.mark.parametrize(
    ("example", "shown"),
    [
        ("001, 002, 003, ...", "012"),
        ("00001, 00002, 00003, ...", "00012"),
        ("01, 02, 03, ...", "12"),
        ("One, Two, Three, ...", "Twelve"),
        ("i, ii, iii, ...", "xii"),
        ("α, β, γ, ...", "μ"),
        ("①, ②, ③, ...", "⑫"),
    ],
)
def test_a_format_is_known_by_its_example(example: str, shown: str) -> None:
    name = format_of_example(example)

    assert name is not None
    assert printed(12, name) == shown


@pytest.mark.parametrize("example", ["", "?, !, …", ",,", "0" * 500 + "1"])
def test_an_example_that_is_not_known_names_no_format(example: str) -> None:
    assert format_of_example(example) is None
