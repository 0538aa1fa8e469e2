"""The declarations of a schema in words, each with its path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from respondent_app.documents.schemas.namespaces import XS, plain_name
from respondent_app.model.document import Paragraph

_NAMES = {
    "element": "element", "complexType": "type", "simpleType": "type", "group": "group",
    "attributeGroup": "attribute group", "attribute": "attribute", "notation": "notation",
}  # fmt: skip
_GROUPS = {"sequence", "choice", "all"}
_DERIVED = {"extension": "extends", "restriction": "restricts"}
_FLAGS = ("abstract", "nillable", "mixed")
_VALUES = ("default", "fixed", "form", "block", "final", "processContents", "namespace", "notNamespace", "notQName")
_FACETS = (
    "length", "minLength", "maxLength", "pattern", "whiteSpace", "minInclusive", "minExclusive", "maxInclusive",
    "maxExclusive", "totalDigits", "fractionDigits", "assertion", "explicitTimezone",
)  # fmt: skip
_LATER = {"annotation", "attribute", "attributeGroup", "anyAttribute", "enumeration", "selector", "field"}
_DEEPEST = 60  # levels of one declaration; libxml2 stops at 256 elements


class Declarations:
    """Collects paragraphs, each with a path as its reference that no other has."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._used: Counter[str] = Counter()
        self._heading = "schema"

    def add_fact(self, name: str, value: str | None) -> None:
        """Add something that the schema says of itself."""
        if value is not None:
            self._add(f"{name}: {value.strip()}", f"schema {name}", name, 1)

    def add_reference(self, element: etree._Element) -> None:
        """Add that the schema includes or imports another."""
        kind = etree.QName(element).localname
        location, namespace = element.get("schemaLocation"), element.get("namespace")
        named = " ".join(x for x in (namespace, f"from {location}" if location else None) if x)
        self._add(f"{kind}s {named}", f"schema {kind} {location or namespace or ''}".strip(), kind, 1)

    def add_global(self, element: etree._Element) -> None:
        """Add a global declaration with everything inside it."""
        kind = etree.QName(element).localname
        name = element.get("name") or "?"
        path = f"{_NAMES[kind]} {name}"
        self._heading = path
        self._describe(element, path, name, 1)

    def add_documentation(self, element: etree._Element, path: str) -> None:
        """Add what the schema's author says about a declaration."""
        for place in element.iterfind(f"{XS}annotation/{XS}documentation"):
            text = " ".join("".join(str(part) for part in place.itertext()).split())
            source = place.get("source")
            if text or source:
                shown = " ".join(part for part in (text, f"({source})" if source else "") if part)
                self.paragraphs.append(Paragraph(shown, within=path, heading=self._heading))

    def _add(self, text: str, path: str, name: str, level: int, *, is_heading: bool = False) -> str:
        self._used[path] += 1
        reference = path if self._used[path] == 1 else f"{path} ({self._used[path]})"
        self.paragraphs.append(
            Paragraph(
                text,
                label=name,
                reference=reference,
                heading=self._heading,
                is_heading=is_heading,
                level=level,
                sources=(len(self.paragraphs),),
            )
        )
        return reference

    def _describe(self, element: etree._Element, path: str, name: str, level: int) -> None:
        text = _capital(", ".join(part for part in (_declared(element), *_properties(element)) if part))
        reference = self._add(text, path, name, level, is_heading=level == 1)
        self.add_documentation(element, reference)
        self._inside(element, reference, level + 1)

    def _inside(self, element: etree._Element, path: str, level: int) -> None:
        """Add what stands inside a declaration: what it contains in order, its attributes by name, its values."""
        if level > _DEEPEST:
            self._add("Nested deeper than is read here", f"{path}/…", "…", level)
            return
        for child in element:
            self._child(child, path, level)
        attributes = [child for child in element if _local(child) in {"attribute", "attributeGroup", "anyAttribute"}]
        for child in sorted(attributes, key=lambda one: (_local(one), _own_name(one))):
            self._describe(child, f"{path}/{_label(child)}", _label(child), level)
        for child in sorted(element.iterfind(f"{XS}enumeration"), key=lambda one: one.get("value") or ""):
            self._describe(child, f"{path} = {child.get('value') or ''}", child.get("value") or "", level)

    def _child(self, child: etree._Element, path: str, level: int) -> None:
        kind = _local(child)
        if kind in _LATER or kind in _FACETS or not kind:
            return
        if kind in {"complexType", "simpleType", "complexContent", "simpleContent", "extension", "restriction", "list"}:
            self.add_documentation(child, path)
            self._inside(child, path, level)
        elif kind == "union":
            for member in child.iterfind(f"{XS}simpleType"):
                self._describe(member, f"{path}/(one of)", "(one of)", level)
        elif kind == "sequence" and not _occurrence(child):
            self._inside(child, path, level)
        elif kind in _GROUPS:
            where = self._add(_group_text(child), f"{path}/({kind})", f"({kind})", level)
            self.add_documentation(child, where)
            self._children_of_group(child, path, level)
        else:
            self._describe(child, f"{path}/{_label(child)}", _label(child), level)

    def _children_of_group(self, group: etree._Element, path: str, level: int) -> None:
        """What a choice holds has the path of its owner, one level deeper."""
        if level > _DEEPEST:
            return
        for child in group:
            self._child(child, path, level + 1)


def _declared(element: etree._Element) -> str:
    kind = _local(element)
    if kind == "enumeration":
        return f"value “{element.get('value') or ''}”"
    name = _own_name(element)
    words = {"any": "any element", "anyAttribute": "any attribute"}.get(kind, _NAMES.get(kind, kind))
    return f"{words} {name}" if name else words


def _own_name(element: etree._Element) -> str:
    reference = element.get("ref") or element.get("refer")
    name = element.get("name") or (plain_name(element, reference) if reference else "")
    return name or ""


def _label(element: etree._Element) -> str:
    name, kind = _own_name(element), _local(element)
    if kind == "attribute":
        return f"@{name}"
    return name if kind == "element" else f"({kind} {name})" if name else f"({kind})"


def _properties(element: etree._Element) -> Iterator[str]:
    """What the XML attributes of a declaration say, in one order whatever theirs."""
    yield _type(element)
    yield _use(element)
    if substituted := element.get("substitutionGroup"):
        yield "in place of " + " ".join(sorted(plain_name(element, name) for name in substituted.split()))
    for flag in _FLAGS:
        if (element.get(flag) or "").strip() in {"true", "1"}:
            yield flag
    for name in _VALUES:
        value = element.get(name)
        if value is not None and not (name == "namespace" and value == "##any"):
            yield f"{name} “{value}”"
    yield from _constraint(element)


def _use(element: etree._Element) -> str:
    is_local = _local(element.getparent()) not in {"schema", "redefine", "override"}
    if _local(element) == "attribute":
        return (element.get("use") or "optional") if is_local else ""
    if _local(element) in {"element", "group", "any"} and is_local:
        return _occurrence(element) or "occurs once"
    return ""


def _occurrence(element: etree._Element) -> str:
    """How often something may occur, in words; empty for exactly once."""
    least, most = (element.get(name, "1").strip() for name in ("minOccurs", "maxOccurs"))
    if (least, most) == ("1", "1"):
        return ""
    if most == "unbounded":
        return f"occurs {least} or more times"
    return f"occurs {least} times" if least == most else f"occurs {least} to {most} times"


def _group_text(element: etree._Element) -> str:
    words = {"choice": "One of the following", "all": "All of the following in any order"}
    text = words.get(_local(element), "The following in this order")
    return ", ".join(part for part in (text, _occurrence(element)) if part)


def _type(element: etree._Element) -> str:
    """The type that is named, or what a type written in place is made of."""
    if named := element.get("type"):
        return f"type {plain_name(element, named)}"
    holder = element
    for inner in ("complexType", "simpleType", "complexContent", "simpleContent"):
        found = holder.find(f"{XS}{inner}")
        holder = holder if found is None else found
    parts = [_mixed(element, holder)] if holder is not element else []
    parts += [text for child in holder if (text := _derivation(child))]
    return ", ".join(part for part in parts if part)


def _mixed(element: etree._Element, holder: etree._Element) -> str:
    inner = element.find(f"{XS}complexType")
    mixed = any((e.get("mixed") or "") in {"true", "1"} for e in (inner, holder) if e is not None)
    return "mixed" if mixed else ""


def _derivation(element: etree._Element) -> str:
    kind = _local(element)
    if kind == "list":
        return f"list of {plain_name(element, element.get('itemType') or 'the following')}"
    if kind == "union":
        members = sorted(plain_name(element, name) for name in (element.get("memberTypes") or "").split())
        return "one of " + ", ".join(members or ["the following"])
    if kind not in _DERIVED:
        return ""
    base = element.get("base")
    facets = sorted(_facet(child) for child in element if _local(child) in _FACETS)
    return ", ".join([f"{_DERIVED[kind]} {plain_name(element, base) if base else 'the following'}", *facets])


def _facet(element: etree._Element) -> str:
    fixed = " (fixed)" if (element.get("fixed") or "") in {"true", "1"} else ""
    return f"{_local(element)} {element.get('value') or element.get('test') or ''}{fixed}"


def _constraint(element: etree._Element) -> Iterator[str]:
    """What a key, a reference to one, or an assertion selects."""
    for inner, words in (("selector", "of"), ("field", "by")):
        for child in element.iterfind(f"{XS}{inner}"):
            yield f"{words} {child.get('xpath') or ''}"
    if _local(element) in {"assert", "alternative"} and element.get("test"):
        yield f"if {element.get('test')}"
    for name in ("public", "system"):
        if element.get(name):
            yield f"{name} {element.get(name)}"


def _local(element: etree._Element | None) -> str:
    """The name of an element of XML Schema; empty for anything else."""
    tag = "" if element is None else str(element.tag)
    return tag.removeprefix(XS) if tag.startswith(XS) else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
