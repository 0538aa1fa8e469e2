"""The form that the response is sent in: the publisher's own, once a person has said where things go; else ours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from respondent_app.model.consultation import AttachmentKind, Consultation
from respondent_app.model.template import Content, PublisherForm, TemplateMap
from respondent_app.session import form_places
from respondent_app.session.background import Progress
from respondent_app.session.errand import Errand
from respondent_app.session.messages import Message, message_of

if TYPE_CHECKING:
    from respondent_app.session.session import Session

_NOT_KEPT = "The form is used now. Next time you will be asked again where things go."


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """A form as it was found; `confirmed` if a person has said before where things go in it."""

    path: Path
    form: PublisherForm
    confirmed: bool


class ResponseForm(QObject):
    """Which form is in use, and which one waits for a person to say where things go in it.

    `changed` says that there is something else to show, `stepped` carries what is being done.
    """

    changed = Signal()
    stepped = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._errand = Errand(session.messages, self)
        self._errand.stepped.connect(self.stepped)
        self._errand.changed.connect(self.changed)
        self._offered_from: Path | None = None
        self._is_missing = False
        self.in_use: PublisherForm | None = None
        self.offered: PublisherForm | None = None
        self.path: Path | None = None
        self.problem: Message | None = None
        last = session.settings.form_file(session.consultation.id)
        if last is not None:
            self.path, self._is_missing = last, True
            self.choose(last)

    @property
    def is_working(self) -> bool:
        """Whether a form is being read."""
        return self._errand.is_under_way

    @property
    def is_settled(self) -> bool:
        """Whether it is clear which form a package is made in."""
        return self.offered is None and not self.is_working and not self._is_missing

    @property
    def attached(self) -> Path | None:
        """The publisher's form if the person has attached it to the consultation, and it is not in use."""
        kept = self._session.response.attachment_files
        templates = (a for a in self._session.consultation.attachments if a.kind is AttachmentKind.TEMPLATE)
        paths = (Path(kept[str(a.number)]) for a in templates if str(a.number) in kept)
        return next((path for path in paths if path != self.path), None)

    @property
    def ending(self) -> str:
        """How the name of the response will end."""
        return self.in_use.name.rpartition(".")[2] if self.in_use else "docx"

    def choose(self, path: Path) -> None:
        """Read a form. One that was confirmed before is used at once; another one waits until it is."""
        self.problem = None
        consultation = self._session.consultation
        self._errand.run(partial(_opened, path, consultation), self._found, self._tell)

    def look_again(self) -> None:
        """Show the places of the form in use, to change them."""
        self._offer(self.in_use, self.path)

    def place(self, slot: str, content: Content | None) -> None:
        """Say what goes into a place (its id) of the form that is offered."""
        if self.offered is not None:
            self.offered = replace(self.offered, mapping=form_places.put(self.offered.mapping, slot, content))
            self.changed.emit()

    def confirm(self) -> None:
        """Use the form that is offered as it is mapped now, and remember that."""
        form, path = self.offered, self._offered_from
        if form is None or path is None:
            return
        sure = TemplateMap(form.mapping.form, tuple(replace(p, sure=True) for p in form.mapping.placings))
        self._use(replace(form, mapping=sure), path)
        consultation = self._session.consultation.id
        self._session.background.run(partial(_remembered, consultation, sure), lambda _: None, self._tell_not_kept)

    def leave(self) -> None:
        """Leave it as it was before a form was offered."""
        self._offer(None, None)

    def use_own(self) -> None:
        """Use our own response document."""
        self._errand.drop()
        self._is_missing = False
        self.in_use = self.path = self.problem = None
        self._session.settings.note_form(self._session.consultation.id, None)
        self._offer(None, None)

    def cancel(self) -> None:
        """Stop reading a form."""
        self._errand.drop()
        self.changed.emit()

    def _found(self, found: OpenedForm) -> None:
        if found.confirmed:
            self._use(found.form, found.path)
        else:
            self._offer(found.form, found.path)

    def _use(self, form: PublisherForm, path: Path) -> None:
        self.in_use, self.path, self._is_missing = form, path, False
        self._session.settings.note_form(self._session.consultation.id, path)
        self._offer(None, None)

    def _offer(self, form: PublisherForm | None, path: Path | None) -> None:
        self.offered, self._offered_from = form, path
        self.changed.emit()

    def _tell(self, error: Exception) -> None:
        self.problem = message_of(error)

    def _tell_not_kept(self, error: Exception) -> None:
        told = message_of(error)
        self.problem = replace(told, meaning=_NOT_KEPT)
        self.changed.emit()


def _opened(path: Path, consultation: Consultation, progress: Progress) -> OpenedForm:
    from respondent_app.documents.reader import content_of
    from respondent_app.templates import opened, remembered

    progress(f"Reading {path.name}")
    form = opened.opened(content_of(path), path.name, consultation, progress)
    return OpenedForm(path, form, remembered.recalled(consultation.id, form.mapping) is not None)


def _remembered(consultation: str, mapping: TemplateMap, _progress: Progress) -> None:
    from respondent_app.templates.remembered import remember

    remember(consultation, mapping)
