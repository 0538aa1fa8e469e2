"""From the files to the findings: a made-up redline and a pair of clean texts for the real table of changes."""

from __future__ import annotations

import pytest

from respondent_app.documents.auditing.audit import audit
from respondent_app.documents.comparing.compare import compare, compare_views
from respondent_app.documents.word.document import read_word
from respondent_app.model.audit import Audit, Verdict, Weightiness
from respondent_app.packs import library
from tests.documents.auditing.made_up_texts import PACK
from tests.made_documents.publisher_files import publisher_files


@pytest.fixture(params=["redline", "two texts"])
def found(request: pytest.FixtureRequest) -> Audit:
    files = publisher_files()
    if request.param == "redline":
        comparison = compare_views(read_word(files.redline, "redline.docx"))
    else:
        comparison = compare(read_word(files.current, "V1.3.docx"), read_word(files.clean, "V1.4.docx"))
    return audit(library.load(PACK), comparison)


def test_every_row_but_one_is_as_described(found: Audit) -> None:
    assert [row.number for row in found.rows if row.verdict is not Verdict.AS_DESCRIBED] == [3]
    assert found.rows[2].detail == "The table says twice; the text has it once."


def test_the_one_change_that_is_not_in_the_table(found: Audit) -> None:
    (change,) = found.undisclosed
    assert (change.reference, change.detail) == ("6.4", "“10 Working Days” becomes “5 Working Days”.")


def test_what_is_set_apart(found: Audit) -> None:
    apart = {change.reference: change.weightiness for change in found.aside}
    assert apart["6.2"] is Weightiness.TYPOGRAPHY
    assert apart["7.15"] is apart["8.2"] is apart["14.4"] is Weightiness.RENUMBERING


def test_formatting_shows_where_the_file_tracks_it() -> None:
    found = audit(library.load(PACK), compare_views(read_word(publisher_files().redline, "redline.docx")))
    assert ("13.2", Weightiness.FORMATTING) in {(change.reference, change.weightiness) for change in found.aside}


def test_the_files_are_the_same_every_time() -> None:
    assert publisher_files() == publisher_files()


def test_progress_is_heard_and_may_stop_the_work() -> None:
    class Stopped(Exception):  # noqa: N818 - no error
        pass

    def stop(step: str) -> None:
        if step.startswith("Checking row 3"):
            raise Stopped

    comparison = compare_views(read_word(publisher_files().redline, "redline.docx"))
    with pytest.raises(Stopped):
        audit(library.load(PACK), comparison, stop)
