"""Leaving out how runs look before a part is parsed: it is half of most parts, and nothing here reads it."""

from __future__ import annotations

import re

_LOOKS = re.compile(rb"<w:rPr>(?:<w:(?!ins|del|move|rPrChange)[^<>]*/>)*+</w:rPr>(?!</w:pPr>|<w:sectPr|<w:pPrChange)")
"""The properties of a run, as Word writes them, where they hold nothing but empty elements and no tracked change.

Those of a paragraph's mark stay: they tell its language.
"""


def without_looks(data: bytes) -> bytes:
    """Return a part's XML without the looks of its runs; its words and tracked changes are all in it.

    Only empty elements go, so no word can. In a CDATA section markup would be words: then all stays.
    """
    return data if b"<![CDATA[" in data else _LOOKS.sub(b"", data)
