"""XML and HTML: what a reader sees of it, and what only the file keeps."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from respondent_app.privacy.inside.text import Kind, Path, Text

_BLOCK_END = re.compile(
    r"</(?:\w+:)?(?:p|h|h[1-6]|tc|table-cell|td|th|tr|si|is|v|f|text|li|div|title|option)\s*>"
    r"|<(?:\w+:)?(?:br|line-break|hr)\b[^>]*>",
    re.IGNORECASE,
)
_GAP = re.compile(r"<(?:\w+:)?(?:tab|cr|s|noBreakHyphen)\b[^>]*/>")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_STRING_INDEX = re.compile(r"""<c\b[^>]*\bt="s"[^>]*>\s*<v>\d+</v>""")
_START = re.compile(r"[\s\ufeff]*<[?!\w]")


def is_markup(text: str) -> bool:
    """Whether a text looks like XML or HTML."""
    return bool(_START.match(text))


def markup_texts(place: Path, text: str) -> Iterator[Text]:
    """Yield what a reader sees of XML or HTML, then what only the file keeps: attributes, comments and names."""
    opened = _CDATA.sub(lambda match: html.escape(match[1]), text)
    yield Text(place, Kind.VISIBLE, flow(opened), source=opened)
    yield Text(place, Kind.KEPT, html.unescape(_TAG.sub(" ", opened)), source=opened)
    values = "\n".join(first or second for first, second in _ATTRIBUTE.findall(text))
    yield Text((*place, "an attribute"), Kind.KEPT, html.unescape(values), source=text)
    yield Text((*place, "a comment in the XML"), Kind.KEPT, html.unescape("\n".join(_COMMENT.findall(text))))
    names = dict.fromkeys(_ATTRIBUTE.sub(" ", tag) for tag in _TAG.findall(text))
    yield Text((*place, "a name in the XML"), Kind.RAW, html.unescape("\n".join(names)))
    if "&amp;" in values or "&amp;" in opened:
        yield Text((*place, "twice encoded"), Kind.KEPT, html.unescape(html.unescape(f"{values}\n{flow(opened)}")))


def flow(markup: str) -> str:
    """Return the running text of XML or HTML, a paragraph or cell a line, words whole across runs."""
    lines = _BLOCK_END.sub("\n", _STRING_INDEX.sub("", _COMMENT.sub("", markup.replace("\n", " "))))
    return html.unescape(_TAG.sub("", _GAP.sub(" ", lines)))
