"""What Windows shows of a program under Properties > Details."""

from __future__ import annotations

from product import Product
from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)

_BRITISH_ENGLISH, _UNICODE = 0x0809, 1200


def version_resource(product: Product, program: str) -> VSVersionInfo:
    """Return the version resource of one program, in British English."""
    texts = {
        "CompanyName": product.publisher,
        "FileDescription": product.name,  # the name that Windows' lists of programs show
        "FileVersion": product.version,
        "InternalName": program,
        "LegalCopyright": f"{product.publisher}, licence {product.licence}",
        "OriginalFilename": f"{program}.exe",
        "ProductName": product.name,
        "ProductVersion": product.version,
    }
    table = StringTable(f"{_BRITISH_ENGLISH:04X}{_UNICODE:04X}", [StringStruct(*each) for each in texts.items()])
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=product.numbers, prodvers=product.numbers),
        kids=[
            StringFileInfo([table]),
            VarFileInfo([VarStruct("Translation", [_BRITISH_ENGLISH, _UNICODE])]),
        ],
    )
