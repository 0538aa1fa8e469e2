"""Numbers and dates as Excel shows them (ECMA-376 part 1, 18.8.30 and 18.8.31), as far as documents need it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from respondent_app.documents.calendar_words import MONTHS, WEEKDAYS

# The formats that a file names by number only. 14 to 22 follow the reader's country; ours is Great Britain.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip

_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])(?:\$([^\]-]*)[^\]]*|[^\]]*)\]", re.IGNORECASE)
_LITERALS = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.')
_DATE_SIGNS = re.compile(r"[dyhs]|m(?!\w)|mm", re.IGNORECASE)
_DATE_TOKENS = re.compile(
    r"\[h+\]|\[m+\]|\[s+\]|y+|m+|d+|h+|s+(?:\.0+)?|am/pm|a/p|\"[^\"]*\"?|\\.|.", re.IGNORECASE | re.DOTALL
)
_DIGITS = re.compile(r"[0#?](?:[0#?,. ]*[0#?])?")
_MOST_DIGITS = 10  # Excel shows "General" in at most eleven places, the point included
_LAST_DAY = 2_958_465  # 31 December 9999


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as a cell with the format `code` shows it. `since_1904` is the workbook's date system."""
    form = _form(code)
    if form.is_date and 0 <= value <= _LAST_DAY:
        return _date(value, form.sections[0], since_1904=since_1904)
    if form.is_date or form.sections[0].lower() in {"general", "@", ""}:
        return plain(value)
    section, value = _section(form.sections, value)
    return _number(value, section)


def plain(value: float) -> str:
    """Return a number as the format "General" shows it in a column that is wide enough."""
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124 (not a number is unlike itself)
        return str(value)
    if value == int(value) and abs(value) < 10**11:
        return str(int(value))
    text = f"{value:.{_MOST_DIGITS}g}"
    return text.upper().replace("E+0", "E+").replace("E-0", "E-") if "e" in text else text


@dataclass(frozen=True, slots=True)
class _Form:
    sections: tuple[str, ...]
    is_date: bool


@lru_cache(maxsize=512)
def _form(code: str) -> _Form:
    clean = _BRACKETS.sub(lambda match: f'"{match.group(1)}"' if match.group(1) else "", code)
    sections = tuple(re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", clean))
    signs = _LITERALS.sub("", sections[0])
    is_date = signs.lower() != "general" and bool(_DATE_SIGNS.search(signs)) and not re.search(r"[#?]|0(?!\d*$)", signs)
    return _Form(sections, is_date)


def _section(sections: tuple[str, ...], value: float) -> tuple[str, float]:
    """The part of a format that holds for a value: positive; negative; nought. A negative part shows no sign itself."""
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:  # noqa: PLR2004 (the third part is for nought)
        return sections[2], value
    return sections[0], value


def _number(value: float, section: str) -> str:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match.group(1) or match.group(2) or "")
        return f"{chr(0xE000)}{chr(0xE100 + len(literals) - 1)}"

    bare = _LITERALS.sub(keep, section)
    if "e+" in bare.lower() or "e-" in bare.lower() or "/" in bare:
        return plain(value)
    places = _DIGITS.search(bare)
    if places:
        value *= 100 ** bare.count("%")
        digits = _digits(abs(value), places.group())
        sign = "-" if value < 0 and re.search("[1-9]", digits) else ""
        bare = sign + bare[: places.start()] + digits + _DIGITS.sub("", bare[places.end() :])
    return re.sub(f"{chr(0xE000)}(.)", lambda match: literals[ord(match.group(1)) - 0xE100], bare).strip()


def _digits(value: float, places: str) -> str:
    whole, _point, fraction = places.partition(".")
    most = min(sum(c in "0#?" for c in fraction), 30)
    least = fraction.rstrip("#?").count("0")
    text = f"{value:{',' if ',' in whole else ''}.{most}f}"
    while most > least and text.endswith("0"):
        text, most = text[:-1], most - 1
    before, _point, after = text.partition(".")
    before = before.rjust(whole.count("0"), "0") if "," not in whole else before
    before = "" if before == "0" and not whole.count("0") and after else before
    return f"{before}.{after}" if after else before


def _date(value: float, section: str, *, since_1904: bool) -> str:
    moment = _moment(value, since_1904=since_1904)
    if moment is None:
        return plain(value)
    tokens = _DATE_TOKENS.findall(section)
    half_days = any(token.lower() in {"am/pm", "a/p"} for token in tokens)
    out: list[str] = []
    for at, token in enumerate(tokens):
        minutes = token[0] in "mM" and _is_minutes(tokens, at)
        out.append(_date_part(token, moment, value, minutes=minutes, half_days=half_days))
    return "".join(out).strip()


def _moment(value: float, *, since_1904: bool) -> datetime | None:
    """A serial date as a moment. Excel counts a 29 February 1900 that never was."""
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30 if value >= 60 else 31)  # noqa: DTZ001, PLR2004
    try:
        return start + timedelta(seconds=round(value * 86400))
    except OverflowError:
        return None


def _is_minutes(tokens: list[str], at: int) -> bool:
    """An m means minutes right after hours or right before seconds, else months."""
    names = [token[0].lower() if token[0] != "[" else token[1].lower() for token in tokens]
    before = next((name for name in reversed(names[:at]) if name in "ymdhs"), "")
    after = next((name for name in names[at + 1 :] if name in "ymdhs"), "")
    return before == "h" or after == "s"


def _date_part(token: str, moment: datetime, value: float, *, minutes: bool, half_days: bool) -> str:
    kind, length = token[0].lower(), len(token)
    if kind == "[" and length > 1:
        per_day = {"h": 24, "m": 1440, "s": 86400}[token[1].lower()]
        return str(int(value * per_day + 1e-6))
    if token.lower() in {"am/pm", "a/p"}:
        return ("AM" if moment.hour < 12 else "PM")[: 2 if length > 3 else 1]  # noqa: PLR2004 (noon; "a/p")
    if kind in {'"', "\\"}:
        return token[1:].removesuffix('"') if kind == '"' else token[1:]
    if kind == "m" and minutes:
        return f"{moment.minute:0{min(length, 2)}}"
    hour = (moment.hour % 12 or 12) if half_days else moment.hour
    parts = {
        "y": (f"{moment.year % 100:02}", f"{moment.year % 100:02}", f"{moment.year:04}"),
        "m": (str(moment.month), f"{moment.month:02}", MONTHS[moment.month - 1][:3], MONTHS[moment.month - 1]),
        "d": (str(moment.day), f"{moment.day:02}", WEEKDAYS[moment.weekday()][:3], WEEKDAYS[moment.weekday()]),
        "h": (str(hour), f"{hour:02}"),
        "s": (str(moment.second), f"{moment.second:02}"),
    }
    return parts[kind][min(length, len(parts[kind])) - 1] if kind in parts else token
