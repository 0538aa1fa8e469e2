"""Hold a publisher's table of changes against what really changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from respondent_app.documents.auditing.apart import Apart
from respondent_app.documents.auditing.claims import Claim, Sort, claims
from respondent_app.documents.auditing.comments import Speaker
from respondent_app.documents.auditing.disclosure import Left, finding, left
from respondent_app.documents.auditing.general import (
    check_general,
    check_moved,
    check_reference,
    check_renumbered,
    check_typography,
)
from respondent_app.documents.auditing.outline import Scope, without_number
from respondent_app.documents.auditing.phrases import keys, occurrences, tokens
from respondent_app.documents.auditing.references import sought
from respondent_app.documents.auditing.rejoined import rejoined
from respondent_app.documents.auditing.remainder import PutBack, put_all_back
from respondent_app.documents.auditing.texts import Texts
from respondent_app.documents.auditing.verdicts import Explained, Outcome, check_deleted, check_inserted, check_replaced
from respondent_app.documents.auditing.whole_clauses import check_gone, check_new, check_reads
from respondent_app.documents.auditing.wording import sentence, told_all
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.audit import Audit, RowResult, Verdict, Weightiness
from respondent_app.model.comparison import Comparison, Kind
from respondent_app.model.consultation import ChangeKind, ChangeRow, Consultation

_CHECKS = {
    Sort.NEW: check_new,
    Sort.GONE: check_gone,
    Sort.READS: check_reads,
    Sort.INSERTED: check_inserted,
    Sort.DELETED: check_deleted,
    Sort.REPLACED: check_replaced,
    Sort.REFERENCE: check_reference,
    Sort.TYPOGRAPHY: check_typography,
    Sort.RENUMBERED: check_renumbered,
    Sort.MOVED: check_moved,
}
_BY_WEIGHT = (Verdict.AS_DESCRIBED, Verdict.CANNOT_TELL, Verdict.NO_CHANGE_FOUND, Verdict.DIFFERS)
_HEADING_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Tested:
    """A row with its result so far."""

    row: ChangeRow
    verdict: Verdict
    detail: str
    scopes: tuple[Scope, ...] = ()
    explained: Explained = ()
    partial: bool = False
    extra: tuple[int, ...] = field(default=())


def audit(consultation: Consultation, comparison: Comparison, progress: Progress = unheard) -> Audit:
    """Test every row of the consultation's change table, and find the changes that no row tells of.

    The rows come in the order of the table, the changes in that of the text. The same input gives the same result.
    """
    texts = Texts(rejoined(comparison, consultation.changes))
    readings = []
    for row in consultation.changes:
        progress(f"Checking row {row.number} of the change table")
        readings.append(_readings(row, texts))
    progress("Looking for changes that the table does not list")
    tested = _with_named_headings(_settled(readings, texts), texts)
    apart = Apart(texts)
    return _result(tested, _rests(tested, texts, apart), apart, Speaker.to(consultation))


def _readings(row: ChangeRow, texts: Texts) -> tuple[_Tested, ...]:
    """Test a row with its numbers read as proposed ones, then as current ones; once where that is the same."""
    places = sought(row.reference, row.clauses)
    if not places:
        detail = f"The reference “{row.reference}” names no clause that could be looked up"
        return (_Tested(row, Verdict.CANNOT_TELL, sentence(detail)),)
    said = claims(row)
    proposed, current = (tuple(texts.scope(place, proposed=side) for place in places) for side in (True, False))
    if proposed == current or any(claim.sort is Sort.NEW for claim in said):
        return (_read(row, said, proposed, texts),)
    found = _read(row, said, proposed, texts), _read(row, said, current, texts)
    if all(claim.sort is Sort.GONE for claim in said):
        return (min(reversed(found), key=_misfit(texts)),)  # what is deleted has a current number
    return found


def _settled(readings: Sequence[tuple[_Tested, ...]], texts: Texts) -> list[_Tested]:
    """Choose for each row the reading of its numbers that fits; where both do, as the rest of the table has it."""
    misfit = _misfit(texts)
    fits = [tuple(misfit(one) for one in found) for found in readings]
    votes = sum((fit[0] < fit[1]) - (fit[1] < fit[0]) for fit in fits if len(fit) > 1)
    last = -1 if votes < 0 else 1
    return [min(found[::last], key=misfit) for found in readings]


def _misfit(texts: Texts) -> Callable[[_Tested], tuple[int, int]]:
    """Return how badly a row fits the text when its numbers are read in one way.

    Better than a reading that holds is only one that holds and leaves fewer words unexplained.
    """

    def misfit(one: _Tested) -> tuple[int, int]:
        if one.verdict is Verdict.AS_DESCRIBED:
            return 0, sum(_unexplained(texts, one, index) for index in {index for index, _ in one.explained})
        return (1 if one.partial else 2), 0

    return misfit


def _unexplained(texts: Texts, one: _Tested, index: int) -> int:
    remainder = texts.words(index)
    for other, back in one.explained:
        remainder = back(remainder) if other == index else remainder
    return sum(len(run.gone) + len(run.come) for run in remainder.runs)


def _read(row: ChangeRow, said: Sequence[Claim], scopes: tuple[Scope, ...], texts: Texts) -> _Tested:
    outcomes = [_checked(claim, scopes, texts, row) for claim in said]
    verdicts = {outcome.verdict for outcome in outcomes}
    verdict = next(iter(verdicts)) if len(verdicts) == 1 else _joint(verdicts)
    told = [o.detail for o in outcomes if o.verdict is verdict or verdict is Verdict.DIFFERS]
    detail = " ".join(dict.fromkeys(told or [outcome.detail for outcome in outcomes]))
    explained = tuple(entry for outcome in outcomes for entry in outcome.explained)
    return _Tested(row, verdict, detail, scopes, explained, any(outcome.partial for outcome in outcomes))


def _checked(claim: Claim, scopes: tuple[Scope, ...], texts: Texts, row: ChangeRow) -> Outcome:
    if claim.sort is Sort.GENERAL:
        if row.kind is ChangeKind.DELETION and not claim.named and _is_whole(scopes, texts):
            return check_gone(claim, scopes, texts)
        return check_general(claim, scopes, texts, row)
    return _CHECKS[claim.sort](claim, scopes, texts)


def _is_whole(scopes: Sequence[Scope], texts: Texts) -> bool:
    """Whether a clause that a row of deletions names goes as a whole."""
    return any(texts.changes[index].kind is Kind.DELETED for scope in scopes for index in scope.own)


def _joint(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict on a row of several claims of which some hold and some do not."""
    found = set(verdicts)
    if Verdict.DIFFERS in found or {Verdict.AS_DESCRIBED, Verdict.NO_CHANGE_FOUND} <= found:
        return Verdict.DIFFERS
    return max(found, key=_BY_WEIGHT.index)


def _with_named_headings(tested: Sequence[_Tested], texts: Texts) -> list[_Tested]:
    """Let a row that names a new heading tell of it: "the later new sub-heading 'Post Migration Configuration'"."""
    taken = {index for one in tested for index, _ in one.explained}
    result = list(tested)
    for index, change in enumerate(texts.changes):
        if change.kind is not Kind.INSERTED or index in taken:
            continue
        words = keys(without_number(change.proposed[0].text))
        if not 1 < len(words) <= _HEADING_WORDS:
            continue
        number = next((n for n, one in enumerate(result) if occurrences(words, tokens(one.row.description))), None)
        if number is not None:
            one = result[number]
            result[number] = replace(one, explained=(*one.explained, (index, put_all_back)), extra=(*one.extra, index))
    return result


def _rests(tested: Sequence[_Tested], texts: Texts, apart: Apart) -> dict[int, Left]:
    """Return for each change what no row explains of it."""
    backs: defaultdict[int, list[PutBack]] = defaultdict(list)
    for one in tested:
        for index, back in one.explained:
            backs[index].append(back)
    rests = {}
    for index, change in enumerate(texts.changes):
        if change.kind is Kind.UNCHANGED:
            continue
        remainder = texts.words(index)
        for back in backs[index]:
            remainder = back(remainder)
        rests[index] = left(index, remainder, texts, apart)
    return rests


def _result(tested: Sequence[_Tested], rests: dict[int, Left], apart: Apart, speaker: Speaker) -> Audit:
    told = {index for one in tested for index, _ in one.explained}
    texts = apart.texts
    findings = [
        found
        for index, rest in rests.items()
        if (found := finding(index, rest, texts, apart, speaker, told=index in told)) is not None
    ]
    words = tuple(found for found in findings if found.weightiness is Weightiness.WORDS)
    aside = tuple(found for found in findings if found.weightiness is not Weightiness.WORDS)
    open_changes = {found.change: rests[found.change] for found in words}
    rows = tuple(_row(one, open_changes, texts, speaker) for one in tested)
    return Audit(rows, words, aside)


def _row(one: _Tested, undisclosed: dict[int, Left], texts: Texts, speaker: Speaker) -> RowResult:
    explained = tuple(sorted({index for index, _ in one.explained}))
    own = {index for scope in one.scopes for index in scope.own}
    also = _also([i for i in explained if i in undisclosed and (i in own or len(explained) == 1)], undisclosed, texts)
    detail = f"{one.detail} {also}".strip()
    changes = explained or tuple(sorted(i for i in own if texts.changes[i].kind is not Kind.UNCHANGED))
    clause = next((texts.reference(i) for i in changes if texts.changes[i].place), "")
    comment = speaker.on_row(one.row, one.verdict, detail, also)
    return RowResult(one.row.number, one.row.reference, one.verdict, detail, changes, clause, comment)


def _also(changes: Sequence[int], undisclosed: dict[int, Left], texts: Texts) -> str:
    """Say what else changes in the clauses of a row."""
    said = [
        sentence(f"{texts.name(index)} also changes: {told_all(undisclosed[index].words)}; the table does not say so")
        for index in changes
        if undisclosed[index].words
    ]
    return " ".join(said)
