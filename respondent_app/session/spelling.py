"""British English spelling, with the words of the consultation known. The only import of Hunspell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from respondent_app.storage import folders

if TYPE_CHECKING:
    from hunspell import Hunspell

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PART_OF_WORD = re.compile(r"[\w@./&+-]")


class Spelling:
    """Looks words up. The dictionary is read at the first look-up, not at start."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(part for term in known for part in _WORD.findall(term))
        self._verdicts: dict[str, bool] = {}

    def mistakes(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end (code points) of each word of `text` that is not known.

        Words with digits, addresses, references and acronyms in capitals are left alone.
        """
        for match in _WORD.finditer(text):
            if not self._is_part_of_more(text, match) and not self.is_known(match[0]):
                yield match.span()

    def is_known(self, word: str) -> bool:
        """Whether `word` is a British English word, a word of this consultation, or an acronym."""
        if word not in self._verdicts:
            plain = word.replace("’", "'")
            stem = plain.removesuffix("'s")
            self._verdicts[word] = stem.isupper() or stem in self._known or self._dictionary.spell(plain)
        return self._verdicts[word]

    def suggestions(self, word: str) -> tuple[str, ...]:
        """Up to five words that `word` may stand for."""
        return tuple(self._dictionary.suggest(word.replace("’", "'"))[:5])

    def learn(self, word: str) -> None:
        """Take `word` as known until the app closes."""
        self._verdicts[word] = True

    @cached_property
    def _dictionary(self) -> Hunspell:
        from hunspell import Hunspell

        return Hunspell("en-GB", hunspell_data_dir=str(folders.resources() / "dictionary"))

    @staticmethod
    def _is_part_of_more(text: str, match: re.Match[str]) -> bool:
        return _goes_before(text[max(0, match.start() - 2) : match.start()]) or _goes_on(
            text[match.end() : match.end() + 2]
        )


def _goes_before(before: str) -> bool:
    """Whether the two characters before a word make it part of an address or a reference: "co.uk", "x14"."""
    if before[-1:] in {".", "/"}:
        return before[:-1].isalnum()
    return bool(_PART_OF_WORD.match(before[-1:])) and before[-1:] != "-"


def _goes_on(after: str) -> bool:
    """The same for the two characters after it: "smartdcc.co", "a@b"."""
    if after[:1] in {".", "/"}:
        return after[1:].isalnum()
    return bool(_PART_OF_WORD.match(after[:1])) and after[:1] != "-"
