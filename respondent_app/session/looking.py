"""Who has looked at which answer: what a person has seen, or changed, is not told to them as changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from respondent_app.model import team_edits
from respondent_app.model.digests import digest_of_answer
from respondent_app.model.response import Response, looked_key
from respondent_app.session.session import Change, Session

_PAUSE_MS = 3000


class Looking(QObject):
    """Takes note of what the person looks at. One for each session: see `of`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._up_to_date: set[str] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.keep_up)
        self._merging = False
        session.merging.connect(self._before_merge)
        session.changed.connect(self._follow)
        self._see_what_is_current()

    @staticmethod
    def of(session: Session) -> Looking:
        """Return the one of a session, made when it is first asked for."""
        made = session.findChild(Looking)
        return made if isinstance(made, Looking) else Looking(session)

    def look(self, question: str) -> None:
        """Take note that the person has looked at an answer. One that was never there is nothing to look at."""
        if self._seen(question) or not self._session.response.answer(question).is_empty:
            self._note({question})
            self._up_to_date.add(question)

    def keep_up(self) -> None:
        """Take note that whoever changed what they had seen has seen the change."""
        self._soon.stop()
        self._note(self._up_to_date)

    def _note(self, questions: set[str]) -> None:
        person = self._session.settings.person
        news = [q for q in sorted(questions) if self._seen(q) != digest_of_answer(self._session.response, q)]

        def looked(response: Response) -> Response:
            for question in news:
                response = team_edits.with_looked(response, question, person)
            return response

        if news:
            self._session.edit(looked, new_step=False)

    def _before_merge(self) -> None:
        self.keep_up()
        self._merging = True
        QTimer.singleShot(0, self._after_merge)

    def _after_merge(self) -> None:
        self._merging = False

    def _follow(self, change: Change) -> None:
        if self._merging:
            self._see_what_is_current()
        elif change.marks or change.questions & self._up_to_date:
            self._soon.start()

    def _see_what_is_current(self) -> None:
        response = self._session.response
        asked = (question.id for question in self._session.consultation.questions)
        self._up_to_date = {q for q in asked if self._seen(q) and self._seen(q) == digest_of_answer(response, q)}

    def _seen(self, question: str) -> str:
        return self._session.response.looked.get(looked_key(question, self._session.settings.person), "")
