"""The documents of a package, one after the other: what is made for each audience, and how it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from respondent_app.exports.comments_sheet import comments_workbook
from respondent_app.exports.email_draft import Attached
from respondent_app.exports.names import Version, file_name
from respondent_app.exports.schedule import schedule_document
from respondent_app.exports.word_template import response_document
from respondent_app.model.submission import Audience, Submission
from respondent_app.model.template import FilledTemplate, PublisherForm

Step = Callable[[str], None]


class Workshop:
    """Makes the documents of submissions: the response in the publisher's `form`, if there is one, else in our own.

    `texts` are the publisher's wordings of clauses, by reference, against which ours are marked up. `step` is told what
    is done next.
    """

    def __init__(
        self,
        stem: str,
        version: Version,
        step: Step,
        *,
        pdf: bool,
        form: PublisherForm | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self._stem = stem
        self._version = version
        self._step = step
        self._pdf = pdf
        self._form = form
        self._texts = texts or {}
        self._lacking = 0
        self._annexed: tuple[str, ...] | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know, in plain sentences."""
        return (*self._of_annex(), *self._of_pdfs())

    def _of_annex(self) -> Iterator[str]:
        if self._annexed:
            told = "; ".join(self._annexed)
            yield f"The form has no place for some things. They stand in an annex at its end: {told}."

    def _of_pdfs(self) -> Iterator[str]:
        if not self._lacking:
            return
        signs = "1 sign" if self._lacking == 1 else f"{self._lacking} signs"
        why = "because their typefaces lack the shapes. The Word and Excel files hold them as they are."
        yield f"The PDFs name {signs} in square brackets, {why}"

    def files(self, submission: Submission) -> Iterator[Attached]:
        """Yield the documents of one submission, in the order in which they are listed."""
        public = submission.audience is Audience.PUBLIC
        words = "public version" if public else "full version"
        use = "may be published" if public else "not for publication"
        what = f"the response, {words} ({use})"
        self._step(f"Writing the {words} of the response")
        filled = self._response_file(submission)
        yield self._attached("Response", filled.ending.lstrip("."), submission, filled.content, what)
        if self._pdf:
            self._step(f"Setting the {words} as a PDF")
            yield self._attached("Response", "pdf", submission, self._response_pdf(submission), f"{what}, as a PDF")
        self._step(f"Writing the {words} of the comment sheet")
        sheet = comments_workbook(submission)
        yield self._attached("Comments", "xlsx", submission, sheet, f"the comment sheet, {words} ({use})")
        self._step(f"Marking up the {words} of the proposed wordings")
        yield from self._drafting(submission, f"{words} ({use})")
        if submission.anything_marked and not public:
            yield from self._reasons(submission)

    def _drafting(self, submission: Submission, version: str) -> Iterator[Attached]:
        """Yield the proposed wordings as tracked changes, if there are any."""
        from respondent_app.exports.marked_up.drafting import drafting_document

        made = drafting_document(submission, self._texts)
        if made is not None:
            yield self._attached("Drafting", "docx", submission, made, f"the marked-up drafting, {version}")

    def _response_file(self, submission: Submission) -> FilledTemplate:
        """Return the document with the answers: the publisher's form, or our own if they gave none."""
        if self._form is None:
            return FilledTemplate(response_document(submission), "docx")
        from respondent_app.templates import publisher_form

        filled = publisher_form.fill(self._form, submission)
        if self._annexed is None:  # told once, of the fuller version
            self._annexed = filled.annexed
        return filled

    def _response_pdf(self, submission: Submission) -> bytes:
        from respondent_app.exports.pdf.documents import response_pdf

        made = response_pdf(submission)
        self._lacking = max(self._lacking, made.lacking)
        return made.content

    def _reasons(self, submission: Submission) -> Iterator[Attached]:
        from respondent_app.exports.pdf.documents import schedule_pdf

        what = "the reasons for confidentiality (not for publication)"
        self._step("Writing the schedule of reasons")
        yield self._attached("Reasons", "docx", submission, schedule_document(submission), what)
        if self._pdf:
            self._step("Setting the schedule of reasons as a PDF")
            yield self._attached("Reasons", "pdf", submission, schedule_pdf(submission).content, f"{what}, as a PDF")

    def _attached(self, kind: str, ending: str, submission: Submission, content: bytes, what: str) -> Attached:
        return Attached(file_name(self._stem, kind, ending, self._version, label(submission)), content, what)


def label(submission: Submission) -> str:
    """Return the word in the name of a file that says who may read it."""
    if submission.audience is Audience.PUBLIC:
        return "PUBLIC"
    return "CONFIDENTIAL" if submission.anything_marked else "FULL"
