"""Whether the text bears out what a row claims about words: inserted, deleted, replaced."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from respondent_app.documents.auditing.claims import Claim
from respondent_app.documents.auditing.outline import Scope
from respondent_app.documents.auditing.phrases import Run, as_typed, keys, occurrences, printed, tokens
from respondent_app.documents.auditing.references import Sort as PlaceSort
from respondent_app.documents.auditing.references import in_words
from respondent_app.documents.auditing.remainder import (
    PutBack,
    Remainder,
    put_back,
    put_back_runs,
    put_typing_back,
    tally,
)
from respondent_app.documents.auditing.texts import Texts
from respondent_app.documents.auditing.wording import clauses, quoted, sentence, times, told_all
from respondent_app.model.audit import Verdict

Explained = tuple[tuple[int, PutBack], ...]
"""Which changes a claim explains, and how to take back what it explains of them."""

_NEARLY = 0.6
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim: the verdict, one sentence, and what it explains.

    `partial` means that the text has something of what is claimed, though not all.
    """

    verdict: Verdict
    detail: str
    explained: Explained = ()
    partial: bool = False


def place(scope: Scope) -> str:
    """Name what a row speaks of."""
    return in_words(scope.sought, scope.printed)


def places(scopes: Sequence[Scope]) -> str:
    """Name several: "Clauses 4.8, 4.9 and 4.10"."""
    return clauses([place(scope) for scope in scopes])


def where(texts: Texts, scopes: Sequence[Scope], found: Sequence[int]) -> str:
    """Say where something was found: in the clauses named, or in which clauses below them."""
    own = {change for scope in scopes for change in scope.own}
    wide = any(scope.sought.sort is PlaceSort.CLAUSE and set(found).intersection(scope.below) for scope in scopes)
    names = [name for name in dict.fromkeys(map(texts.name, found)) if name not in {place(scope) for scope in scopes}]
    if not wide or not names or own.intersection(found):
        return places(scopes)
    shown = names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
    return f"{clauses(shown)}, which {'is' if len(names) == 1 else 'are'} part of {places(scopes)}"


def unchanged(texts: Texts, scopes: Sequence[Scope], sought: str) -> Outcome:
    """Say that nothing of a claim was found: the clause does not change, changes otherwise, or is not there."""
    there = [scope for scope in scopes if scope.found]
    if not there:
        return Outcome(Verdict.CANNOT_TELL, sentence(f"{places(scopes)} stands in neither text"))
    changed = [scope for scope in there if texts.changed(scope.all)]
    if not changed:
        return Outcome(Verdict.NO_CHANGE_FOUND, sentence(f"no word of {places(there)} changes"))
    verb = "changes" if len(changed) == 1 else "change"
    return Outcome(Verdict.DIFFERS, sentence(f"{places(changed)} {verb}, but {sought}"))


def check_inserted(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that a phrase was inserted, in each clause that the row names, and as often as it says."""
    phrase = keys(claim.inserted)
    counts = [texts.tally(scope.all, phrase).came for scope in scopes]
    total, wanted = sum(counts), claim.times
    found = [change for scope in scopes for change in scope.all if tally(texts.words(change), phrase).came]
    explained = _explained(found, phrase, ())
    said = quoted(claim.inserted)
    if not total:
        return _not_inserted(claim, scopes, texts)
    if not all(counts):
        have = [scope for scope, count in zip(scopes, counts, strict=True) if count]
        lack = [scope for scope, count in zip(scopes, counts, strict=True) if not count]
        detail = f"{said} is inserted in {places(have)}, not in {places(lack)}"
        return Outcome(Verdict.DIFFERS, sentence(detail), explained, partial=True)
    if wanted is not None and wanted != total and any(count != wanted for count in counts):
        alike = len(set(counts)) == 1
        together = "" if alike else f" in {places(scopes)} together"
        detail = f"The table says {times(wanted)}; the text has it {times(counts[0] if alike else total)}{together}"
        return Outcome(Verdict.DIFFERS, sentence(detail), explained, partial=True)
    often = f" {times(total)}" if len(scopes) == 1 and (wanted or total > 1) else ""
    detail = f"{said} is inserted{often} in {where(texts, scopes, found)}"
    return Outcome(Verdict.AS_DESCRIBED, sentence(detail), explained, partial=True)


def check_deleted(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that a phrase was deleted, and that it is really gone."""
    phrase = keys(claim.deleted)
    counts = [texts.tally(scope.all, phrase) for scope in scopes]
    went, left = sum(count.went for count in counts), sum(count.proposed for count in counts)
    found = [change for scope in scopes for change in scope.all if tally(texts.words(change), phrase).went]
    explained = _explained(found, (), phrase)
    said = quoted(claim.deleted)
    if not went:
        why = "still stands" if left else "does not stand in the current text"
        return unchanged(texts, scopes, f"{said} {why}")
    lack = [scope for scope, count in zip(scopes, counts, strict=True) if not count.went]
    if lack:
        detail = f"{said} is deleted, but not in {places(lack)}"
    elif claim.times is not None and went != claim.times:
        detail = f"The table says {times(claim.times)}; in the text it goes {times(went)}"
    elif left and claim.times is None:
        detail = f"{said} is deleted {times(went)} in {places(scopes)} and still stands {_left(texts, scopes, phrase)}"
    else:
        detail = f"{said} is deleted from {where(texts, scopes, found)}"
        return Outcome(Verdict.AS_DESCRIBED, sentence(detail), explained, partial=True)
    return Outcome(Verdict.DIFFERS, sentence(detail), explained, partial=True)


def check_replaced(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that A went, that B came, and that no A is left."""
    old, new = _replaced(claim, scopes, texts)
    if old == new:
        return _check_typed(claim, scopes, texts)
    a, b = quoted(claim.deleted), quoted(claim.inserted)
    everything = sorted({change for scope in scopes for change in scope.all})
    gone = [texts.tally(scope.all, old, new) for scope in scopes]
    come = [texts.tally(scope.all, new, old) for scope in scopes]
    went, came, left = sum(c.went for c in gone), sum(c.came for c in come), sum(c.proposed for c in gone)
    found = [i for i in everything if _any(texts.words(i), old, new)]
    explained = _explained(found, new, old)
    if not went and not came:
        outcome = unchanged(texts, scopes, f"{a} is not replaced with {b}")
        return (
            outcome if claim.exact or outcome.verdict is not Verdict.DIFFERS else _paraphrased(outcome, scopes, texts)
        )
    lack = [s for s, g, c in zip(scopes, gone, come, strict=True) if not (g.went and c.came)]
    if not went:
        why = "still stands" if left else f"does not stand in the current text of {places(scopes)}"
        detail = f"{b} is inserted, but {a} {why}"
    elif not came:
        detail = f"{a} is deleted from {places(scopes)}, but {b} is not inserted{_instead(texts, found, old)}"
        explained = tuple((i, partial(put_back_runs, wanted=partial(_goes, phrase=old))) for i in found)
    elif lack and len(scopes) > 1:
        detail = f"{a} is replaced with {b}, but not in {places(lack)}"
    elif claim.times is not None and came != claim.times:
        detail = f"The table says {times(claim.times)}; the text has it {times(came)}"
    elif left and claim.times is None:
        detail = f"{a} is replaced {times(went)} in {places(scopes)} and still stands {_left(texts, scopes, old, new)}"
    else:
        often = f" {times(came)}" if came > 1 or claim.times else ""
        detail = f"{a} is replaced with {b}{often} in {where(texts, scopes, found)}"
        return Outcome(Verdict.AS_DESCRIBED, sentence(detail), explained, partial=True)
    return Outcome(Verdict.DIFFERS, sentence(detail), explained, partial=True)


def _replaced(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what goes and what comes; of a paraphrase that does not stand so in the text, where its two sides differ.

    "10 days to 5 days" is borne out by "10 Working Days" that become "5 Working Days".
    """
    old, new = keys(claim.deleted), keys(claim.inserted)
    everything = {change for scope in scopes for change in scope.all}
    if claim.exact or texts.tally(everything, old).went:
        return old, new
    shared = _shared(old[::-1], new[::-1])
    core = old[: len(old) - shared], new[: len(new) - shared]
    lead = _shared(*core)
    core = core[0][lead:], core[1][lead:]
    return core if all(core) else (old, new)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the words with which both begin."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _explained(changes: Sequence[int], inserted: tuple[str, ...], deleted: tuple[str, ...]) -> Explained:
    back = partial(put_back, inserted=inserted, deleted=deleted)
    return tuple((change, back) for change in dict.fromkeys(changes))


def _any(sides: Remainder, old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    return bool(tally(sides, old, new).went or tally(sides, new, old).came)


def _not_inserted(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Say why a phrase was not found among what is inserted; perhaps nearly the same words were."""
    phrase = keys(claim.inserted)
    for change in (change for scope in scopes for change in texts.changed(scope.all)):
        for run in texts.runs(change):
            come = [token.key for token in run.come]
            if len(phrase) > 1 and difflib.SequenceMatcher(None, phrase, come, autojunk=False).ratio() >= _NEARLY:
                detail = f"The table has {quoted(claim.inserted)}, the text {quoted(printed(run.come))}"
                back: PutBack = partial(put_back_runs, wanted=partial(_same, wanted=run))
                return Outcome(Verdict.DIFFERS, sentence(detail), ((change, back),), partial=True)
    before = texts.tally((change for scope in scopes for change in scope.all), phrase).current
    why = "stood there before" if before else "is not inserted"
    outcome = unchanged(texts, scopes, f"{quoted(claim.inserted)} {why}")
    if before and outcome.verdict is Verdict.NO_CHANGE_FOUND:
        detail = f"{outcome.detail[:-1]}; {quoted(claim.inserted)} stands in the current text already"
        return replace(outcome, detail=sentence(detail))
    return replace(outcome, detail=f"{outcome.detail}{_elsewhere(phrase, scopes, texts)}")


def _elsewhere(phrase: tuple[str, ...], scopes: Sequence[Scope], texts: Texts) -> str:
    """Say in which other clauses the words come, if they are few and the words not everyday ones."""
    named = {change for scope in scopes for change in scope.all}
    others = texts.changed(i for i in range(len(texts.changes)) if i not in named) if len(phrase) > 1 else ()
    names = list(dict.fromkeys(texts.name(i) for i in others if tally(texts.words(i), phrase).came))
    return f" The words are inserted in {clauses(names)}." if 0 < len(names) <= _NAMED else ""


def _left(texts: Texts, scopes: Sequence[Scope], phrase: tuple[str, ...], apart: tuple[str, ...] = ()) -> str:
    """Say how often a phrase is left, and where if the row names more than one clause."""
    everything = sorted({change for scope in scopes for change in scope.all})
    left = {i: count for i in everything if (count := tally(texts.words(i), phrase, apart).proposed)}
    often = times(sum(left.values()))
    names = list(dict.fromkeys(map(texts.name, left)))
    return f"{often} in {clauses(names)}" if len(everything) > 1 and len(names) <= _NAMED else often


def _same(run: Run, wanted: Run) -> bool:
    """Whether a run has the same words as another."""
    return [t.key for t in run.gone] == [t.key for t in wanted.gone] and [t.key for t in run.come] == [
        t.key for t in wanted.come
    ]


def _goes(run: Run, phrase: tuple[str, ...]) -> bool:
    return bool(occurrences(phrase, run.gone))


def _instead(texts: Texts, changes: Sequence[int], old: tuple[str, ...]) -> str:
    """Say what came in the place of a phrase that went."""
    for change in changes:
        for run in texts.runs(change):
            if run.come and occurrences(old, run.gone):
                return f"; {quoted(printed(run.come))} is"
    return ""


def _paraphrased(outcome: Outcome, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """A row without quotation marks may tell of the change in words of its own."""
    changed = texts.changed(change for scope in scopes for change in scope.own)
    back: PutBack = partial(put_back_runs, wanted=bool)
    detail = f"{outcome.detail[:-1]} in these words: {told_all(texts.runs(changed[0]))}" if changed else outcome.detail
    return Outcome(Verdict.CANNOT_TELL, sentence(detail), tuple((change, back) for change in changed))


def _check_typed(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test a replacement in which only letter case, quotes or hyphens differ."""
    old, new = (tuple(t.key for t in as_typed(tokens(words))) for words in (claim.deleted, claim.inserted))
    everything = sorted({change for scope in scopes for change in scope.all})
    came = went = 0
    found = []
    for change in everything:
        sides = texts.words(change)
        typed = Remainder(as_typed(sides.current), as_typed(sides.proposed))
        here, gone = tally(typed, new).came, tally(typed, old).went
        came, went = came + here, went + gone
        found += [change] * bool(here or gone)
    a, b = quoted(claim.deleted), quoted(claim.inserted)
    if came and went:
        back = partial(put_typing_back, phrase=keys(claim.inserted))
        explained: Explained = tuple((i, back) for i in found)
        detail = sentence(f"{a} is replaced with {b} in {places(scopes)}")
        return Outcome(Verdict.AS_DESCRIBED, detail, explained, partial=True)
    return unchanged(texts, scopes, f"{a} is not replaced with {b}")
