from __future__ import annotations

from respondent_app.session.typing_run import TypingRun


def steps(*changes: tuple[int, float]) -> list[bool]:
    """Whether each change, after so many seconds, goes on with the one before."""
    run, moment, found = TypingRun(), 100.0, []
    for change, pause in changes:
        moment += pause
        found.append(run.goes_on(change, moment))
    return found


def test_typing_without_a_pause_is_one_step() -> None:
    assert steps((1, 0), (1, 0.1), (1, 0.9)) == [False, True, True]


def test_a_pause_starts_a_new_step() -> None:
    assert steps((1, 0), (1, 1.5), (1, 0.1)) == [False, False, True]


def test_deleting_after_typing_is_a_step_of_its_own() -> None:
    assert steps((1, 0), (-1, 0.1), (-1, 0.1)) == [False, False, True]


def test_a_paste_is_a_step_of_its_own() -> None:
    assert steps((1, 0), (40, 0.1), (1, 0.1)) == [False, False, True]


def test_a_change_of_no_length_is_a_step_of_its_own() -> None:
    assert steps((1, 0), (0, 0.1)) == [False, False]


def test_what_follows_an_end_is_a_step_of_its_own() -> None:
    run = TypingRun()
    run.goes_on(1, 1.0)
    run.end()
    assert not run.goes_on(1, 1.1)
