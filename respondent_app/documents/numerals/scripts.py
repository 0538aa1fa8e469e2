"""Number formats in other scripts than the Latin one (ECMA-376 Part 1, 17.18.59), as Word prints them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

_ALPHABETS = {
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "hindiVowels": "".join(map(chr, range(0x0915, 0x093A))),
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
}
_HINDI_VOWELS = (*map(chr, range(0x0905, 0x0915)), "अं", "अः")
# Word starts these again where the standard doubles the sign.
_ROUNDS = {
    "aiueo": "".join(map(chr, (*range(0xFF71, 0xFF9D), 0xFF66, 0xFF9D))),
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ",
    "irohaFullWidth": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",  # noqa: E501
}
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
# What has signs for the first numbers only; digits follow.
_FIRST_ONES = {
    "decimalEnclosedCircle": "".join(map(chr, range(0x2460, 0x2474))),
    "decimalEnclosedCircleChinese": "".join(map(chr, range(0x2460, 0x2474))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "ideographEnclosedCircle": "".join(map(chr, range(0x3220, 0x322A))),
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
}
_DIGITS = {
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
    "hindiNumbers": "०१२३४५६७८९",
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "○一二三四五六七八九",
    "koreanDigital": "영일이삼사오육칠팔구",
    "koreanDigital2": "零一二三四五六七八九",
}


class _Counting(NamedTuple):
    """A way to count with signs for ten, hundred, thousand and ten thousand.

    `zero` stands for skipped places, `ones` says where one is written before the sign: before none, before all, or
    before all but a leading ten. From `digits_from` on only digits are written.
    """

    digits: str
    powers: str
    zero: str = ""
    ones: str = "none"
    digits_from: int = 100_000_000


_HAN = "一二三四五六七八九"
_COUNTINGS = {
    "japaneseCounting": _Counting(_HAN, "十百千万"),
    "japaneseLegal": _Counting("壱弐参四伍六七八九", "拾百阡萬", ones="all"),
    "chineseCounting": _Counting(_HAN, "十百千万", "○", "not ten", 100),
    "taiwaneseCounting": _Counting(_HAN, "十百千萬", "○", "not ten", 100),
    "chineseCountingThousand": _Counting(_HAN, "十百千万", "〇", "not ten"),
    "taiwaneseCountingThousand": _Counting(_HAN, "十百千萬", "○", "not ten"),
    "chineseLegalSimplified": _Counting("壹贰叁肆伍陆柒捌玖", "拾佰仟萬", "零", "all"),
    "ideographLegalTraditional": _Counting("壹貳參肆伍陸柒捌玖", "拾佰仟萬", "零", "all"),
    "koreanCounting": _Counting("일이삼사오육칠팔구", "십백천만"),
}
_KOREAN_UNITS = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_HEBREW = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"), (40, "מ"),
    (30, "ל"), (20, "כ"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"),
    (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip
_HEBREW_AVOIDED = {15: "טו", 16: "טז"}
_HEBREW_LETTERS = "אבגדהוזחטיכלמנסעפצקרשת"
_SIXTY = 60


def repeated(number: int, signs: str | tuple[str, ...]) -> str:
    """Return the sign of a number; where the signs run out they start again doubled, then trebled: z, aa, bb."""
    if number < 1:
        return ""
    rounds, index = divmod(number - 1, len(signs))
    return signs[index] * (rounds + 1)


def in_script(number: int, number_format: str) -> str | None:
    """Return the number in a format of this module, None if it is none of them; where signs run out, digits."""
    if number < 1:
        return None
    for printed in (_from_table, _in_digits, _counted, _by_rule):
        found = printed(number, number_format)
        if found is not None:
            return found
    return None


def _from_table(number: int, number_format: str) -> str | None:
    if number_format in _ALPHABETS:
        return repeated(number, _ALPHABETS[number_format])
    if number_format in _ROUNDS:
        signs = _ROUNDS[number_format]
        return signs[(number - 1) % len(signs)]
    if number_format in _FIRST_ONES:
        signs = _FIRST_ONES[number_format]
        return signs[number - 1] if number <= len(signs) else str(number)
    return None


def _in_digits(number: int, number_format: str) -> str | None:
    digits = _DIGITS.get(number_format)
    return digits and "".join(digits[int(digit)] for digit in str(number))


def _counted(number: int, number_format: str) -> str | None:
    counting = _COUNTINGS.get(number_format)
    if counting is None:
        return None
    if number >= counting.digits_from:
        return "".join((counting.zero + counting.digits)[int(digit)] for digit in str(number))
    myriads, rest = divmod(number, 10_000)
    if not myriads:
        return _below_myriad(rest, counting)
    gap = counting.zero if 0 < rest < 1000 else ""  # noqa: PLR2004
    head = _below_myriad(myriads, counting) + counting.powers[3]
    return head + gap + (_below_myriad(rest, counting, leading=False) if rest else "")


def _below_myriad(number: int, counting: _Counting, *, leading: bool = True) -> str:
    written: list[str] = []
    skipped = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            skipped = bool(written)
            continue
        if skipped:
            written.append(counting.zero)
        skipped = False
        bare = power and digit == 1 and _drops_one(counting, power, first=leading and not written)
        written.append(("" if bare else counting.digits[digit - 1]) + (counting.powers[power - 1] if power else ""))
    return "".join(written)


def _drops_one(counting: _Counting, power: int, *, first: bool) -> bool:
    return counting.ones == "none" or (counting.ones == "not ten" and power == 1 and first)


def _by_rule(number: int, number_format: str) -> str | None:
    rule = _RULES.get(number_format)
    return rule and rule(number)


def _hebrew_number(number: int) -> str:
    written: list[str] = []
    for value, letter in _HEBREW:
        if number in _HEBREW_AVOIDED:  # ten and five, ten and six would spell a holy name
            return "".join((*written, _HEBREW_AVOIDED[number]))
        count, number = divmod(number, value)
        written.append(letter * count)
    return "".join(written)


def _hebrew_letter(number: int) -> str:
    rounds, index = divmod(number - 1, len(_HEBREW_LETTERS))
    return _HEBREW_LETTERS[-1] * rounds + _HEBREW_LETTERS[index]


def _korean_native(number: int) -> str:
    tens, unit = divmod(number, 10)
    return _KOREAN_TENS[tens] + _KOREAN_UNITS[unit] if tens < len(_KOREAN_TENS) else str(number)


_RULES: dict[str, Callable[[int], str]] = {
    "russianUpper": lambda number: repeated(number, _ALPHABETS["russianLower"]).upper(),
    "hindiConsonants": lambda number: repeated(number, _HINDI_VOWELS),
    "ideographZodiacTraditional": lambda number: _STEMS[(number - 1) % _SIXTY % 10] + _BRANCHES[(number - 1) % 12],
    "hebrew1": _hebrew_number,
    "hebrew2": _hebrew_letter,
    "koreanLegal": _korean_native,
}
