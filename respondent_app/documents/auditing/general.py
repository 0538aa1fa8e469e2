"""What can be tested of a row that quotes little or nothing: that the text changes there, and in that manner."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from functools import partial

from respondent_app.documents.auditing.claims import Claim
from respondent_app.documents.auditing.outline import Scope
from respondent_app.documents.auditing.phrases import Run, keys, occurrences
from respondent_app.documents.auditing.references import Sort as PlaceSort
from respondent_app.documents.auditing.remainder import (
    PutBack,
    Remainder,
    put_all_back,
    put_back_runs,
    put_nothing_back,
    put_typing_back,
    touches,
)
from respondent_app.documents.auditing.texts import Texts
from respondent_app.documents.auditing.verdicts import Explained, Outcome, place, places, unchanged, where
from respondent_app.documents.auditing.wording import listed, quoted, sentence, told_all
from respondent_app.model.audit import Verdict
from respondent_app.model.comparison import Kind
from respondent_app.model.consultation import ChangeKind, ChangeRow

_SPELT_ALIKE = 0.7
_SPELT_WORDS = 2
_MOVES = {Kind.MOVED, Kind.MOVED_EDITED}
_LEAST_LETTERS = 4
# Words of change tables, not of the clauses they tell of.
_OF_TABLES = frozenset({
    "about", "added", "addition", "additional", "adding", "adds", "agreed", "align", "aligned", "aligning",
    "alignment", "also", "amend", "amended", "amendment", "amendments", "appendix", "applicable", "apply",
    "applies", "call", "calling", "change", "changed", "changes", "clarification", "clarified", "clarifies",
    "clarify", "clarifying", "clarity", "clause", "clauses", "cohort", "confirm", "consequential", "correct",
    "corrected", "correction", "deletes", "deletion", "detail", "details", "drafting", "ensure", "following",
    "from", "general", "have", "include", "included", "includes", "including", "inclusion", "insert", "inserted",
    "insertion", "into", "introduce", "introduced", "introduces", "later", "made", "make", "minor", "modification",
    "move", "moved", "only", "other", "paragraph", "provide", "provides", "reference", "references", "reflect",
    "reflects", "removal", "remove", "removed", "replace", "replaced", "requirement", "requirements", "revised",
    "section", "sections", "sentence", "shall", "stating", "such", "table", "text", "that", "their", "there",
    "these", "this", "those", "update", "updated", "updates", "various", "where", "which", "will", "with", "word",
    "wording", "words",
})  # fmt: skip
_SMALL = frozenset({"a", "an", "the", "of", "to", "in", "is", "be", "for", "by", "with", "that", "s"})
_WEIGHTY = frozenset(
    {"not", "no", "nor", "now", "may", "must", "shall", "should", "any", "within", "without", "and", "or"}
)


def check_general(claim: Claim, scopes: Sequence[Scope], texts: Texts, row: ChangeRow) -> Outcome:
    """Test a row that says in its own words what changes: by the words it quotes, else by words of the same subject."""
    changed = texts.changed(change for scope in scopes for change in scope.all)
    if not changed:
        return unchanged(texts, scopes, "")
    if claim.named:
        outcome = _by_names(claim, scopes, texts, changed)
        if outcome is not None:
            return outcome
    return _by_subject(claim, scopes, texts, row)


def check_reference(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that a reference to another clause changes."""
    named = [keys(name) for name in claim.named]

    def is_reference(run: Run) -> bool:
        words = (*run.gone, *run.come)
        return any(t.is_reference or t.key.isdigit() for t in words) or any(occurrences(n, words) for n in named)

    return _by_runs(scopes, texts, is_reference, ("a reference is changed", "the change is not of a reference"))


def check_typography(_claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that only the way of writing changes: punctuation, letter case, the spelling of a word."""
    set_otherwise = [i for scope in scopes for i in scope.all if _is_set_otherwise(texts, i)]
    outcome = _by_runs(scopes, texts, _is_spelling, ("the spelling is corrected", "that is more than typography"))
    if set_otherwise and outcome.verdict is not Verdict.AS_DESCRIBED:
        explained = tuple((i, put_typing_back) for i in set_otherwise)
        detail = sentence(f"{places(scopes)} {_changes(scopes)} in typography or formatting")
        return Outcome(Verdict.AS_DESCRIBED, detail, explained, partial=True)
    return outcome


def check_renumbered(_claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that a clause has another number than before."""
    found = [i for scope in scopes for i in scope.all if _has_other_number(texts, i)]
    if not found:
        return _nothing_but(scopes, texts, "no clause of it has another number")
    explained = tuple((i, put_nothing_back) for i in found)
    own = [i for scope in scopes for i in scope.own if i in found]
    numbers = [
        f"{texts.changes[i].current[0].reference} is now {texts.changes[i].proposed[0].reference}"
        for i in (own or found)[:3]
    ]
    return Outcome(Verdict.AS_DESCRIBED, sentence(f"Clause {listed(numbers)}"), explained, partial=True)


def check_moved(_claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that a clause stands elsewhere than before."""
    found = [i for scope in scopes for i in scope.all if texts.changes[i].kind in _MOVES or _has_other_number(texts, i)]
    if not found:
        return _nothing_but(scopes, texts, "it stands where it stood")
    explained = tuple((i, put_nothing_back) for i in found)
    return Outcome(Verdict.AS_DESCRIBED, sentence(f"{places(scopes)} is moved"), explained, partial=True)


def _by_names(claim: Claim, scopes: Sequence[Scope], texts: Texts, changed: Sequence[int]) -> Outcome | None:
    """Find the words that a row quotes among those that come; None if none is there."""
    phrases = [phrase for name in claim.named for phrase in _forms(name)]
    explained: list[tuple[int, PutBack]] = []
    for change in changed:
        sides = texts.words(change)
        test = touches(sides, phrases)
        if any(test(run) for run in sides.runs):
            inserted = texts.changes[change].kind is Kind.INSERTED
            explained.append((change, put_all_back if inserted else partial(put_back_naming, phrases=tuple(phrases))))
    if not explained:
        return None
    found = [change for change, _ in explained]
    children = [(i, put_all_back) for i in _children(texts, found) if i not in found]
    lack = [scope for scope in scopes if not set(scope.all).intersection(found)]
    said = listed([quoted(name) for name in claim.named])
    if lack:
        have = places([scope for scope in scopes if scope not in lack])
        detail = sentence(f"{said} is inserted in {have}, not in {places(lack)}")
        return Outcome(Verdict.DIFFERS, detail, (*explained, *children), partial=True)
    detail = f"words that name {said} are inserted in {where(texts, scopes, found)}"
    return Outcome(Verdict.AS_DESCRIBED, sentence(detail), (*explained, *children), partial=True)


def put_back_naming(sides: Remainder, phrases: Sequence[Sequence[str]]) -> Remainder:
    """Take back the runs of words to which the phrases belong."""
    return put_back_runs(sides, touches(sides, phrases))


def _forms(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways in which a quoted name may come: 'GroupID = CB', or CB alone beside another value."""
    value = name.rsplit("=", maxsplit=1)[-1]
    return tuple(dict.fromkeys(form for form in (keys(name), keys(value)) if form))


def _children(texts: Texts, found: Sequence[int]) -> list[int]:
    """Return the inserted clauses that stand below inserted ones: they came with them."""
    heads = [
        (p.part, p.key) for p in texts.proposed.places
        if p.change in found and p.key and texts.changes[p.change].kind is Kind.INSERTED
    ]  # fmt: skip
    return [
        p.change for p in texts.proposed.places
        if texts.changes[p.change].kind is Kind.INSERTED
        and any(p.part == part and len(p.key) > len(key) and p.key[: len(key)] == key for part, key in heads)
    ]  # fmt: skip


def _by_subject(claim: Claim, scopes: Sequence[Scope], texts: Texts, row: ChangeRow) -> Outcome:
    """A row without quotations: its change is there if the words that change are of the row's subject."""
    changed = texts.changed(i for scope in scopes for i in scope.all)
    runs = [run for i in changed for run in texts.runs(i)]
    explained: Explained = tuple((i, put_all_back) for i in changed)
    on_subject = _subject(row.description) & {token.key for run in runs for token in (*run.gone, *run.come)}
    changes, what = f"{places(scopes)} {_changes(scopes)}", told_all(runs)
    if claim.named:
        detail = sentence(f"{changes}, but {listed([quoted(name) for name in claim.named])} is not inserted: {what}")
        known = on_subject and not _is_wide(scopes)
        return Outcome(Verdict.CANNOT_TELL, detail, explained) if known else Outcome(Verdict.DIFFERS, detail)
    if _is_wide(scopes):
        count = f"{len(changed)} {'clause' if len(changed) == 1 else 'clauses'}"
        detail = f"words change in {count} of {places(scopes)}; the table does not say which words"
        return Outcome(Verdict.CANNOT_TELL, sentence(detail), explained)
    if not _manner(claim.kind, runs):
        how = "inserted" if claim.kind is ChangeKind.INSERTION else "deleted"
        return Outcome(Verdict.DIFFERS, sentence(f"{changes}, but no words are {how}: {what}"), explained)
    if on_subject:
        detail = f"{changes} as to the subject that the table names: {what}"
        return Outcome(Verdict.AS_DESCRIBED, sentence(detail), explained, partial=True)
    detail = f"{changes}, but the table does not say in which words: {what}"
    return Outcome(Verdict.CANNOT_TELL, sentence(detail), explained)


def _is_wide(scopes: Sequence[Scope]) -> bool:
    """Whether a row speaks of a whole section, an appendix or all of the text."""
    return any(
        scope.sought.sort is PlaceSort.EVERYWHERE
        or (scope.sought.sort is PlaceSort.CLAUSE and (len(scope.sought.key) <= 1 or not scope.own))
        for scope in scopes
    )


def _subject(description: str) -> set[str]:
    """Return the words and numbers of a description that may come back in the text."""
    words = {key for key in keys(description) if len(key) >= _LEAST_LETTERS or key.isdigit()}
    return words - _OF_TABLES


def _manner(kind: ChangeKind, runs: Sequence[Run]) -> bool:
    if kind is ChangeKind.INSERTION:
        return any(run.come for run in runs)
    if kind is ChangeKind.DELETION:
        return any(run.gone for run in runs)
    return True


def _by_runs(scopes: Sequence[Scope], texts: Texts, wanted: Callable[[Run], bool], said: tuple[str, str]) -> Outcome:
    """Look for runs of one kind; `said` is what to say where there are some, and where there are only others."""
    changed = texts.changed(i for scope in scopes for i in scope.all)
    found = [i for i in changed if any(wanted(run) for run in texts.runs(i))]
    if found:
        explained = tuple((i, partial(put_back_only, wanted=wanted)) for i in found)
        runs = [run for i in found for run in texts.runs(i) if wanted(run)]
        detail = f"{said[0]} in {places(scopes)}: {told_all(runs)}"
        return Outcome(Verdict.AS_DESCRIBED, sentence(detail), explained, partial=True)
    if not changed:
        return unchanged(texts, scopes, "")
    runs = [run for i in changed for run in texts.runs(i)]
    return Outcome(Verdict.DIFFERS, sentence(f"{places(scopes)} {_changes(scopes)}: {told_all(runs)}; {said[1]}"))


def put_back_only(sides: Remainder, wanted: Callable[[Run], bool]) -> Remainder:
    """Take back the runs that are wanted and no others."""
    proposed = sides.proposed
    for run in reversed(sides.runs):
        if wanted(run):
            proposed = (*proposed[: run.at], *run.gone, *proposed[run.at + len(run.come) :])
    return Remainder(sides.current, proposed)


def _is_spelling(run: Run) -> bool:
    """Whether a run only spells: a word becomes one like it, a small word is missing or doubled."""
    gone, come = [t.key for t in run.gone], [t.key for t in run.come]
    words = {*gone, *come}
    if _WEIGHTY.intersection(gone or come) or any(any(letter.isdigit() for letter in word) for word in words):
        return False
    if not gone or not come:
        return len(gone) + len(come) == 1 and words <= _SMALL
    alike = difflib.SequenceMatcher(None, "".join(gone), "".join(come), autojunk=False).ratio()
    return alike >= _SPELT_ALIKE and max(len(gone), len(come)) <= _SPELT_WORDS


def _is_set_otherwise(texts: Texts, change: int) -> bool:
    one = texts.changes[change]
    was, now = ([clause.text for clause in side] for side in (one.current, one.proposed))
    return one.kind is Kind.FORMATTED or (bool(was and now) and was != now and not texts.runs(change))


def _has_other_number(texts: Texts, change: int) -> bool:
    one = texts.changes[change]
    was, now = ([clause.reference for clause in side] for side in (one.current, one.proposed))
    return bool(was and now) and was != now and bool(was[0]) and bool(now[0])


def _nothing_but(scopes: Sequence[Scope], texts: Texts, why: str) -> Outcome:
    outcome = unchanged(texts, scopes, why)
    if outcome.verdict is Verdict.NO_CHANGE_FOUND:
        return Outcome(Verdict.NO_CHANGE_FOUND, sentence(f"{place(scopes[0])}: {why}"))
    return outcome


def _changes(scopes: Sequence[Scope]) -> str:
    return "changes" if len(scopes) == 1 else "change"
