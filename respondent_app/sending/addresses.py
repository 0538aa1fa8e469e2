"""E-mail addresses and server names, read strictly: what passes here can do no harm in a header or a command."""

from __future__ import annotations

import re
import unicodedata

from respondent_app.model.errors import RespondentError

LONGEST = 254
_LONGEST_LOCAL, _LONGEST_DOMAIN = 64, 253
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_ENCODED_WORD = "=?"
_READ_IN_TWO_WAYS = frozenset("ßςẞ\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_SHOWN = 60


class AddressError(RespondentError):
    """Something that was given as an address, a name or a server cannot be one. `field` says which it was."""

    def __init__(self, what: str, *, meaning: str = "", advice: str = "", field: str = "") -> None:
        super().__init__(what, meaning=meaning, advice=advice)
        self.field = field


def read_address(text: str) -> str:
    """Return one plain address, its domain in ASCII. `AddressError` for all else, such as names or several at once."""
    local, at, domain = text.strip().rpartition("@")
    fits = len(local) <= _LONGEST_LOCAL and _LOCAL.fullmatch(local) and _ENCODED_WORD not in local
    host = read_host(domain) if at and fits else ""
    if not host or len(local) + len(host) >= LONGEST:
        raise AddressError(
            f"“{_shown(text)}” is not an address that this app can send with.",
            advice="Write one address such as name@example.org, in plain letters before the @.",
        )
    return f"{local}@{host}"


def read_addresses(text: str) -> tuple[str, ...]:
    """Return the addresses of a list with commas between them; none twice."""
    found = (read_address(part) for part in re.split(r"[,;]", text) if part.strip())
    return tuple(dict.fromkeys(found))


def read_host(text: str) -> str:
    """Return the name of a server or domain in ASCII and small letters, or nothing if it can be none."""
    plain = text.strip().lower()
    if not plain.isascii():
        plain = _in_ascii(plain)
    return plain if len(plain) <= _LONGEST_DOMAIN and _DOMAIN.fullmatch(plain) else ""


def read_line(text: str) -> str:
    """Return one line of a person's name. `AddressError` if it holds what does not show, or turns text around."""
    if any(unicodedata.category(character)[0] == "C" or character in "\u2028\u2029" for character in text):
        raise AddressError(
            "The name holds a character that does not show.", advice="Type the name in instead of copying it."
        )
    return " ".join(text.split())


def _in_ascii(domain: str) -> str:
    """Write a domain as servers know it; nothing where two standards disagree, or a letter stands for another."""
    if set(domain) & _READ_IN_TWO_WAYS:
        return ""
    try:
        plain = domain.encode("idna").decode("ascii")
        same = plain.encode("ascii").decode("idna") == unicodedata.normalize("NFC", domain)
    except UnicodeError:
        return ""
    return plain if same else ""


def _shown(text: str) -> str:
    """Return what was typed as one harmless line."""
    line = "".join(character if character.isprintable() else " " for character in text.strip())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
