"""How what a person wrote is kept from everyone who does not know its passphrase. All of this is part of the formats.

The cipher is AEGIS-256: every page carries a seal, so that not one bit of it changes unnoticed. The key is made of the
passphrase by Argon2id with the second set of figures that RFC 9106 recommends, about a tenth of a second of work.
"""

from __future__ import annotations

import unicodedata
from typing import Protocol

from respondent_app.model.errors import DraftError

CIPHER = "aegis"
ALGORITHM = "aegis-256"
PASSES = 3
MEMORY = 65_536  # KiB
LANES = 4
# What stands open in a protected file, bytes 16 to 24: pages of 4096 bytes of which 64 are for the seal, no WAL.
LAYOUT = bytes([0x10, 0, 1, 1, 64, 64, 32, 32])


class _Connection(Protocol):
    """What of a database is needed here: those who open one are elsewhere."""

    def pragma(self, name: str, value: str | int, /) -> object: ...


def unlock(connection: _Connection, passphrase: str) -> None:
    """Give a connection the key that belongs to `passphrase`. Whether it fits only the first reading tells."""
    connection.pragma("cipher", CIPHER)
    connection.pragma("algorithm", ALGORITHM)
    for name, value in (("tcost", PASSES), ("mcost", MEMORY), ("pcost", LANES)):
        connection.pragma(name, value)
    connection.pragma("hexkey", key_bytes(passphrase).hex())  # not `key`: that one stumbles over U+0000


def key_bytes(passphrase: str) -> bytes:
    """Return a passphrase as it is meant, however the keyboard composes its letters; `DraftError` if it is empty."""
    if not passphrase:
        raise DraftError(
            "The passphrase is empty.",
            meaning="Nothing was written.",
            advice="Type at least one character, or choose a draft without a passphrase.",
        )
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
