"""Whether the text bears out what a row claims about whole clauses: new, deleted, reworded."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from functools import partial

from respondent_app.documents.auditing.claims import Claim
from respondent_app.documents.auditing.outline import Scope
from respondent_app.documents.auditing.phrases import keys
from respondent_app.documents.auditing.references import Sort as PlaceSort
from respondent_app.documents.auditing.remainder import PutBack, put_all_back, put_back_span
from respondent_app.documents.auditing.texts import Texts
from respondent_app.documents.auditing.verdicts import Explained, Outcome, place, places, unchanged
from respondent_app.documents.auditing.wording import listed, quoted, sentence
from respondent_app.model.audit import Verdict
from respondent_app.model.comparison import Kind

_SIGNS = dict.fromkeys(map(ord, "\"'“”‘’„‟‚‛″′«»`\N{SOFT HYPHEN}"), "") | dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_END = re.compile(r"[\s.;:,]*(?:\b(?:and|or)\b)?[\s.;:,]*$")
_PIECE = re.compile(r"\w+|[^\w\s]")
_EMPTIED = re.compile(
    r"^\W*(?:not used|no longer used|intentionally (?:left )?blank|reserved|deleted|omitted|spare)\W*$", re.IGNORECASE
)


def check_new(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that each clause is new, and that it reads as quoted where the row gives the wording."""
    outcomes = [_new(claim, scope, texts) for scope in scopes]
    if len(outcomes) == 1:
        return outcomes[0]
    explained = tuple(entry for outcome in outcomes for entry in outcome.explained)
    wrong = [outcome for outcome in outcomes if outcome.verdict is not Verdict.AS_DESCRIBED]
    if not wrong:
        return Outcome(Verdict.AS_DESCRIBED, sentence(f"{places(scopes)} are new"), explained, partial=True)
    verdict = wrong[0].verdict if len(wrong) == len(outcomes) else Verdict.DIFFERS
    return Outcome(
        verdict, " ".join(outcome.detail for outcome in wrong), explained, partial=len(wrong) < len(outcomes)
    )


def check_gone(_claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that each clause is deleted."""
    explained: list[tuple[int, PutBack]] = []
    standing, missing = [], []
    for scope in scopes:
        heads = _heads(texts, scope, proposed=False)
        gone = [i for i in heads if _is_gone(texts, i)]
        explained += [(i, put_all_back) for i in (*gone, *(j for j in scope.below if _is_gone(texts, j)))]
        if not heads:
            missing.append(scope)
        elif len(gone) < len(heads):
            standing.append(scope)
    if missing and len(missing) == len(scopes):
        return Outcome(Verdict.CANNOT_TELL, sentence(f"{places(missing)} stands in neither text"))
    if standing:
        return _still_there(texts, standing, tuple(explained))
    return Outcome(
        Verdict.AS_DESCRIBED, sentence(f"{places(scopes)} {_is(scopes)} deleted"), tuple(explained), partial=True
    )


def check_reads(claim: Claim, scopes: Sequence[Scope], texts: Texts) -> Outcome:
    """Test that a clause now reads as the row quotes it."""
    phrase = keys(claim.quoted)
    for scope in scopes:
        for change in texts.changed(scope.all):
            text = " ".join(clause.text for clause in texts.changes[change].proposed)
            if _plain(text) == _plain(claim.quoted):
                return _reads(scope, ((change, put_all_back),))
            if not claim.whole and _plain(claim.quoted) in _plain(text):
                return _reads(scope, ((change, partial(put_back_span, phrase=phrase)),))
    changed = [change for scope in scopes for change in texts.changed(scope.own or scope.all)]
    if not changed:
        return unchanged(texts, scopes, "")
    nearest = max(changed, key=lambda i: _likeness(texts, i, phrase))
    text = " ".join(clause.text for clause in texts.changes[nearest].proposed)
    return Outcome(Verdict.DIFFERS, first_difference(claim.quoted, text), ((nearest, put_all_back),), partial=True)


def first_difference(quoted_text: str, text: str) -> str:
    """Say where a quotation first leaves the text, with a few words before."""
    said, stands = _pieces(quoted_text), _pieces(text)
    steps = difflib.SequenceMatcher(None, said, stands, autojunk=False).get_opcodes()
    i1, i2, j1, j2 = next(((i1, i2, j1, j2) for tag, i1, i2, j1, j2 in steps if tag != "equal"), (0, 0, 0, 0))
    before, after = _spaced(said[max(0, i1 - 3) : i2 + (i1 == i2)]), _spaced(stands[max(0, j1 - 3) : j2 + (j1 == j2)])
    if i1 == len(said):
        return sentence(f"The text goes on after the words of the table: {quoted(_spaced(stands[j1 : j1 + 12]))}")
    return sentence(f"The table has {quoted(before)}, the text {quoted(after)}")


def _new(claim: Claim, scope: Scope, texts: Texts) -> Outcome:
    heads = _heads(texts, scope, proposed=True)
    added = [i for i in heads if texts.changes[i].kind is Kind.INSERTED]
    if not added:
        return _elsewhere(claim, scope, texts) or (
            _not_new(scope, heads[0], texts) if heads else _not_there(scope, texts)
        )
    own = tuple((i, put_all_back) for i in added)
    children = tuple((i, put_all_back) for i in scope.below if texts.changes[i].kind is Kind.INSERTED)
    if not claim.quoted:
        detail = f"{sentence(f'{place(scope)} is new')}{_perhaps_not(added, texts)}"
        return Outcome(Verdict.AS_DESCRIBED, detail, (*own, *children), partial=True)
    text = _text(texts, added)
    everything = _text(texts, sorted({*added, *(i for i, _ in children)}))
    if _plain(everything) == _plain(claim.quoted):
        return _as_quoted(scope, (*own, *children))
    if _plain(text) == _plain(claim.quoted) or (not claim.whole and _plain(claim.quoted) in _plain(everything)):
        return _as_quoted(scope, own if claim.whole else (*own, *children))
    nearest = max((text, everything), key=lambda each: _ratio(keys(claim.quoted), keys(each)))
    detail = f"{place(scope)} is new, but not as the table words it. {first_difference(claim.quoted, nearest)}"
    return Outcome(Verdict.DIFFERS, detail, (*own, *children), partial=True)


def _perhaps_not(added: Sequence[int], texts: Texts) -> str:
    """Say of which clause a new one may be a rewriting, where the comparison could not settle it."""
    positions = {clause.position for i in added for clause in texts.changes[i].proposed}
    pair = next((pair for pair in texts.comparison.unsure if pair.proposed in positions), None)
    was = texts.current.at(pair.current) if pair else None
    if was is None:
        return ""
    return f" It may be {texts.name(was.change)} of the current text, rewritten: please look at both."


def _elsewhere(claim: Claim, scope: Scope, texts: Texts) -> Outcome | None:
    """Find a new clause by its quoted wording under another number."""
    for index, change in enumerate(texts.changes if claim.quoted else ()):
        if change.kind is Kind.INSERTED and _plain(_text(texts, [index])) == _plain(claim.quoted):
            detail = f"The words quoted stand as {texts.name(index)}, not as {place(scope)}"
            return Outcome(Verdict.DIFFERS, sentence(detail), ((index, put_all_back),), partial=True)
    return None


def _not_there(scope: Scope, texts: Texts) -> Outcome:
    """Say that a new clause is not there."""
    if scope.own:
        detail = f"{place(scope)} stands in the current text, and not in the proposed one"
        return Outcome(Verdict.DIFFERS, sentence(detail))
    if _has_neighbours(scope, texts):
        return Outcome(Verdict.NO_CHANGE_FOUND, sentence(f"the proposed text has no {place(scope)}"))
    return Outcome(
        Verdict.CANNOT_TELL, sentence(f"{place(scope)} stands in neither text, nor do the clauses around it")
    )


def _has_neighbours(scope: Scope, texts: Texts) -> bool:
    """Whether the text holds the section in which a clause should stand: if not, it may be an extract."""
    parent = scope.sought.key[:-1]
    return any(p.part == scope.sought.part and p.key[: len(parent)] == parent and p.key for p in texts.proposed.places)


def _not_new(scope: Scope, head: int, texts: Texts) -> Outcome:
    change = texts.changes[head]
    was = next((clause.reference for clause in change.current if clause.reference), "")
    now = next((clause.reference for clause in change.proposed if clause.reference), "")
    if change.kind in {Kind.UNCHANGED, Kind.FORMATTED} and was == now:
        detail = f"{place(scope)} is not new: the current text has the same clause"
        return Outcome(Verdict.NO_CHANGE_FOUND, sentence(detail))
    what = "with other words" if texts.runs(head) else "with the same words"
    where = f" as Clause {was}" if was and was != now else ""
    return Outcome(Verdict.DIFFERS, sentence(f"{place(scope)} is not new: the current text has it{where}, {what}"))


def _still_there(texts: Texts, standing: Sequence[Scope], explained: Explained) -> Outcome:
    heads = [i for scope in standing for i in _heads(texts, scope, proposed=False)]
    moved = [texts.name(i) for i in heads if texts.changes[i].kind in {Kind.RENUMBERED, Kind.MOVED, Kind.MOVED_EDITED}]
    if moved:
        detail = f"{places(standing)} {_is(standing)} not deleted: the proposed text has it as {listed(moved)}"
        return Outcome(Verdict.DIFFERS, sentence(detail), explained)
    if texts.changed(heads) or explained:
        detail = f"{places(standing)} still {'stands' if len(standing) == 1 else 'stand'} in the proposed text"
        return Outcome(Verdict.DIFFERS, sentence(detail), explained, partial=bool(explained))
    return Outcome(Verdict.NO_CHANGE_FOUND, sentence(f"{places(standing)} still stands, unchanged"), explained)


def _heads(texts: Texts, scope: Scope, *, proposed: bool) -> list[int]:
    """Return the changes that hold the very clause on one side: not its children, not another of its number."""
    if scope.sought.sort is not PlaceSort.CLAUSE:
        return [i for i in scope.own if (texts.changes[i].proposed if proposed else texts.changes[i].current)]
    side = texts.proposed if proposed else texts.current
    candidates = scope.own if scope.sought.key else scope.below
    found = {p.change for p in side.places if p.key == scope.sought.key and p.part == scope.sought.part}
    numbered = [i for i in candidates if i in found]
    return numbered or [i for i in candidates if not scope.sought.part and _on_side(texts, i, scope, proposed=proposed)]


def _on_side(texts: Texts, change: int, scope: Scope, *, proposed: bool) -> bool:
    """Whether a clause without its appendix's name in the table stands on this side."""
    side = texts.proposed if proposed else texts.current
    return any(p.change == change and p.key == scope.sought.key for p in side.places)


def _is_gone(texts: Texts, change: int) -> bool:
    one = texts.changes[change]
    return one.kind is Kind.DELETED or bool(one.current and one.proposed and _EMPTIED.match(one.proposed[0].text))


def _reads(scope: Scope, explained: Explained) -> Outcome:
    return Outcome(
        Verdict.AS_DESCRIBED, sentence(f"{place(scope)} reads as the table quotes it"), explained, partial=True
    )


def _as_quoted(scope: Scope, explained: Explained) -> Outcome:
    detail = sentence(f"{place(scope)} is new and reads as the table quotes it")
    return Outcome(Verdict.AS_DESCRIBED, detail, explained, partial=True)


def _is(scopes: Sequence[Scope]) -> str:
    return "is" if len(scopes) == 1 else "are"


def _text(texts: Texts, changes: Sequence[int]) -> str:
    return " ".join(clause.text for i in changes for clause in texts.changes[i].proposed)


def _likeness(texts: Texts, change: int, phrase: tuple[str, ...]) -> float:
    return _ratio(phrase, tuple(token.key for token in texts.words(change).proposed))


def _ratio(one: Sequence[str], other: Sequence[str]) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _plain(text: str) -> str:
    """Return a text without quotes, spaces, and what ends an item of a list; one kind of dash. Letter case counts."""
    return "".join(_without_quotes(text).split())


def _pieces(text: str) -> list[str]:
    return _PIECE.findall(_without_quotes(text))


def _without_quotes(text: str) -> str:
    return _END.sub("", unicodedata.normalize("NFKC", text).translate(_SIGNS))


def _spaced(pieces: Sequence[str]) -> str:
    return re.sub(r" (?=[,.;:)\]%])|(?<=[(\[]) ", "", " ".join(pieces))
