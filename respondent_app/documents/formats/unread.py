"""What to tell a person about files of formats that are not read, and what they can do."""

from __future__ import annotations

from respondent_app.documents.formats.file_format import FileFormat
from respondent_app.model.errors import UnreadableFileError

SAVE_AS_WORD = "Open it in Word, choose File > Save As and the type “Word Document (*.docx)”, then add that file."
_SAVE_AS_EXCEL = "Open it in Excel, choose File > Save As and the type “Excel Workbook (*.xlsx)”, then add that file."
_AGAIN = "Download it again, or ask the publisher for it, then add the new copy."
_OTHER_FORM = "Ask the publisher for it as a Word, PDF or Excel file."
_NEEDED = "Word, PDF and Excel files and XML schemas are read."

# For each format: what it is (continues “name …”), what that means, what to do.
_SENTENCES: dict[FileFormat, tuple[str, str, str]] = {
    FileFormat.ACCESS: ("is an Access database.", _NEEDED, _OTHER_FORM),
    FileFormat.APPLICATION: (
        "is a program, not a document.",
        "It was not opened or run.",
        "Do not start it. " + _OTHER_FORM,
    ),
    FileFormat.ARCHIVE: (
        "is an archive of packed files.",
        "The documents in it cannot be read while they are packed.",
        "Unpack it first, then add the documents one by one.",
    ),
    FileFormat.CLOUD_LINK: (
        "is only a link to a document.",
        "The document itself is not on this computer.",
        "Open the link in your browser, download the document, then add that file.",
    ),
    FileFormat.DAMAGED_ZIP: (
        "is damaged or incomplete.",
        "It starts like a Word or Excel file, but something in it is missing or broken, so nothing in it was used.",
        _AGAIN,
    ),
    FileFormat.EMPTY: ("is empty.", "The file is there, but nothing is in it.", _AGAIN),
    FileFormat.ENCRYPTED_OFFICE: (
        "is protected with a password.",
        "Its text cannot be read without it.",
        "Open it with the password, remove the password under File > Info > Protect, and add a copy saved that way.",
    ),
    FileFormat.ICLOUD: (
        "is only a stand-in for a document that is kept in iCloud.",
        "The document itself is not on this computer.",
        "Open it once in Finder so that it is downloaded, then add it again.",
    ),
    FileFormat.LEGACY_SHEET: (
        "is a workbook in the format that Excel used before 2007 (.xls).",
        "Only newer workbooks are read.",
        _SAVE_AS_EXCEL,
    ),
    FileFormat.LEGACY_WORD: (
        "is in the format that Word used before 2007 (.doc).",
        "Only LibreOffice could turn it into a newer one here, and that is not installed.",
        SAVE_AS_WORD,
    ),
    FileFormat.MAIL: (
        "is an e-mail.",
        "What is attached to it cannot be read from here.",
        "Open it in your mail program, save the attachment, then add the attachment.",
    ),
    FileFormat.OLD_OFFICE: ("is in a format of very old office programs.", _NEEDED, SAVE_AS_WORD),
    FileFormat.ONLY_ZEROS: (
        "holds nothing but zeros.",
        "It was probably not downloaded or synchronised to the end.",
        _AGAIN,
    ),
    FileFormat.OPEN_DOCUMENT: (
        "is an OpenDocument file, as LibreOffice writes them.",
        _NEEDED,
        "Open it in LibreOffice or Word, save it as .docx (text) or .xlsx (sheet), then add that file.",
    ),
    FileFormat.OTHER_XML: ("is an XML file, but no XML schema.", _NEEDED, _OTHER_FORM),
    FileFormat.OUTLOOK: (
        "is an e-mail as Outlook saves it.",
        "What is attached to it cannot be read from here.",
        "Open it in Outlook, save the attachment, then add the attachment.",
    ),
    FileFormat.OWNER: (
        "is not a document: Word keeps it beside a document that is open.",
        "The document has nearly the same name, without “~$” at the start.",
        "Add the document itself.",
    ),
    FileFormat.PICTURE: (
        "is a picture.",
        "There is no text in it that can be compared.",
        "Ask the publisher for the Word or PDF file that the picture was taken of.",
    ),
    FileFormat.PLAIN_TEXT: (
        "is plain text.",
        "Plain text marks neither clauses nor changes, so it is not read.",
        "Add the Word, PDF or Excel file it was taken from; or open it in Word or Excel and save it as .docx or .xlsx.",
    ),
    FileFormat.POSTSCRIPT: ("is a PostScript file.", _NEEDED, "Convert it to PDF, then add the PDF."),
    FileFormat.RIGHTS_MANAGED: (
        "is protected: only the people whom its owner allows can open it.",
        "Its text cannot be read outside Word or Excel.",
        "Ask the publisher for a copy without a restriction or encrypting sensitivity label.",
    ),
    FileFormat.RTF: ("is in Rich Text Format (.rtf).", _NEEDED, SAVE_AS_WORD),
    FileFormat.SHEET_BINARY: (
        "is a binary Excel workbook (.xlsb).",
        "Only ordinary Excel workbooks are read.",
        _SAVE_AS_EXCEL,
    ),
    FileFormat.SLIDES: (
        "holds slides or drawings.",
        _NEEDED,
        "Save it as PDF, then add the PDF.",
    ),
    FileFormat.SOUND: ("is a sound or film recording.", _NEEDED, _OTHER_FORM),
    FileFormat.UNKNOWN: (
        "is in a format that is not known here, or damaged.",
        _NEEDED,
        "Try to open it in the program it came from; if that works, save it from there as .docx, .xlsx or PDF.",
    ),
    FileFormat.WEB_ARCHIVE: ("is a web page saved as one file.", _NEEDED, SAVE_AS_WORD),
    FileFormat.WEB_PAGE: (
        "is a web page, whatever its name says.",
        "A website often sends such a page in place of a document when one has to sign in first.",
        "Open the publisher's website in your browser, download the document there, then add it.",
    ),
    FileFormat.WORD_XML: (
        "is an Office document saved as plain XML.",
        _NEEDED,
        "Open it in Word or Excel and save it as .docx or .xlsx, then add that file.",
    ),
    FileFormat.ZIP_OF_FILES: (
        "is a zip file, not a single document.",
        "The documents in it cannot be read while they are packed.",
        "Unpack it first (right-click, “Extract all”), then add the documents one by one.",
    ),
}


def not_read(kind: FileFormat, name: str) -> UnreadableFileError:
    """Return the error for a file of a format that is not read, or not as what it was taken for."""
    what, meaning, advice = _SENTENCES.get(kind, _SENTENCES[FileFormat.UNKNOWN])
    return UnreadableFileError(f"“{name}” {what}", meaning=meaning, advice=advice)
