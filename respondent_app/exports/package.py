"""The whole package: both versions of the response, reasons, the mail, what is told of it. Checked, then written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from respondent_app.exports import manifest
from respondent_app.exports.blank_form import BlankForm, blank_form, without_known_parts
from respondent_app.exports.cover_text import cover_text
from respondent_app.exports.email_draft import EmailDraft, email_draft
from respondent_app.exports.known_words import known_pdf_words, known_words
from respondent_app.exports.mail_size import size_warning
from respondent_app.exports.marked_up.clause_texts import clause_texts, commented_texts
from respondent_app.exports.names import MANIFEST, Version, file_name, file_stem, next_version
from respondent_app.exports.package_readme import package_readme
from respondent_app.exports.word_template import heading
from respondent_app.exports.workshop import Step, Workshop
from respondent_app.model.consultation import Consultation
from respondent_app.model.document import Document
from respondent_app.model.errors import ExportError
from respondent_app.model.response import Response
from respondent_app.model.submission import Audience, Submission
from respondent_app.model.template import PublisherForm
from respondent_app.privacy.disclose import disclose
from respondent_app.privacy.leak_check import LeakReport, is_restricted, search, secrets
from respondent_app.privacy.marks import faulty_marks, numbers, where
from respondent_app.privacy.short_leaks import short_leaks
from respondent_app.privacy.statement import details_withheld
from respondent_app.privacy.told_places import told
from respondent_app.storage.atomic import write_folder

__all__ = ["Package", "build_package", "check_files", "export", "file_stem", "next_version", "write_package"]

_NOT_WRITTEN = "Nothing was written."


@dataclass(frozen=True, slots=True)
class Package:
    """The files by name, the mail for copying (not with `public_only`), and what the search of the public ones said.

    `notes` are plain sentences on what a person should know of the files: a mail too large, signs not shown.
    """

    files: Mapping[str, bytes] = field(repr=False)
    email: EmailDraft | None
    report: LeakReport
    version: Version
    notes: tuple[str, ...] = ()


def export(
    response: Response,
    consultation: Consultation,
    folder: Path,
    *,
    public_only: bool = False,
    pdf: bool = False,
    form: PublisherForm | None = None,
    proposed: Document | None = None,
    step: Step = lambda _: None,
) -> Package:
    """Build the next version of the package for `folder`, check it and write it. See `build_package`."""
    version = next_version(folder, file_stem(response, consultation))
    package = build_package(
        response, consultation, version,
        public_only=public_only, pdf=pdf, form=form, proposed=proposed, step=step,
    )  # fmt: skip
    step("Writing the files")
    write_package(package, folder)
    return package


def build_package(
    response: Response,
    consultation: Consultation,
    version: Version = (1, 0),
    *,
    public_only: bool = False,
    pdf: bool = False,
    form: PublisherForm | None = None,
    proposed: Document | None = None,
    step: Step = lambda _: None,
) -> Package:
    """Make all files in memory and search the public ones; with `pdf` the documents as PDFs too.

    With a `form` the response is that form, filled in; what it had no place for stands in its annex, and in `notes`.
    `proposed` is the publisher's text, if it was read: wordings that we propose are marked up against its clauses.

    `step` is told what is done next; it may raise an error to stop the work. Raises `ExportError` if a mark does not
    say what it covers, or if anything confidential is found where the public could read it, and
    `TemplateError` if the form cannot be filled.
    """
    _refuse_faulty_marks(response, consultation)
    audiences = (Audience.PUBLIC,) if public_only else (Audience.FULL, Audience.PUBLIC)
    submissions = [disclose(response, consultation, audience) for audience in audiences]
    stem = file_stem(response, consultation)
    texts = commented_texts(submissions[0], clause_texts(consultation, proposed))
    workshop = Workshop(stem, version, step, pdf=pdf, form=form, texts=texts)
    made = [file for submission in submissions for file in workshop.files(submission)]
    files = {file.name: file.content for file in made}
    email = None
    if not public_only:
        step("Drafting the e-mail")
        email = email_draft(submissions[-1], made, details_withheld=details_withheld(response))
        files[file_name(stem, "Response", "eml", version)] = email.eml
        files[file_name(stem, "Cover", "txt", version)] = cover_text(email)
    readme = file_name(stem, "README", "txt", version)
    files[readme] = package_readme((*files, readme, MANIFEST), submissions[-1], version)
    files[MANIFEST] = manifest.written(files, consultation.id, version)
    step("Searching the public files for what is confidential")
    report = check_files(files, response, consultation, _with_words(form, texts))
    _refuse_leaks(report)
    warning = size_warning(len(email.eml)) if email else ""
    return Package(files, email, report, version, tuple(note for note in (warning, *workshop.notes) if note))


def write_package(package: Package, folder: Path) -> None:
    """Write all files into `folder` or none. Only the manifest is replaced; it keeps what it knew of earlier ones."""
    files = dict(package.files)
    files[MANIFEST] = manifest.with_earlier(files[MANIFEST], folder / MANIFEST)
    write_folder(folder, files, replace=frozenset({MANIFEST}))


def check_files(
    files: Mapping[str, bytes], response: Response, consultation: Consultation, form: BlankForm | None = None
) -> LeakReport:
    """Search all files but those for the publisher only; the files may be on disk already, or about to be.

    `form` is what stands in the publisher's form before anybody answers.
    """
    form = form or BlankForm()
    public = {name: content for name, content in files.items() if not is_restricted(name)}
    submission = disclose(response, consultation, Audience.PUBLIC)
    counted = range(1, 1 + max(len(response.marks), len(submission.comments), len(submission.answers)))
    words = f"{known_words(consultation)}\n{form.words}\n{' '.join(map(str, counted))}"
    if any(name.lower().endswith(".pdf") for name in public):
        words += f"\n{known_pdf_words(consultation)}"
    report = search(public, secrets(response, consultation), words, _headings(submission))
    report = without_known_parts(report, public, form)
    short = short_leaks(response, consultation, submission, words)
    return replace(report, hits=(*report.hits, *(hit for hit in short if hit.what in report.unchecked)))


def _with_words(form: PublisherForm | None, texts: Mapping[str, str]) -> BlankForm:
    """Return what is known of a form and of the publisher's wordings of clauses: they are public anyway."""
    blank = blank_form(form) if form else BlankForm()
    return replace(blank, words="\n".join((blank.words, *texts.values())))


def _headings(submission: Submission) -> Sequence[str]:
    ends = ("Respondent", "Confidentiality", "Detailed comments", "Reasons for confidentiality")
    return (*(heading(block) for block in submission.answers), *ends)


def _refuse_faulty_marks(response: Response, consultation: Consultation) -> None:
    faulty = faulty_marks(response, consultation)
    if not faulty:
        return
    known = numbers(response, consultation)
    named = "; ".join(f"Confidential {known[mark.id]} ({where(mark, consultation, response)})" for mark in faulty)
    raise ExportError(
        f"It cannot be told what is confidential: {named} covers nothing.",
        meaning=_NOT_WRITTEN,
        advice="Remove that mark or set it again, then make the package once more.",
    )


def _refuse_leaks(report: LeakReport) -> None:
    if report.is_clean:
        return
    raise ExportError(
        f"Something confidential would stand in the open: {told(report.hits, report.unread)}.",
        meaning=_NOT_WRITTEN,
        advice="Mark or reword it in that place too, then make the package once more.",
    )
