"""The page on which the response becomes files in a folder and an e-mail to send."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QScrollArea, QWidget

from respondent_app.model.errors import ExportError
from respondent_app.model.finding import Weight
from respondent_app.model.submission import Audience
from respondent_app.session import package_folder, package_view
from respondent_app.session.background import Work
from respondent_app.session.deadline import Urgency, countdown
from respondent_app.session.messages import Message, Tone, message_of
from respondent_app.session.package_view import FileMade, PackageMade
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.live_page import LivePage
from respondent_app.ui.page import scrolling
from respondent_app.ui.sending.email_card import EmailCard
from respondent_app.ui.sending.form_card import FormCard
from respondent_app.ui.sending.mail_card import MailCard
from respondent_app.ui.sending.make_card import MakeCard
from respondent_app.ui.sending.result_card import ResultCard
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import link, set_primary
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import label

_STOPPED = Message(Tone.NOTE, "Stopped.", "Nothing was written.")


def _open_file(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _now() -> datetime:
    return datetime.now(UTC)


class SendPage(LivePage):
    """The deadline, what is still open, what will be made, and then what was made with the e-mail for it."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        open_file: Callable[[Path], bool] = _open_file,
        now: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(desk, parent)
        self._now = now
        self._work: Work | None = None
        self._made = False
        self._failed_since = False
        self._in_package: tuple[object, ...] = ()
        self._being_made: tuple[object, ...] = ()
        self._deadline = label("", "muted")
        self._closed = Notice("", kind="info")
        self._open_findings = Notice("", link("Go to Review", lambda: desk.go(Destination(Step.REVIEW))))
        self.form_card = FormCard(self.session.response_form, self.session.consultation)
        self.make_card = MakeCard(self.make, self.cancel, self._see_marks)
        self.result = ResultCard(open_file)
        self.email = EmailCard(open_file)
        self.mail = MailCard(self.session.mailing, widest=desk.appearance.px(620))
        self._area = self._arrange()
        self.make_card.as_pdf.setChecked(self.session.settings.package_pdf)
        self.make_card.as_pdf.toggled.connect(self._choose_pdf)
        self.session.response_form.changed.connect(self._soon.start)
        self.form_card.shown.connect(self._scroll_to_form)
        self.mail.to_see.connect(self._let_see)
        self.make_card.folder.chosen.connect(self._take_folder)
        self.make_card.folder.field.textEdited.connect(self._refresh_soon)
        self.refresh()

    def refresh(self) -> None:
        self._show_deadline()
        self._show_findings()
        current = self._made and self._said_now() == self._in_package and not self._failed_since
        outdated = self._made and self._said_now() != self._in_package
        self.result.set_outdated(outdated)
        self.mail.set_outdated(outdated)
        set_primary(self.email.open_draft, current)
        self._suggest_folder()
        self.form_card.show_ways()
        self.make_card.plan(self._planned(), again=current)
        set_primary(self.make_card.make, not current and self.session.response_form.offered is None)

    def make(self) -> None:
        """Make the package in the background."""
        if self._work is not None:
            return
        if not self.session.response_form.is_settled:
            self.form_card.ask_first()
            return
        self._being_made = self._said_now()
        self.make_card.begin()
        pdf = self.make_card.as_pdf.isChecked()
        self._work = self.session.make_package(
            self._folder(), public_only=False, pdf=pdf, done=self._show, failed=self._tell
        )
        self._work.stepped.connect(self.make_card.work.say)
        self._work.cancelled.connect(self._tell_stopped)

    def cancel(self) -> None:
        """Stop making the package at its next step."""
        if self._work is not None:
            self.make_card.work.stopping()
            self._work.cancel()

    def _arrange(self) -> QScrollArea:
        content = QWidget()
        self.result.hide()
        self.email.hide()
        self.mail.hide()
        content.setLayout(
            column(
                self._deadline, self._closed, self._open_findings, self.form_card, self.make_card, self.result,
                self.email, self.mail, None,
                margins=(16, 14, 16, 16), spacing=14,
            )
        )  # fmt: skip
        area = scrolling(content)
        self.setLayout(column(area, spacing=0))
        return area

    def _show_deadline(self) -> None:
        left = countdown(self.session.consultation.deadline, self._now())
        past = left.urgency is Urgency.PAST
        self._deadline.setText(left.text)
        self._deadline.setVisible(not past)
        self._closed.setVisible(past)
        publisher = self.session.consultation.publisher_short
        self._closed.say(
            f"{left.closes}. You can still make the package and send it. It is up to {publisher} whether a late "
            "response is taken into account; a line in the e-mail that says why it is late may help.",
            "info",
        )

    def _show_findings(self) -> None:
        findings = self.session.findings()
        must = sum(finding.weight is Weight.MUST for finding in findings)
        should = len(findings) - must
        self._open_findings.setVisible(bool(findings))
        if must:
            self._open_findings.say(
                f"{_things(must)} to settle before sending. You can make the package now, but it will be incomplete.",
                "attention",
            )
        elif should:
            self._open_findings.say(f"The response is complete. Worth a look: {_things(should)}.", "info")

    def _suggest_folder(self) -> None:
        session = self.session
        place = session.settings.package_place
        self.make_card.folder.suggest(package_folder.suggested(session.response, session.consultation, place))

    def _take_folder(self, picked: Path) -> None:
        folder = package_folder.within(picked, self.session.response, self.session.consultation)
        self.make_card.folder.take(folder)

    def _folder(self) -> Path:
        return package_folder.chosen(self.make_card.folder.text)

    def _planned(self) -> tuple[FileMade, ...]:
        pdf = self.make_card.as_pdf.isChecked()
        session = self.session
        return package_view.planned(
            session.response, session.consultation, self._folder(),
            pdf=pdf, ending=session.response_form.ending, submissions=tuple(map(session.submission, Audience)),
        )  # fmt: skip

    def _choose_pdf(self, wanted: bool) -> None:  # noqa: FBT001  a state, not an option
        self.session.settings.package_pdf = wanted
        self.refresh()

    def _said_now(self) -> tuple[object, ...]:
        """What a package would say just now, and the form that it would say it in."""
        return (*map(self.session.submission, Audience), self.session.response_form.in_use)

    def _show(self, package: PackageMade) -> None:
        self._end()
        self._made, self._failed_since, self._in_package = True, False, self._being_made
        self.session.settings.package_place = package.folder.parent
        self.result.show_package(package)
        self.email.show_package(package)
        self.mail.show_package(package)
        self.result.show()
        self.email.show()
        self.refresh()
        self.result.open_folder.setFocus()
        announce(self.result, f"The package is made. {package.checked}")
        QTimer.singleShot(0, self, self._scroll_to_result)

    def _scroll_to_result(self) -> None:
        self._area.verticalScrollBar().setValue(self.result.y() - self.make_card.x())

    def _scroll_to_form(self) -> None:
        self._area.verticalScrollBar().setValue(self.form_card.y() - self.make_card.x())

    def _let_see(self, part: QWidget) -> None:
        self._area.ensureWidgetVisible(part)

    def _tell(self, error: Exception) -> None:
        self._end()
        self._failed_since = True
        self.result.set_earlier(True)
        self.refresh()
        self.make_card.tell(message_of(error), about_marks=isinstance(error, ExportError))
        self._area.ensureWidgetVisible(self.make_card.problem)

    def _tell_stopped(self) -> None:
        self._end()
        self.make_card.tell(_STOPPED, about_marks=False)

    def _end(self) -> None:
        self._work = None
        self.make_card.end()

    def _see_marks(self) -> None:
        self.desk.go(Destination(Step.CONFIDENTIALITY))


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"
