"""The trail of sign-offs on paper, or as a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from respondent_app.model.errors import RespondentError
from respondent_app.session import reviewing
from respondent_app.session.session import Session

_NAME = "Sign-offs.pdf"


def as_pdf(session: Session) -> bytes:
    """Return the trail as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Sign-offs")
    writer.setCreator("Respondent")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(), QPageLayout.Unit.Millimeter)  # printing a document gives it margins of its own
    _document(session).print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def save_pdf(session: Session, parent: QWidget) -> None:
    """Ask where to, and write the trail there."""
    suggested = str(session.path.with_name(_NAME))
    name, _ = QFileDialog.getSaveFileName(parent, "Save the trail of sign-offs", suggested, "PDF (*.pdf)")
    if not name:
        return
    path = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
    try:
        reviewing.store(path, as_pdf(session))
    except RespondentError as error:
        session.messages.problem(error)
        return
    session.messages.good(f"Saved as “{path.name}”.")


def print_out(session: Session, parent: QWidget) -> None:
    """Let the person choose a printer, and print the trail."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the trail of sign-offs")
    dialog.accepted.connect(lambda: _document(session).print_(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # modal to its window only; QPrintDialog has another `open`


def _document(session: Session) -> QTextDocument:
    document = QTextDocument()
    document.setHtml(reviewing.trail_page(session))
    return document
