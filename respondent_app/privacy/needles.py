"""What is searched for, sorted by how: long words anywhere, a few words as whole ones, figures as values."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator

from respondent_app.model.text import fold
from respondent_app.privacy.figures import (
    Amount,
    as_excel_keeps,
    dates,
    figures,
    on_the_page,
    only_figure,
    percentage_as_number,
)
from respondent_app.privacy.inside.text import Kind
from respondent_app.privacy.secret_words import START, Form, Secret, starts
from respondent_app.privacy.squeezing import loose, squeeze

SHORTEST = 6
_FEWEST_DIGITS = 2
_WINDOW, _STEP = 9, 4  # a needle of START signs holds a whole window at one of any _STEP places in a row


class Needles:
    """The secrets of one response, and what of them stands in a text. What the public knows is left out."""

    def __init__(self, hidden: tuple[Secret, ...], public_words: str) -> None:
        self._public = _public(public_words)
        self._windows: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._long: dict[str, tuple[str, bool]] = {}
        self._words: dict[re.Pattern[str], tuple[str, str]] = {}
        self._page_words: dict[re.Pattern[str], tuple[str, str]] = {}
        self._amounts: dict[Amount, str] = {}
        self._dates: dict[object, str] = {}
        self._clean: set[str] = set()
        missed = {secret.what: None for secret in hidden if not self._add(secret) and secret.whole}
        self.unchecked = tuple(missed)

    def forget_texts(self) -> None:
        """Start on another file: the same text in it is another leak."""
        self._clean.clear()

    def in_text(self, text: str, kind: Kind) -> dict[str, re.Pattern[str]]:
        """Return what is found in `text`, each with a pattern that finds it in folded text."""
        if not text:
            return {}
        squeezed = squeeze(text)
        found: dict[str, re.Pattern[str]] = {}
        if squeezed not in self._clean:
            found = dict(self._long_in(squeezed, text))
            if not found:
                self._clean.add(squeezed)
        if kind is not Kind.RAW:
            found |= dict(_matching(self._words, squeezed, text))
        if kind is Kind.VISIBLE:
            found |= dict(_matching(self._page_words, squeezed, text))
            found |= dict(self._figures_in(text))
        return found

    def all_in_text(self, text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        """Yield everything that is found in what a person wrote, not one of each secret only; see `in_text`."""
        squeezed = squeeze(text)
        yield from self._long_in(squeezed, text)
        yield from _matching(self._words | self._page_words, squeezed, text)
        yield from self._figures_in(text)

    def _add(self, secret: Secret) -> bool:
        """Add one secret; False if it cannot be searched for."""
        if secret.form is Form.FIGURE:
            return self._add_figure(secret)
        if secret.form is Form.DATE:
            return self._add_date(secret)
        tight = squeeze(secret.words)
        if secret.form is Form.TELEPHONE:
            return self._add_number(tight, secret.what)
        if len(tight) >= START:
            return self._add_long(tight, secret)
        return secret.form is not Form.RUN and self._add_word(tight, secret)

    def _add_long(self, tight: str, secret: Secret) -> bool:
        if self._public.says(tight):
            return False
        bounded = secret.form is Form.RUN
        if tight not in self._long:
            for offset in range(_STEP):
                self._windows[tight[offset : offset + _WINDOW]].append((offset, tight))
        self._long[tight] = (secret.what, bounded and self._long.get(tight, ("", True))[1])
        return True

    def _add_number(self, digits: str, what: str) -> bool:
        """Add a telephone number: whatever country code stands before it, and however it is spaced."""
        if digits in self._public.squeezed:
            return False
        self._words[re.compile(loose(digits).pattern + r"(?!\d)")] = (digits, what)
        return True

    def _add_figure(self, secret: Secret) -> bool:
        figure = only_figure(secret.words)
        if figure is None or figure.digits < _FEWEST_DIGITS or figure.amounts[0] in self._public.amounts:
            return False
        amount = figure.amounts[0]
        self._amounts[amount] = secret.what
        if (as_number := percentage_as_number(amount)) and as_number not in self._public.amounts:
            self._amounts[as_number] = secret.what
        return True

    def _add_date(self, secret: Secret) -> bool:
        day = next((day for day, _ in dates(on_the_page(secret.words))), None)
        if day is None or day in self._public.dates:
            return False
        self._dates[day] = secret.what
        self._amounts[as_excel_keeps(day)] = secret.what
        return True

    def _add_word(self, tight: str, secret: Secret) -> bool:
        pattern = loose(tight, bounded=True)
        if not tight or (tight in self._public.squeezed and pattern.search(self._public.folded)):
            return False
        if len(secret.words) >= SHORTEST and len(tight) >= SHORTEST:
            self._words[pattern] = (tight, secret.what)
            return True
        if sum(map(str.isdigit, tight)) < _FEWEST_DIGITS:
            return False
        self._page_words[pattern] = (tight, secret.what)
        return True

    def _long_in(self, squeezed: str, text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        windows = self._windows
        folded = ""
        for at in [at for at in range(0, len(squeezed) - _WINDOW + 1, _STEP) if squeezed[at : at + _WINDOW] in windows]:
            for offset, tight in windows[squeezed[at : at + _WINDOW]]:
                if at < offset or not squeezed.startswith(tight, at - offset):
                    continue
                what, bounded = self._long[tight]
                pattern = loose(tight, bounded=bounded)
                folded = folded or fold(text)
                if not bounded or pattern.search(folded):
                    yield what, pattern

    def _figures_in(self, text: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        if not self._amounts and not self._dates:
            return
        page = on_the_page(text)
        for figure in figures(page) if self._amounts else ():
            for amount in figure.amounts:
                if amount in self._amounts:
                    yield self._amounts[amount], _as_written(figure.words)
        for day, words in dates(page) if self._dates else ():
            if day in self._dates:
                yield self._dates[day], _as_written(words)

    def told(self, place: str) -> str:
        """Return the place, unless its name itself holds what is confidential."""
        return "a part whose name gives it away" if self.in_text(place, Kind.KEPT) else place


@functools.lru_cache(maxsize=8)
def _public(words: str) -> _Public:
    return _Public(words)


class _Public:
    """What everybody knows: the publisher's text, the labels of the forms."""

    def __init__(self, words: str) -> None:
        self.folded = fold(words)
        self.squeezed = squeeze(self.folded)
        self._starts = starts(self.squeezed)
        page = on_the_page(words)
        self.amounts = {amount for figure in figures(page) for amount in figure.amounts}
        self.dates = {day for day, _ in dates(page)}

    def says(self, tight: str) -> bool:
        """Whether squeezed words stand there."""
        return tight[:START] in self._starts and tight in self.squeezed


def _matching(
    patterns: dict[re.Pattern[str], tuple[str, str]], squeezed: str, text: str
) -> Iterator[tuple[str, re.Pattern[str]]]:
    near = [(what, pattern) for pattern, (tight, what) in patterns.items() if tight in squeezed]
    if near:
        folded = fold(text)
        yield from ((what, pattern) for what, pattern in near if pattern.search(folded))


def _as_written(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(' '.join(words.split()))}(?!\w)")
