"""Write the list of the parts of a bundle in the form of CycloneDX, for those who look after security.

python packaging/bundle/sbom.py SITE_PACKAGES OUT.json [--system windows] [--python 3.13.2]

The parts are those of the notices. The same parts give the same file: its time is that of the commit, and its number
is made from what it lists.
"""

from __future__ import annotations

import argparse
import sys
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from components import Component, Source, python_version, read_components
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as Entry
from cyclonedx.model.component import ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation import make_schemabased_validator
from distributions import SYSTEMS, this_system
from packageurl import PackageURL
from product import Commit, Product, read_commit, read_product

_FORM, _VERSION = OutputFormat.JSON, SchemaVersion.V1_6


def main(words: Sequence[str] | None = None) -> int:
    """Write the list; 1 if it does not follow the schema."""
    parser = argparse.ArgumentParser(description="List the parts of a bundle in the form of CycloneDX.")
    parser.add_argument("site_packages", type=Path, metavar="SITE_PACKAGES")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--system", choices=SYSTEMS, default=this_system())
    parser.add_argument("--python", help="version of the Python that goes in")
    asked = parser.parse_args(words)
    source = Source(asked.site_packages, asked.system, asked.python or python_version(asked.site_packages))
    components = read_components(source)
    text = listed(components, read_product(), read_commit())
    fault = faults(text)
    if fault:
        print(f"The list of parts does not follow its schema: {fault}", file=sys.stderr)
        return 1
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(text, encoding="utf-8")
    print(f"{asked.out}: {len(components)} parts")
    return 0


def listed(components: Sequence[Component], product: Product, commit: Commit) -> str:
    """Return the list as JSON."""
    bom = Bom(components=_entries(components))
    bom.metadata.component = Entry(
        name=product.name, version=product.version, type=ComponentType.APPLICATION, bom_ref=product.identifier
    )
    bom.metadata.timestamp = commit.time
    what = "\n".join(sorted(f"{one.name} {one.version} {one.inside}" for one in components))
    bom.serial_number = uuid.uuid5(uuid.UUID(product.upgrade_code), f"{product.version} {commit.name}\n{what}")
    return str(make_outputter(bom, _FORM, _VERSION).output_as_string(indent=2))


def faults(text: str) -> str:
    """Return what the schema objects to; nothing if all is well."""
    found = make_schemabased_validator(_FORM, _VERSION).validate_str(text)
    return str(found) if found else ""


def _entries(components: Sequence[Component]) -> Iterator[Entry]:
    """Yield an entry for each part; the same crate may be in several libraries, so its place is part of its number."""
    licences = LicenseFactory()
    for one in components:
        inside = f" in {one.inside}" if one.inside else ""
        yield Entry(
            name=one.name,
            version=one.version or None,
            bom_ref=f"{one.name} {one.version}{inside}",
            description=inside.strip() or None,
            licenses=[licences.make_from_string(one.licence)] if one.licence else [],
            purl=PackageURL.from_string(one.purl) if one.purl else None,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in one.hashes],
        )


if __name__ == "__main__":
    sys.exit(main())
