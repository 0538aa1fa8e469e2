"""Made-up numbering parts, and the labels that a list of paragraphs gets from them."""

from __future__ import annotations

from lxml import etree

from respondent_app.documents.word.numbering import Counter, Numbering

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
Spot = tuple[str | None, int | None] | tuple[str | None, int | None, str]


def level(
    index: int, text: str, form: str = "decimal", *, start: int | None = 1, more: str = "", style: str = ""
) -> str:
    first = "" if start is None else f'<w:start w:val="{start}"/>'
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    number_format = form if form.startswith("<") else f'<w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{index}">{first}{number_format}{bound}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(identifier: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def use(identifier: int, of: int, *overrides: str) -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def override(index: int, start: int | None = None, replaced: str = "") -> str:
    begin = "" if start is None else f'<w:startOverride w:val="{start}"/>'
    return f'<w:lvlOverride w:ilvl="{index}">{begin}{replaced}</w:lvlOverride>'


def style(name: str, *, based_on: str = "", list_id: str = "", at: int | None = None, kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    depth = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    which = f'<w:numId w:val="{list_id}"/>' if list_id else ""
    numbered = f"<w:pPr><w:numPr>{depth}{which}</w:numPr></w:pPr>" if depth or which else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}">{base}{numbered}</w:style>'


LEGAL = (level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"), level(3, "(%4)", "lowerRoman"))


def numbering(lists: str, styles: str = "", *, language: str = "en-GB") -> Numbering:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    )
    return Numbering.read(
        etree.fromstring(f"<w:numbering {_NAMES}>{lists}</w:numbering>"),
        etree.fromstring(f"<w:styles {_NAMES}>{defaults}{styles}</w:styles>"),
    )


def labels(known: Numbering, *spots: Spot) -> list[str | None]:
    """The labels of paragraphs at these lists, levels and styles; None where a paragraph has no number."""
    counter = Counter(known)
    items = [known.item(spot[0], spot[1], spot[2] if len(spot) > 2 else None) for spot in spots]
    return [None if item is None else counter.label(item) for item in items]
