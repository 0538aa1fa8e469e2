from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from respondent_app.documents.schemas.document import read_schema
from respondent_app.model.document import Document, FileKind
from respondent_app.model.errors import UnreadableFileError

SAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made-up sample -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:m="urn:sample" targetNamespace="urn:sample"
    version="1.0" elementFormDefault="qualified">
  <xs:element name="MigrationRequest">
    <xs:annotation><xs:documentation>A made-up   request.</xs:documentation></xs:annotation>
    <xs:complexType>
      <xs:sequence>
        <xs:element name="Device" type="m:DeviceType" maxOccurs="unbounded"/>
        <xs:choice minOccurs="0">
          <xs:element name="Note" type="xs:string"/>
          <xs:element ref="m:Reason"/>
        </xs:choice>
      </xs:sequence>
      <xs:attribute name="id" type="xs:ID" use="required"/>
      <xs:attribute name="group" type="m:Group" default="CA"/>
    </xs:complexType>
  </xs:element>
  <xs:element name="Reason" type="xs:string"/>
  <xs:complexType name="DeviceType">
    <xs:complexContent>
      <xs:extension base="m:Thing">
        <xs:sequence>
          <xs:element name="Serial">
            <xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="16"/></xs:restriction></xs:simpleType>
          </xs:element>
        </xs:sequence>
      </xs:extension>
    </xs:complexContent>
  </xs:complexType>
  <xs:complexType name="Thing" abstract="true"/>
  <xs:simpleType name="Group">
    <xs:restriction base="xs:string">
      <xs:enumeration value="CA">
        <xs:annotation><xs:documentation>The first.</xs:documentation></xs:annotation></xs:enumeration>
      <xs:enumeration value="CB"/>
    </xs:restriction>
  </xs:simpleType>
</xs:schema>
"""
BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{}]>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="E"><xs:annotation>
<xs:documentation>&l9;</xs:documentation></xs:annotation></xs:element></xs:schema>"""


def schema(text: str = SAMPLE, folder: Path | None = None) -> Document:
    return read_schema(text.encode(), "sample.xsd", folder=folder)


def lines(document: Document) -> dict[str, str]:
    return {paragraph.reference: paragraph.text for paragraph in document.current if paragraph.reference}


def differences(text: str) -> dict[str, tuple[str, str]]:
    """What a change of the sample changes in what is read: by reference, before and after."""
    before, after = lines(schema()), lines(schema(text))
    places = [*before, *(place for place in after if place not in before)]
    return {p: (before.get(p, ""), after.get(p, "")) for p in places if before.get(p) != after.get(p)}


def test_every_declaration_has_a_path_and_says_what_it_is() -> None:
    read = schema()
    assert read.kind is FileKind.SCHEMA
    assert lines(read) == {
        "schema version": "version: 1.0",
        "schema targetNamespace": "targetNamespace: urn:sample",
        "schema elementFormDefault": "elementFormDefault: qualified",
        "element MigrationRequest": "Element MigrationRequest",
        "element MigrationRequest/Device": "Element Device, type DeviceType, occurs 1 or more times",
        "element MigrationRequest/(choice)": "One of the following, occurs 0 to 1 times",
        "element MigrationRequest/Note": "Element Note, type string, occurs once",
        "element MigrationRequest/Reason": "Element Reason, occurs once",
        "element MigrationRequest/@group": "Attribute group, type Group, optional, default “CA”",
        "element MigrationRequest/@id": "Attribute id, type ID, required",
        "element Reason": "Element Reason, type string",
        "type DeviceType": "Type DeviceType, extends Thing",
        "type DeviceType/Serial": "Element Serial, restricts string, maxLength 16, occurs once",
        "type Thing": "Type Thing, abstract",
        "type Group": "Type Group, restricts string",
        "type Group = CA": "Value “CA”",
        "type Group = CB": "Value “CB”",
    }
    assert read.notes == ()


def test_both_views_are_one_and_documentation_belongs_to_what_it_documents() -> None:
    read = schema()
    assert read.current is read.proposed
    assert [(p.within, p.text) for p in read.current if not p.reference] == [
        ("element MigrationRequest", "A made-up request."),
        ("type Group = CA", "The first."),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('maxOccurs="unbounded"', 'maxOccurs="5"', {"element MigrationRequest/Device"}),
        ('type="xs:ID" use="required"', 'type="xs:ID"', {"element MigrationRequest/@id"}),
        ('maxLength value="16"', 'maxLength value="23"', {"type DeviceType/Serial"}),
        ('<xs:enumeration value="CB"/>', "", {"type Group = CB"}),
        ('version="1.0" elem', 'version="2.0" elem', {"schema version"}),
        ('<xs:choice minOccurs="0">', "<xs:choice>", {"element MigrationRequest/(choice)"}),
        ('abstract="true"', "", {"type Thing"}),
        ('base="m:Thing"', 'base="m:Group"', {"type DeviceType"}),
        ('"Serial"', '"SerialNumber"', {"type DeviceType/Serial", "type DeviceType/SerialNumber"}),
    ],
)
def test_a_change_of_meaning_shows_where_it_is_and_nowhere_else(before: str, after: str, expected: set[str]) -> None:
    assert before in SAMPLE
    assert set(differences(SAMPLE.replace(before, after))) == expected


def test_a_choice_turned_into_a_sequence_shows() -> None:
    text = SAMPLE.replace("xs:choice", "xs:sequence")
    assert set(differences(text)) == {"element MigrationRequest/(choice)", "element MigrationRequest/(sequence)"}


def reordered_attributes(text: str) -> str:
    """Write the attributes of every element in the opposite order."""

    def turned(match: re.Match[str]) -> str:
        found = re.findall(r'\s[\w:]+="[^"]*"', match[2])
        return f"<{match[1]}{''.join(reversed(found))}{match[3]}>"

    return re.sub(r'<(xs:\w+)((?:\s+[\w:]+="[^"]*")+)\s*(/?)>', turned, text)


def reordered_declarations(text: str) -> str:
    thing = '  <xs:complexType name="Thing" abstract="true"/>\n'
    return text.replace(thing, "").replace(
        '  <xs:element name="MigrationRequest">', thing + '  <xs:element name="MigrationRequest">'
    )


@pytest.mark.parametrize(
    "noise",
    [
        reordered_attributes,
        reordered_declarations,
        lambda text: re.sub(r">\s+<", "><", text),
        lambda text: text.replace("xs:", "xsd:").replace("xmlns:xs=", "xmlns:xsd="),
        lambda text: text.replace('"m:', '"other:').replace("xmlns:m=", "xmlns:other="),
        lambda text: text.replace("<!-- made-up sample -->", "<!-- another comment -->"),
        lambda text: text.replace('name="Reason" type', 'name="Reason"   type').replace("\n", "\r\n"),
        lambda text: text.replace('<xs:element ref="m:Reason"/>', '<xs:element ref="m:Reason" minOccurs="1"/>'),
        lambda text: text.replace('<xs:enumeration value="CB"/>', "").replace(
            '<xs:enumeration value="CA">', '<xs:enumeration value="CB"/><xs:enumeration value="CA">'
        ),
    ],
)  # fmt: skip
def test_what_means_the_same_reads_the_same(noise: object) -> None:
    assert callable(noise)
    text = noise(SAMPLE)
    assert text != SAMPLE
    assert differences(text) == {}
    assert [p.text for p in schema(text).current] == [p.text for p in schema().current]


def test_utf_16_reads_the_same() -> None:
    data = SAMPLE.replace("UTF-8", "UTF-16").encode("utf-16")
    assert read_schema(data, "sample.xsd") == schema()


def test_names_of_other_namespaces_say_whose_they_are() -> None:
    text = SAMPLE.replace('type="xs:ID"', 'xmlns:o="urn:other" type="o:Number"')
    assert lines(schema(text))["element MigrationRequest/@id"] == "Attribute id, type Number (urn:other), required"


def test_two_declarations_of_one_path_are_counted() -> None:
    text = SAMPLE.replace('<xs:element ref="m:Reason"/>', '<xs:element name="Note" type="xs:string"/>')
    assert "element MigrationRequest/Note (2)" in lines(schema(text))


INCLUDE = SAMPLE.replace(
    '  <xs:element name="MigrationRequest">',
    '  <xs:include schemaLocation="{}"/>\n  <xs:element name="MigrationRequest">',
)
MORE = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:sample">
<xs:include schemaLocation="sample.xsd"/><xs:element name="More"/></xs:schema>"""


def test_an_included_file_is_read_with_it_even_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "more.xsd").write_text(MORE.replace("sample.xsd", "../sample.xsd"))
    (tmp_path / "sample.xsd").write_text(MORE.replace("More", "Same"))
    found = lines(schema(INCLUDE.format("sub/more.xsd"), tmp_path))
    assert {"element More", "schema include sub/more.xsd"} <= set(found)


@pytest.mark.parametrize(
    "location", ["gone.xsd", "", "https://example.org/x.xsd", "//host/x.xsd", "../outside.xsd", "\0"]
)
def test_what_it_includes_and_is_not_there_is_noted(tmp_path: Path, location: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside.xsd").write_text(MORE)
    text = INCLUDE.format(location.replace("\0", "%00"))
    read = schema(text, inside)
    assert "element More" not in lines(read)
    assert len(read.notes) == 1
    assert "not in the same folder" in read.notes[0]


def test_absolute_addresses_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "more.xsd").write_text(MORE)
    for location in ((tmp_path / "more.xsd").as_uri(), str(tmp_path / "more.xsd")):
        inside = tmp_path / "inside"
        assert "element More" not in lines(schema(INCLUDE.format(location), inside))


def test_a_broken_included_file_is_noted(tmp_path: Path) -> None:
    (tmp_path / "more.xsd").write_text("<xs:schema")
    assert "“more.xsd” cannot be read" in schema(INCLUDE.format("more.xsd"), tmp_path).notes[0]


def test_imports_that_are_not_there_are_noted_and_no_fault_of_the_schema() -> None:
    text = SAMPLE.replace(
        '  <xs:element name="MigrationRequest">',
        '  <xs:import namespace="urn:other" schemaLocation="https://example.org/o.xsd"/>'
        '<xs:element name="MigrationRequest">',
    )
    read = schema(text.replace('type="xs:ID"', 'xmlns:o="urn:other" type="o:Number"'))
    assert read.notes == ("Names from “urn:other” come from a schema that is not here.",)


def test_what_breaks_the_rules_for_schemas_is_told() -> None:
    notes = schema(SAMPLE.replace('type="m:Group"', 'type="m:Gruop"')).notes
    assert len(notes) == 1
    assert "breaks the rules" in notes[0]
    assert "Gruop" in notes[0]


def test_no_file_is_drawn_in_by_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("drawn in")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    text = SAMPLE.replace("<!-- made-up sample -->", entity).replace("A made-up", "&e; A made-up")
    assert "drawn in" not in str(schema(text, tmp_path))


def test_an_entity_bomb_is_harmless() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(10))
    start = time.monotonic()
    try:
        said = str(schema(BOMB.format(levels)).current)
    except UnreadableFileError:
        said = ""
    assert len(said) < 10_000
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<xs:schema", "with an error in it"),
        (SAMPLE[:900], "with an error in it"),
        (SAMPLE.replace("</xs:sequence>", "", 1), "with an error in it"),
        ('<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>', "no XML schema"),
        ("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>" + "<xs:element>" * 3000, "with an error in it"),
    ],
)
def test_what_is_no_whole_schema_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=f"“sample.xsd” .*{message}"):
        schema(text)


def test_deep_nesting_ends() -> None:
    nested = "<xs:sequence minOccurs='0'>" * 150 + "</xs:sequence>" * 150
    kind = f"<xs:complexType name='T'>{nested}</xs:complexType>"
    text = f"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{kind}</xs:schema>"
    assert len(schema(text).current) < 100


def test_all_parts_of_the_language_are_worded() -> None:
    text = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:element name="E" nillable="true" substitutionGroup="H"><xs:complexType mixed="true">
      <xs:sequence minOccurs="2" maxOccurs="2"><xs:group ref="G" minOccurs="0"/>
        <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
      <xs:attributeGroup ref="A"/><xs:anyAttribute processContents="skip"/></xs:complexType>
      <xs:key name="K"><xs:selector xpath="a"/><xs:field xpath="@id"/></xs:key>
      <xs:keyref name="R" refer="K"><xs:selector xpath="b"/><xs:field xpath="@of"/></xs:keyref></xs:element>
    <xs:element name="H" abstract="true"/>
    <xs:group name="G"><xs:all><xs:element name="a"/></xs:all></xs:group>
    <xs:attributeGroup name="A"><xs:attribute name="x" fixed="1"/></xs:attributeGroup>
    <xs:simpleType name="L"><xs:list itemType="xs:int"/></xs:simpleType>
    <xs:simpleType name="U"><xs:union memberTypes="xs:int L"><xs:simpleType><xs:restriction base="xs:string">
      <xs:pattern value="[A-Z]+"/><xs:length value="2" fixed="true"/></xs:restriction>
      </xs:simpleType></xs:union></xs:simpleType>
    <xs:notation name="N" public="image/x"/></xs:schema>"""
    found = list(lines(schema(text)).values())
    assert found == [
        "Element E, mixed, in place of H, nillable",
        "The following in this order, occurs 2 times",
        "Group G, occurs 0 to 1 times",
        "Any element, occurs 0 or more times, processContents “lax”, namespace “##other”",
        "Any attribute, processContents “skip”",
        "Attribute group A",
        "Key K, of a, by @id",
        "Keyref R, of b, by @of",
        "Element H, abstract",
        "Type L, list of int",
        "Type U, one of L, int",
        "Type, restricts string, length 2 (fixed), pattern [A-Z]+",
        "Group G",
        "All of the following in any order",
        "Element a, occurs once",
        "Attribute group A",
        "Attribute x, optional, fixed “1”",
        "Notation N, public image/x",
    ]
