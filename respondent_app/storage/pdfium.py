"""The one lock under which PDFium is used, by whoever reads a PDF."""

from __future__ import annotations

import threading

PDFIUM = threading.RLock()
"""PDFium must never be called from two threads at once: whoever calls it holds this."""
