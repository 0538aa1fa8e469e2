"""What a person likes: text size, light or dark, the draft they had open. Never anything from a response."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from respondent_app.drafts.author import account_name
from respondent_app.storage import folders

TEXT_SIZES = (100, 110, 125, 150, 175, 200)
LOCK_MINUTES = (0, 5, 15, 30, 60)
COLOUR_SCHEMES = ("system", "light", "dark")


class Settings(QObject):
    """Reads and keeps settings; a damaged file counts as no settings."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(folders.user_config() / "settings.ini"), QSettings.Format.IniFormat, self)

    @property
    def text_size(self) -> int:
        """Text size in per cent, one of `TEXT_SIZES`."""
        value = str(self._store.value("text_size", "100"))
        return int(value) if value.isdigit() and int(value) in TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, per_cent: int) -> None:
        self._set("text_size", str(per_cent))

    @property
    def colour_scheme(self) -> str:
        """One of `COLOUR_SCHEMES`."""
        value = str(self._store.value("colour_scheme", "system"))
        return value if value in COLOUR_SCHEMES else "system"

    @colour_scheme.setter
    def colour_scheme(self, scheme: str) -> None:
        self._set("colour_scheme", scheme)

    @property
    def your_name(self) -> str:
        """The person's name as colleagues read it, empty if they never gave one."""
        return str(self._store.value("your_name", ""))

    @your_name.setter
    def your_name(self, name: str) -> None:
        self._set("your_name", " ".join(name.split()))

    @property
    def person(self) -> str:
        """Whose comments, sign-offs and changes these are: the name the person gave, else that of their account."""
        return self.your_name or account_name()

    @property
    def last_draft(self) -> Path | None:
        """The draft that was open when the app was last used."""
        value = str(self._store.value("last_draft", ""))
        return Path(value) if value else None

    @last_draft.setter
    def last_draft(self, path: Path) -> None:
        self._set("last_draft", str(path))

    @property
    def package_place(self) -> Path | None:
        """The folder in which the folder of the last package lies."""
        value = str(self._store.value("package_place", ""))
        return Path(value) if value else None

    @package_place.setter
    def package_place(self, folder: Path) -> None:
        self._store.setValue("package_place", str(folder))  # nothing on the screen depends on it

    @property
    def package_pdf(self) -> bool:
        """Whether a package has PDFs of its documents, too."""
        return str(self._store.value("package_pdf", "")) == "yes"

    @package_pdf.setter
    def package_pdf(self, wanted: bool) -> None:
        self._store.setValue("package_pdf", "yes" if wanted else "")  # nothing but its own box depends on it

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without use a protected response is locked, one of `LOCK_MINUTES`; 0 is never."""
        value = str(self._store.value("lock_minutes", "15"))
        return int(value) if value.isdigit() and int(value) in LOCK_MINUTES else 15

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._set("lock_minutes", str(minutes))

    @property
    def new_unprotected(self) -> bool:
        """Whether the person wanted the last new response unprotected, and so wants the next."""
        return str(self._store.value("new_unprotected", "")) == "yes"

    @new_unprotected.setter
    def new_unprotected(self, unprotected: bool) -> None:
        self._store.setValue("new_unprotected", "yes" if unprotected else "")  # nothing on the screen depends on it

    def form_file(self, consultation: str) -> Path | None:
        """Return the publisher's form that was last used for a consultation (its id)."""
        value = str(self._store.value(f"forms/{consultation}", ""))
        return Path(value) if value else None

    def note_form(self, consultation: str, path: Path | None) -> None:
        """Note the publisher's form for a consultation; None for our own document."""
        if path is None:
            self._store.remove(f"forms/{consultation}")
        else:
            self._store.setValue(f"forms/{consultation}", str(path))

    def draft_number(self, place: str) -> str:
        """Return the number of the draft that lies at a place, if the keyring knows its passphrase."""
        return str(self._store.value(f"remembered/{place}", ""))

    def note_draft(self, place: str, number: str) -> None:
        """Note the number of the draft at a place; an empty one forgets it."""
        if number:
            self._store.setValue(f"remembered/{place}", number)
        else:
            self._store.remove(f"remembered/{place}")

    def larger_text(self, steps: int) -> None:
        """Go up (or, with a negative number, down) the list of text sizes."""
        index = TEXT_SIZES.index(self.text_size) + steps
        self.text_size = TEXT_SIZES[max(0, min(index, len(TEXT_SIZES) - 1))]

    def _set(self, key: str, value: str) -> None:
        if str(self._store.value(key, "")) != value:
            self._store.setValue(key, value)
            self.changed.emit()
