from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.documents.comparing.anchors import anchors
from respondent_app.documents.comparing.order import best_chain, longest_increasing


def _rises(pairs: list[tuple[int, int]]) -> bool:
    return all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))


@given(st.permutations(range(9)))
def test_the_longest_rising_pairs_are_as_many_as_by_trying_all(right: list[int]) -> None:
    pairs = list(enumerate(right))
    best = [1] * len(pairs)
    for at, value in enumerate(right):
        best[at] = 1 + max((best[before] for before in range(at) if right[before] < value), default=0)
    found = longest_increasing(pairs)
    assert _rises(found)
    assert len(found) == max(best)


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9), max_size=9))
def test_the_best_chain_is_worth_as_much_as_by_trying_all(values: dict[tuple[int, int], int]) -> None:
    def most(rest: list[tuple[int, int]]) -> int:
        return max(
            (values[pair] + most([p for p in rest if p[0] > pair[0] and p[1] > pair[1]]) for pair in rest), default=0
        )

    found = best_chain((*pair, float(value)) for pair, value in values.items())
    assert _rises(found)
    assert sum(values[pair] for pair in found) == most(list(values))


@given(st.lists(st.integers(0, 4), max_size=30), st.lists(st.integers(0, 4), max_size=30))
def test_anchors_are_equal_rise_and_leave_no_equal_pair_between(current: list[int], proposed: list[int]) -> None:
    found = anchors(current, proposed)
    assert _rises(found)
    assert all(current[left] == proposed[right] for left, right in found)
    ends = [(-1, -1), *found, (len(current), len(proposed))]
    for (i1, j1), (i2, j2) in pairwise(ends):
        assert set(current[i1 + 1 : i2]).isdisjoint(proposed[j1 + 1 : j2])


@given(st.lists(st.integers(0, 4), max_size=30))
def test_a_sequence_is_anchored_to_itself_whole(same: list[int]) -> None:
    assert anchors(same, same) == [(at, at) for at in range(len(same))]


def test_a_repeated_clause_is_told_from_its_twins_by_what_surrounds_it() -> None:
    # 0 is "Not used."; one of three was taken away, the one behind 2
    assert anchors([1, 0, 2, 0, 3, 0, 4], [1, 0, 2, 3, 0, 4]) == [(0, 0), (1, 1), (2, 2), (4, 3), (5, 4), (6, 5)]
