"""Every way to hide words in files of other kinds than a package's own: PDF, packed, rich text, encodings, pictures."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import docx
import pikepdf
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image, PngImagePlugin
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Made = Callable[[str], bytes]
FONT = Path(__file__).resolve().parents[2] / "resources"


def drawn(draw: Callable[[Canvas, str], None], words: str) -> bytes:
    """Return a PDF with one page of open words and what `draw` puts on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawString(72, 780, "Nothing to see on this page.")
    draw(canvas, words)
    canvas.save()
    return buffer.getvalue()


def blank(canvas: Canvas, words: str) -> None:
    """Draw nothing."""


def _pdf(draw: Callable[[Canvas, str], None]) -> Made:
    return lambda words: drawn(draw, words)


def _text(canvas: Canvas, words: str) -> None:
    canvas.drawString(72, 700, words)


def _in_subset_font(canvas: Canvas, words: str) -> None:
    font = next(FONT.rglob("*.ttf"))
    pdfmetrics.registerFont(TTFont("Planted", str(font)))
    canvas.setFont("Planted", 11)
    canvas.drawString(72, 700, words)


def _white(canvas: Canvas, words: str) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 700, words)


def _unpainted(canvas: Canvas, words: str) -> None:
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textOut(words)
    canvas.drawText(text)


def _under_a_box(canvas: Canvas, words: str) -> None:
    canvas.drawString(72, 700, words)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(60, 690, 480, 30, fill=1)


def _off_the_page(canvas: Canvas, words: str) -> None:
    canvas.drawString(72, -300, words)


def _bookmark(canvas: Canvas, words: str) -> None:
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(words, "here")


def _title(canvas: Canvas, words: str) -> None:
    canvas.setTitle(words)


def _keywords(canvas: Canvas, words: str) -> None:
    canvas.setKeywords(words)


def _form_field(canvas: Canvas, words: str) -> None:
    canvas.acroForm.textfield(name="field", value=words, x=72, y=600, width=400, height=30)


def _remark(canvas: Canvas, words: str) -> None:
    canvas.textAnnotation(words, Rect=[72, 600, 200, 640])


def _letter_by_letter(canvas: Canvas, words: str) -> None:
    for place, sign in enumerate(words):
        canvas.drawString(72 + 6 * place, 700, sign)


def changed(change: Callable[[pikepdf.Pdf, str], None], **how: object) -> Made:
    """Make a PDF and change it with pikepdf, packed objects and all."""

    def make(words: str) -> bytes:
        buffer = io.BytesIO()
        with pikepdf.open(io.BytesIO(drawn(blank, ""))) as pdf:
            change(pdf, words)
            pdf.save(buffer, **{"object_stream_mode": pikepdf.ObjectStreamMode.generate, **how})
        return buffer.getvalue()

    return make


def _attached(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec(pdf, words.encode(), filename="note.txt")


def _attached_document(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.attachments["more.docx"] = pikepdf.AttachedFileSpec(pdf, word_file(words, "hidden"), filename="more.docx")


def _attached_name(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.attachments["x"] = pikepdf.AttachedFileSpec(pdf, b"x", filename=f"{words}.txt")


def _xmp(pdf: pikepdf.Pdf, words: str) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = words


def _in_packed_objects(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.Root["/Note"] = pdf.make_indirect(pikepdf.Dictionary(Said=pikepdf.String(words)))


def _actual_text(pdf: pikepdf.Pdf, words: str) -> None:
    pdf.Root["/StructTreeRoot"] = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Dictionary(ActualText=pikepdf.String(words + "é–"))
        )
    )


def _script(pdf: pikepdf.Pdf, words: str) -> None:
    stream = pdf.make_stream(f"app.alert('{words}')".encode())
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=stream)


def _hidden_layer(pdf: pikepdf.Pdf, words: str) -> None:
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Layer")))
    pdf.Root["/OCProperties"] = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    page = pdf.pages[0]
    page.Resources["/Properties"] = pikepdf.Dictionary(L0=layer)
    page.contents_add(f"/OC /L0 BDC BT /F1 12 Tf 72 600 Td ({words}) Tj ET EMC".encode())


def earlier_state(words: str) -> bytes:
    """Return a PDF whose first state showed the words, in a font of its own, and whose newest does not."""
    before = drawn(_in_subset_font, words)
    with pikepdf.open(io.BytesIO(before)) as pdf:
        page = pdf.pages[0].obj.objgen[0]
        kept = " ".join(f"/{key[1:]} {pdf.pages[0].obj[key].unparse().decode()}" for key in ("/MediaBox", "/Parent"))
        root, size = pdf.Root.objgen[0], int(pdf.trailer.Size)
    start = before[before.rindex(b"startxref") + 9 :].split()[0].decode()
    new = f"{page} 0 obj\n<< /Type /Page {kept} /Resources << >> >>\nendobj\n".encode()
    table = f"xref\n{page} 1\n{len(before):010d} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {start} >>\n"
    return before + new + table.encode() + f"startxref\n{len(before) + len(new)}\n%%EOF\n".encode()


PDFS: dict[str, tuple[Made, str]] = {
    "text": (_pdf(_text), "page 1"),
    "text in a subset font": (_pdf(_in_subset_font), "page 1"),
    "letter by letter": (_pdf(_letter_by_letter), "page 1"),
    "white": (_pdf(_white), "page 1"),
    "not painted": (_pdf(_unpainted), "page 1"),
    "under a box": (_pdf(_under_a_box), "page 1"),
    "off the page": (_pdf(_off_the_page), ""),
    "bookmark": (_pdf(_bookmark), "a bookmark"),
    "title": (_pdf(_title), "its properties"),
    "keywords": (_pdf(_keywords), "its properties"),
    "form field": (_pdf(_form_field), "a form field"),
    "remark": (_pdf(_remark), "a remark on a page"),
    "attached text": (changed(_attached), "an attached file"),
    "attached document": (changed(_attached_document), "an attached file"),
    "name of an attached file": (changed(_attached_name), "the name of an attached file"),
    "XMP": (changed(_xmp), "its properties"),
    "packed objects": (changed(_in_packed_objects), ""),
    "description": (changed(_actual_text), "a description for screen readers"),
    "script": (changed(_script), ""),
    "hidden layer": (changed(_hidden_layer), ""),
    "hexadecimal streams": (changed(_attached, stream_decode_level=pikepdf.StreamDecodeLevel.none), "an attached file"),
    "earlier state": (earlier_state, "an earlier state of the file"),
    "behind the end": (lambda words: drawn(blank, "") + words.encode(), ""),
}


def word_file(words: str, how: str) -> bytes:
    """Return a Word file by python-docx with the words in one of the places that Word hides."""
    document = docx.Document()
    run = document.add_paragraph("Open. ").add_run(words)
    if how == "hidden":
        run.font.hidden = True
    elif how == "white":
        run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    elif how == "deleted":
        deleted = OxmlElement("w:del")
        deleted.set(qn("w:id"), "7")
        deleted.set(qn("w:author"), "Author A")
        run._r.addprevious(deleted)
        deleted.append(run._r)
        run._r[-1].tag = qn("w:delText")
    else:
        run.clear()  # type: ignore[no-untyped-call]
        document.core_properties.comments = words
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sheet(fill: Callable[[Workbook, str], None]) -> Made:
    """Make a workbook by openpyxl."""

    def make(words: str) -> bytes:
        workbook = Workbook()
        fill(workbook, words)
        buffer = io.BytesIO()
        workbook.save(buffer)
        return buffer.getvalue()

    return make


def _hidden_row(workbook: Workbook, words: str) -> None:
    workbook.worksheets[0]["B7"] = words
    workbook.worksheets[0].row_dimensions[7].hidden = True


def _choice(workbook: Workbook, words: str) -> None:
    validation = DataValidation(type="list", formula1=f'"{words}"')
    validation.add("A1")
    workbook.worksheets[0].add_data_validation(validation)


def _over_cells(workbook: Workbook, words: str) -> None:
    workbook.worksheets[0].append(words.split())


def _formula(workbook: Workbook, words: str) -> None:
    workbook.worksheets[0]["C3"] = f'=IF(1=1,"{words}","")'


def picture(words: str) -> bytes:
    """Return a picture with a packed remark."""
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Comment", words, zip=True)
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG", pnginfo=remarks)
    return buffer.getvalue()


def photo(words: str) -> bytes:
    """Return a picture as a camera writes it, with a description."""
    image = Image.new("RGB", (4, 4))
    described = image.getexif()
    described[0x010E] = words
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=described)
    return buffer.getvalue()


def tar(words: str) -> bytes:
    """Return a packed folder."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as folder:
        entry = tarfile.TarInfo("note.txt")
        entry.size = len(words.encode())
        folder.addfile(entry, io.BytesIO(words.encode()))
    return buffer.getvalue()


def open_document(words: str) -> bytes:
    """Return the parts of an OpenDocument text that matter here."""
    buffer = io.BytesIO()
    spaced = words.replace(" ", '<text:s text:c="1"/>')
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:text><text:h>A</text:h><text:p>{spaced}</text:p></office:text>")
    return buffer.getvalue()


def forgotten_part(words: str) -> bytes:
    """Return a zip file with a part whose entry was taken out of its list."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("gone.txt", (words + " ") * 20)
        archive.writestr("kept.txt", "nothing")
        del archive.NameToInfo["gone.txt"]
        archive.filelist.pop(0)
    return buffer.getvalue()


def rich_text(words: str) -> bytes:
    """Return rich text with the words hidden and cut by commands."""
    inner = "".join(rf"\'{ord(sign):02x}" if place % 5 == 0 else sign for place, sign in enumerate(words))
    return rf"{{\rtf1\ansi {{\fonttbl{{\f0 Arial;}}}}\pard Open.\par {{\v {inner}}}\par}}".encode()


def mail_in_mail(words: str) -> bytes:
    """Return a mail in which a mail carries the words in an encoded header."""
    inner, outer = EmailMessage(), EmailMessage()
    inner["Subject"] = f"é {words}"
    inner.set_content("nothing")
    outer["From"], outer["To"], outer["Subject"] = "a@example.org", "b@example.org", "Nothing"
    outer.set_content("nothing")
    outer.add_attachment(inner)
    return outer.as_bytes()


def mail_in_letters(words: str) -> bytes:
    """Return a mail whose text is in UTF-16, in Base64."""
    outer = EmailMessage()
    outer["From"], outer["To"] = "a@example.org", "b@example.org"
    outer.set_content("é " + words, charset="utf-16", cte="base64")
    return outer.as_bytes()


def _escaped(words: str) -> bytes:
    return ('{"a": "' + "".join(f"\\u{ord(sign):04x}" for sign in words) + '"}').encode()


OTHERS: dict[str, tuple[str, Made]] = {
    "deleted in Word": ("a.docx", lambda words: word_file(words, "deleted")),
    "hidden in Word": ("a.docx", lambda words: word_file(words, "hidden")),
    "white in Word": ("a.docx", lambda words: word_file(words, "white")),
    "property of Word": ("a.docx", lambda words: word_file(words, "property")),
    "hidden row": ("a.xlsx", sheet(_hidden_row)),
    "list for choosing": ("a.xlsx", sheet(_choice)),
    "one word a cell": ("a.xlsx", sheet(_over_cells)),
    "formula": ("a.xlsx", sheet(_formula)),
    "gzip": ("a.txt.gz", lambda words: gzip.compress(words.encode())),
    "bzip2": ("a.bz2", lambda words: bz2.compress(words.encode())),
    "xz": ("a.xz", lambda words: lzma.compress(words.encode())),
    "folder in one piece": ("a.tar.gz", tar),
    "OpenDocument": ("a.odt", open_document),
    "a part no longer listed": ("a.zip", forgotten_part),
    "rich text": ("a.rtf", rich_text),
    "remark of a picture": ("a.png", picture),
    "description of a photo": ("a.jpg", photo),
    "mail in a mail": ("a.eml", mail_in_mail),
    "mail in UTF-16": ("a.eml", mail_in_letters),
    "hexadecimal": ("a.txt", lambda words: f"<{words.encode().hex()}>".encode()),
    "per cent": ("a.html", lambda words: f'<a href="x?{quote(words, safe="")}">x</a>'.encode()),
    "quoted-printable": ("a.txt", lambda words: "".join(f"={ord(s):02X}" for s in words).encode()),
    "entities": ("a.html", lambda words: ("<p>" + "".join(f"&#{ord(s)};" for s in words) + "</p>").encode()),
    "entities twice": (
        "a.xml",
        lambda words: ('<a b="' + "".join(f"&amp;#x{ord(s):x};" for s in words) + '"/>').encode(),
    ),
    "escapes": ("a.json", _escaped),
    "UTF-16": ("a.txt", lambda words: words.encode("utf-16")),
    "UTF-32": ("a.txt", lambda words: words.encode("utf-32")),
    "Windows letters": ("a.csv", lambda words: f"é;{words}".encode("cp1252")),
    "compressed twice": ("a.gz", lambda words: gzip.compress(gzip.compress(words.encode()))),
}
UNREADABLE: dict[str, tuple[str, bytes]] = {
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "Outlook's own": ("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(40)),
    "7-Zip": ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4" + zlib.compress(b"x" * 90)),
    "half a PDF": ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
    "half a gzip": ("a.gz", gzip.compress(b"x" * 900)[:20]),
}
