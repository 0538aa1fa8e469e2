"""Make pictures of every page of the window for the documentation, and of every look for checking.

python packaging/screenshots.py docs/user-guide/images            light, for the documents
python packaging/screenshots.py build/screenshots --all           light, dark, 150 % and 200 % text, 1280x720
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import time_machine

if TYPE_CHECKING:
    from respondent_app.model.response import Response
    from respondent_app.ui.desk import Step
    from respondent_app.ui.main_window import MainWindow
    from respondent_app.ui.reviewing.page import ReviewPage

_HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_HERE))
_SAMPLES = _HERE / "resources" / "samples"
_PACK = "dcc-tmad-v1.4-moc-mds"
_AUTHOR, _REVIEWER = "Author A", "Reviewer B"
_LAST = "Our plan assumes 12,500 installations a week from the day on which the new clauses apply."
_GAP, _DESK = 16, (226, 230, 235)
_SHOWN = 0.9  # of a page's height
_COMMENTED = "Please confirm for each row whether it applies to IOC"


@dataclass(frozen=True)
class Look:
    """One way the window can look."""

    name: str
    scheme: str = "light"
    text_size: int = 100
    size: tuple[int, int] = (1440, 900)


LIGHT = Look("light")
DARK = Look("dark", scheme="dark")
OTHERS = (
    Look("small", size=(1280, 720)),
    Look("large-text", text_size=150, size=(1280, 720)),
    Look("largest-text", text_size=200, size=(1280, 720)),
)


def main() -> int:
    """Take the pictures and say where they are."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config", "HOME": "/home/sample"}
        looks = (LIGHT, DARK, *OTHERS) if "--all" in sys.argv else (LIGHT, DARK)
        for look in looks:
            _picture_all(look, folder, Path(home) / look.name / "example.response")
        _picture_versions(folder / "versions.png")
    return 0


def _picture_versions(path: Path) -> None:
    """Put the second pages of the full and of the public version of the sample beside each other."""
    import pypdfium2
    from PIL import Image

    from respondent_app.drafts.answers_file import read_answers
    from respondent_app.exports.package import build_package
    from respondent_app.packs import library

    consultation = library.load(_PACK)
    answers = read_answers(next(_SAMPLES.glob("*.toml")), consultation)
    made = build_package(answers, consultation, pdf=True).files
    pages = []
    for audience in ("CONFIDENTIAL", "PUBLIC"):
        content = next(made[name] for name in made if f"_Response_{audience}_" in name and name.endswith(".pdf"))
        pages.append(pypdfium2.PdfDocument(content)[1].render(scale=1.35).to_pil())
    width, height = pages[0].size
    both = Image.new("RGB", (2 * width + 3 * _GAP, int(height * _SHOWN) + 2 * _GAP), _DESK)
    for number, page in enumerate(pages):
        both.paste(page.crop((0, 0, width, int(height * _SHOWN))), (_GAP + number * (width + _GAP), _GAP))
    both.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path)


def _picture_all(look: Look, folder: Path, draft: Path) -> None:
    from respondent_app.app import Desktop, application
    from respondent_app.drafts.answers_file import read_answers
    from respondent_app.drafts.saved_response import save_response
    from respondent_app.packs import library
    from respondent_app.session.settings import Settings
    from respondent_app.ui.desk import Step

    app = application()
    settings = Settings(app)
    settings.colour_scheme, settings.text_size, settings.your_name = look.scheme, look.text_size, _AUTHOR
    consultation = library.load(_PACK)
    answers = next(_SAMPLES.glob("*.toml"))
    response = read_answers(answers, consultation)
    save_response(draft, response, author=_AUTHOR)
    team, copy = draft.with_name("example-team.response"), draft.with_name("example-from-reviewer.response")
    _write_history(response, team, copy)
    # The consultation closed in 2019; the pictures show it as its readers saw it.
    with time_machine.travel(datetime(2019, 8, 28, 9, 42, tzinfo=UTC)):
        desktop = Desktop(app, settings)
        desktop.start(draft)
        window = desktop.window
        if window is None:
            raise SystemExit("The window did not open.")
        window.resize(*look.size)
        suffix = "" if look is LIGHT else f"-{look.name}"
        for step in (step for step in Step if step is not Step.HISTORY):
            window.rail.button(step).click()
            _prepare(step, window)
            _settle()
            _take(window, folder / f"{step.value}{suffix}.png")
        for name in _compared(window, draft.parent):
            _take(window, folder / f"{name}{suffix}.png")
        _look_back(window)
        _take(window, folder / f"said-before{suffix}.png")
        _offer(window, draft.parent)
        _take(window, folder / f"bring-in{suffix}.png")
        _show_form(window, draft.parent)
        _take(window, folder / f"form{suffix}.png")
        desktop.open_draft(team)
        both = desktop.window
        if both is None or both is window:
            raise SystemExit("The response of two people did not open.")
        both.resize(*look.size)
        for name in _together(both, copy):
            _take(both, folder / f"{name}{suffix}.png")
        both.close()


def _write_history(answered: Response, ours: Path, theirs: Path) -> None:
    """Write the draft of two made-up people, as the author has it, and the copy that the reviewer sends back."""
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.model import edits, team_edits
    from respondent_app.model.place import Part, Place
    from respondent_app.model.response import Response
    from respondent_app.model.team import ReviewComment, Role, Status

    q1, q2 = Place("Q1", Part.ANSWER), Place("Q2", Part.RATIONALE)
    text = answered.text_at(q1)
    start = text.index(_COMMENTED)
    note = ReviewComment(
        "sample", "Q1", quote=_COMMENTED, start=start, by=_REVIEWER, at=_at(27, 8, 58),
        text="Row 3 names IOC already. Shall we ask for the other rows only?",
    )  # fmt: skip
    asked = text.replace("ask DCC to confirm", "ask DCC to confirm in its conclusions report")
    longer = f"{asked}\n\n{_LAST}"
    reply = "Better for every row: then the table is complete by itself."
    agreed = longer.replace("We support the changes in principle.", "We support the changes, and the date for them.")
    told = answered.text_at(q2).replace("plan visits, stock and staff", "plan visits, stock, training and staff")
    steps: tuple[tuple[int, str, Callable[[Response], Response]], ...] = (
        (_at(26, 9, 12), _AUTHOR, lambda _: edits.with_text(answered, q1, "")),
        (_at(26, 14, 31), _AUTHOR, lambda r: edits.with_text(r, q1, text)),
        (_at(27, 8, 50), _REVIEWER, lambda r: edits.with_text(r, q1, asked)),
        (_at(27, 8, 58), _REVIEWER, lambda r: team_edits.with_review_comment(r, note)),
        (_at(27, 11, 20), _AUTHOR, lambda r: team_edits.with_reply(r, "sample", reply, by=_AUTHOR, at=_at(27, 11, 20))),
        (_at(27, 11, 42), _AUTHOR, lambda r: edits.with_text(r, q1, longer)),
        (_at(27, 11, 50), _AUTHOR, lambda r: team_edits.with_status(r, "Q1", Status.TO_REVIEW)),
        (_at(27, 11, 51), _AUTHOR, lambda r: team_edits.with_assignment(r, "Q1", _REVIEWER)),
        (_at(27, 11, 52), _AUTHOR, lambda r: team_edits.with_sign_off(r, Role.AUTHOR, by=_AUTHOR, at=_at(27, 11, 52))),
        (_at(27, 15, 5), _REVIEWER, lambda r: edits.with_text(r, q1, agreed)),
        (_at(27, 15, 20), _REVIEWER, lambda r: team_edits.with_sign_off(
            r, Role.CONFIDENTIALITY, by=_REVIEWER, at=_at(27, 15, 20))),
        # From here on only in the reviewer's copy.
        (_at(28, 7, 40), _REVIEWER, lambda r: edits.with_text(
            r, q1, agreed.replace("12,500 installations", "12,500 installations by our own crews"))),
        (_at(28, 7, 55), _REVIEWER, lambda r: edits.with_text(r, q2, told)),
    )  # fmt: skip
    draft = Draft.begin(Response(_PACK), author=_AUTHOR)
    for number, (moment, author, change) in enumerate(steps):
        with time_machine.travel(moment / 1000, tick=False):
            if author != draft.author:
                draft = Draft.load(draft.id, _PACK, draft.events, author=author)
            draft.record(change(draft.response))
            events = draft.events
        if number in {len(steps) - 3, len(steps) - 1}:
            path = theirs if number == len(steps) - 1 else ours
            file = DraftFile.create(
                path, id=draft.id, consultation=_PACK, events=events, author=author, passphrase=None
            )
            file.close()


def _at(day: int, hour: int, minute: int) -> int:
    """Return a moment of August 2019 as drafts count it."""
    return int(datetime(2019, 8, day, hour, minute, tzinfo=UTC).timestamp() * 1000)


def _together(window: MainWindow, copy: Path) -> Iterator[str]:
    """Yield a name for each view of what two made-up people did to a response."""
    from respondent_app.model.place import Part, Place
    from respondent_app.ui.desk import Destination, Step
    from respondent_app.ui.history.page import HistoryPage
    from respondent_app.ui.reviewing.page import ReviewPage

    q1 = Place("Q1", Part.ANSWER)
    window.go(Destination(Step.ANSWER, question="Q1"))
    _settle()
    yield "comments"
    window.go(Destination(Step.REVIEW, sign_offs=True))
    _settle()
    yield "sign-offs"
    window.go(Destination(Step.HISTORY))
    _settle()
    history = window.page(Step.HISTORY)
    review = window.page(Step.REVIEW)
    if not isinstance(history, HistoryPage) or not isinstance(review, ReviewPage):
        raise SystemExit("The pages are other ones.")
    changed = [e for e in history.history.entries if e.author == _REVIEWER and q1 in e.places]
    history.timeline.choose(changed[-1])
    _settle()
    yield "history"
    history.authors_button.click()
    history.authors.choose(q1)
    _settle()
    yield "authors"
    yield from _merged(window, review, copy)


def _merged(window: MainWindow, review: ReviewPage, copy: Path) -> Iterator[str]:
    """Merge the copy after the author has gone on; yield a name for what is shown, and for the passphrase."""
    from respondent_app.model import edits
    from respondent_app.model.place import Part, Place
    from respondent_app.model.response import Mark, Scope
    from respondent_app.ui.desk import Destination, Step
    from respondent_app.ui.protecting.choose_card import ChooseCard

    q1, q2, session = Place("Q1", Part.ANSWER), Place("Q2", Part.RATIONALE), window.session
    start = session.response.text_at(q1).index("12,500")
    mark = Mark("sample", Scope.PASSAGE, question="Q1", start=start, end=start + len("12,500 installations"))
    session.edit(lambda r: edits.with_mark(r, mark))
    session.edit(lambda r: edits.with_text(r, q2, r.text_at(q2).replace("visits, stock", "visits, parts")))
    window.go(Destination(Step.REVIEW))
    session.merges.take(copy)
    while session.merges.is_working:
        _settle()
    _settle()
    review._area.verticalScrollBar().setValue(review.copies.y() - 10)  # noqa: SLF001
    _settle()
    yield "merge"
    if window.guard is not None:
        window.guard.choose()
    _settle()
    card: ChooseCard | None = window.findChild(ChooseCard)
    if card is None:
        raise SystemExit("There is no card to choose a passphrase.")
    card.first.field.insert("sample words that nobody uses")
    card.offer_remember(offered=True)
    _settle()
    yield "passphrase"


def _take(window: MainWindow, path: Path) -> None:
    from PIL import Image

    window.grab().save(str(path))
    with Image.open(path) as picture:  # the window has few colours: a third of the size, and nobody sees it
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path)


def _compared(window: MainWindow, folder: Path) -> Iterator[str]:
    """Attach a made-up change-marked text, and yield a name for each view of what it shows."""
    from respondent_app.ui.desk import Destination, Step
    from respondent_app.ui.reading.page import ReadingPage
    from tests.made_documents.publisher_files import publisher_files

    redline = folder / "TMAD V1.4 change marked (made-up sample).docx"
    redline.write_bytes(publisher_files().redline)
    page = window.page(Step.READ)
    if not isinstance(page, ReadingPage):
        raise SystemExit("The reading page is another one.")
    window.go(Destination(Step.READ, files=(redline,)))
    while window.session.comparing.state.found is None:
        _settle()
    page.changes.choose(3)
    _settle()
    yield "audit"
    page.show_texts()
    for _ in range(3):
        page.compare.step(1)  # type: ignore[union-attr]  # made by what is above
    _settle()
    yield "compare"


def _offer(window: MainWindow, folder: Path) -> None:
    """Let the window ask about a comments sheet that a made-up colleague worked in."""
    from respondent_app.exports.comments_sheet import comments_workbook
    from respondent_app.model import edits
    from respondent_app.model.place import Part, Place
    from respondent_app.model.response import ClauseComment
    from respondent_app.model.submission import Audience
    from respondent_app.privacy.disclose import disclose
    from respondent_app.ui.desk import Destination, Step

    session, q1 = window.session, Place("Q1", Part.ANSWER)
    text = session.response.text_at(q1).replace("in principle", "and the date proposed for them")
    theirs = edits.with_text(session.response, q1, f"{text}\n\n{_LAST}")
    comment = ClauseComment("sample", "4.9", comment="Clause 4.9 does not say who sends the notice.")
    theirs = edits.with_comment(theirs, "Q2", comment)
    sheet = folder / "Comments from Reviewer B (made-up sample).xlsx"
    sheet.write_bytes(comments_workbook(disclose(theirs, session.consultation, Audience.FULL)))
    window.go(Destination(Step.REVIEW, files=(sheet,)))
    while session.bringing_in.is_working:
        _settle()
    _settle()


def _look_back(window: MainWindow) -> None:
    """Open a library of made-up past answers beside the question about the drafting."""
    from respondent_app.model.past_answer import PastAnswer, PastMark, PastResponse
    from respondent_app.model.place import Part
    from respondent_app.model.response import ReasonCategory
    from respondent_app.past_answers import library_file
    from respondent_app.storage import folders
    from respondent_app.ui.answering.page import AnsweringPage
    from respondent_app.ui.desk import Destination, Step

    words = "sample words that nobody uses"
    source = PastResponse("sample", "made-up", "A made-up consultation", "Made-up sample", "Example Energy",
                          _at(1, 9, 0))  # fmt: skip
    planned = (
        "Suppliers plan their visits from the notice. We plan 9,000 visits a month, so ten Working Days are needed."
    )
    start = planned.index("9,000 visits a month")
    kept = (
        PastAnswer(source, "Q2", Part.COMMENT, planned, clause="4.2",
                   marks=(PastMark(start, start + 20, ReasonCategory.COMMERCIAL),)),
        PastAnswer(source, "Q2", Part.PROPOSED, "such notice to be given in writing and in a set form", clause="14.3"),
    )  # fmt: skip
    if not folders.past_answers().exists():
        library_file.begin(folders.past_answers(), words)
        library = library_file.Library.open(folders.past_answers(), words)
        library.keep(source, kept)
        library.close()
    window.go(Destination(Step.ANSWER, question="Q2"))
    page = window.page(Step.ANSWER)
    if not isinstance(page, AnsweringPage):
        raise SystemExit("The page is another one.")
    page.beside.show_said_before(shown=True)
    _settle()
    window.session.past_answers.open(words, remember=False, failed=print)
    for _ in range(3):
        _settle()


def _show_form(window: MainWindow, folder: Path) -> None:
    """Let the window ask what goes where in a made-up form."""
    from respondent_app.ui.desk import Destination, Step
    from tests.made_templates.with_python_docx import lines_to_write_on

    form, session = folder / "Response form (made-up sample).docx", window.session
    form.write_bytes(lines_to_write_on(session.consultation))
    window.go(Destination(Step.SEND))
    session.response_form.choose(form)
    while session.response_form.is_working:
        _settle()
    _settle()


def _prepare(step: Step, window: MainWindow) -> None:
    from respondent_app.ui.desk import Destination, Step

    if step is Step.READ:
        window.go(Destination(Step.READ, change_row=9))
    if step is Step.ANSWER:
        window.go(Destination(Step.ANSWER, question="Q2"))


def _settle() -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(900, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
