from __future__ import annotations

from respondent_app.documents.comparing.settle import settle
from respondent_app.model.comparison import Clause, ClauseChange, Comparison, Kind, UnsurePair
from respondent_app.model.word_diff import Did, Words


def _clause(position: int, text: str) -> Clause:
    return Clause(position, text)


def _same(current: int, proposed: int) -> ClauseChange:
    return ClauseChange(Kind.UNCHANGED, (_clause(current, "same"),), (_clause(proposed, "same"),))


_GONE = ClauseChange(
    Kind.DELETED, (_clause(1, "the Panel meets"),), (), (Words(Did.GO, "the Panel meets"),), authors=("A",)
)
_CAME = ClauseChange(Kind.INSERTED, (), (_clause(1, "the Board meets"),), (), authors=("B",))
_OTHER = ClauseChange(Kind.INSERTED, (), (_clause(2, "the Board sits"),), ())
_PAIR, _RIVAL = UnsurePair(1, 1, 0.5), UnsurePair(1, 2, 0.4)


def _comparison(*changes: ClauseChange) -> Comparison:
    return Comparison("a", "b", changes, (_PAIR, _RIVAL))


def test_one_clause_rewritten_becomes_one_change_where_it_is_proposed() -> None:
    settled = settle(_comparison(_same(0, 0), _GONE, _CAME, _OTHER), _PAIR, same=True)
    assert [change.kind for change in settled.changes] == [Kind.UNCHANGED, Kind.EDITED, Kind.INSERTED]
    edited = settled.changes[1]
    assert (edited.current, edited.proposed, edited.authors) == (_GONE.current, _CAME.proposed, ("A", "B"))
    assert [words.text for words in edited.words] == ["the ", "Panel", "Board", " meets"]


def test_other_doubts_about_either_clause_are_done_with() -> None:
    assert settle(_comparison(_GONE, _CAME, _OTHER), _PAIR, same=True).unsure == ()


def test_two_clauses_stay_deleted_and_inserted() -> None:
    comparison = _comparison(_GONE, _CAME, _OTHER)
    settled = settle(comparison, _PAIR, same=False)
    assert settled.changes == comparison.changes
    assert settled.unsure == (_RIVAL,)


def test_with_clauses_between_that_stayed_it_moved() -> None:
    before = settle(_comparison(_GONE, _same(0, 0), _CAME, _OTHER), _PAIR, same=True)
    behind = settle(_comparison(_CAME, _OTHER, _same(0, 0), _GONE), _PAIR, same=True)
    assert [change.kind for change in before.changes] == [Kind.UNCHANGED, Kind.MOVED_EDITED, Kind.INSERTED]
    assert [change.kind for change in behind.changes] == [Kind.MOVED_EDITED, Kind.INSERTED, Kind.UNCHANGED]
