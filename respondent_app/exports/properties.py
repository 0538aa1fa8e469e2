"""What a file says about itself: what it is and who answers. No person, no times, no history."""

from __future__ import annotations

from xml.sax.saxutils import escape

from respondent_app.exports.shown import version
from respondent_app.model.submission import Submission, plain
from respondent_app.model.text import clean

APP_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Respondent</Application></Properties>"
)


def core_properties(kind: str, submission: Submission) -> bytes:
    """Return docProps/core.xml; `kind` says what the file is, such as "Response"."""
    title = f"{kind}: {submission.consultation.short_title} ({version(submission)})"
    return title_properties(title, plain(submission.organisation))


def title_properties(title: str, creator: str = "") -> bytes:
    """Return docProps/core.xml of a file that says no more of itself than its title, and who answers if anyone does."""
    made_by = f"<dc:creator>{escape(clean(creator))}</dc:creator>" if creator else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(clean(title))}</dc:title>'
        f"{made_by}<dc:language>en-GB</dc:language></cp:coreProperties>"
    ).encode()
