"""Parsing schemas so that nothing is fetched or expanded; names without the prefixes they are written with."""

from __future__ import annotations

from lxml import etree

NAMESPACE = "http://www.w3.org/2001/XMLSchema"
XS = f"{{{NAMESPACE}}}"


def parsed(data: bytes) -> etree._Element:
    """Parse XML from a publisher. The limits of libxml2 on depth, text and entities stay in force."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data.lstrip(b" \t\r\n"), parser)


def plain_name(element: etree._Element, name: str) -> str:
    """A qualified name in words: names of this schema and of XML Schema bare, others with their namespace."""
    prefix, _colon, local = name.strip().rpartition(":")
    namespace = element.nsmap.get(prefix or None)
    if namespace in {None, NAMESPACE, _target(element)}:
        return local
    if namespace == "http://www.w3.org/XML/1998/namespace" or prefix == "xml":
        return f"xml:{local}"
    return f"{local} ({namespace})"


def _target(element: etree._Element) -> str | None:
    return element.getroottree().getroot().get("targetNamespace")
