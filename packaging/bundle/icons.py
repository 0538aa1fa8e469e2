"""Draw the icons of the app and of its files in every size and form that the systems ask for.

python packaging/bundle/icons.py build/bundle/icons

The app's drawing lies in resources/icons/, because the window shows it too; the others in packaging/icons/. The
smallest sizes have a drawing of their own, in which every line falls on whole pixels.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image
from product import ROOT
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_OWN = ROOT / "packaging" / "icons"
DRAWINGS = {
    "respondent": (ROOT / "resources" / "icons" / "respondent.svg", _OWN / "respondent-small.svg"),
    "response": (_OWN / "response.svg", _OWN / "response-small.svg"),
}
SMALL = 20  # pixels, and below
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256, 512)
WINDOWS_SIZES = SIZES[:-1]
_SETUP_SIZE, _SETUP_GROUND = (164, 314), (226, 234, 249)


def main() -> int:
    """Write all icons into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    for name, (drawing, small) in DRAWINGS.items():
        images = {size: _drawn(small if size <= SMALL else drawing, size) for size in SIZES}
        for size, image in images.items():
            image.save(folder / f"{name}-{size}.png", optimize=True)
        _write_ico(folder / f"{name}.ico", images)
        images[512].save(folder / f"{name}.icns")
    _setup_picture(_drawn(DRAWINGS["respondent"][0], 384)).save(folder / "setup.bmp")
    del application
    return 0


def _drawn(drawing: Path, size: int) -> Image.Image:
    """Return a drawing as a picture of `size` times `size` pixels, transparent round it."""
    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()))


def _setup_picture(icon: Image.Image) -> Image.Image:
    """Return what stands beside the words of the Windows setup: the icon on a quiet ground."""
    width, height = _SETUP_SIZE
    picture = Image.new("RGB", (4 * width, 4 * height), _SETUP_GROUND)
    picture.paste(icon, ((4 * width - icon.width) // 2, height), icon)
    return picture.resize(_SETUP_SIZE, Image.Resampling.LANCZOS)


def _write_ico(path: Path, images: dict[int, Image.Image]) -> None:
    """Write one file with a picture for each size, so that Windows need not scale any."""
    largest = images[WINDOWS_SIZES[-1]]
    others = [images[size] for size in WINDOWS_SIZES[:-1]]
    largest.save(path, sizes=[(size, size) for size in WINDOWS_SIZES], append_images=others)


if __name__ == "__main__":
    sys.exit(main())
