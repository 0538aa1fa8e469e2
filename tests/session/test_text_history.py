from __future__ import annotations

from respondent_app.session.text_history import Snapshot, TextHistory


def shot(text: str) -> Snapshot:
    return Snapshot(text, (), len(text))


def typed(history: TextHistory, *texts: str, start: float = 0.0, gap: float = 0.1) -> None:
    for step, text in enumerate(texts):
        history.record(shot(text), start + step * gap, typing=True)


def test_typing_without_a_pause_is_one_step() -> None:
    history = TextHistory(shot(""))
    typed(history, "a", "ab", "abc")
    assert history.undo() == shot("")
    assert history.undo() is None
    assert history.redo() == shot("abc")


def test_a_pause_starts_a_new_step() -> None:
    history = TextHistory(shot(""))
    typed(history, "a", "ab")
    typed(history, "abc", start=5.0)
    assert history.undo() == shot("ab")
    assert history.undo() == shot("")


def test_deleting_after_typing_is_a_step_of_its_own() -> None:
    history = TextHistory(shot(""))
    typed(history, "a", "ab", "a")
    assert history.undo() == shot("ab")


def test_a_paste_is_a_step_of_its_own() -> None:
    history = TextHistory(shot(""))
    typed(history, "a", "a whole pasted sentence")
    assert history.undo() == shot("a")


def test_typing_after_undo_forgets_what_was_undone() -> None:
    history = TextHistory(shot(""))
    typed(history, "a")
    history.undo()
    typed(history, "b", start=9.0)
    assert history.redo() is None
