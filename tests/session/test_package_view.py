from __future__ import annotations

import pytest

from respondent_app.session.package_view import FileMade, Reader, described


@pytest.mark.parametrize(
    ("name", "reader", "word"),
    [
        ("A_T_Response_PUBLIC_v1_0.docx", Reader.PUBLIC, "published"),
        ("A_T_Response_CONFIDENTIAL_v1_0.docx", Reader.PUBLISHER, "whole response"),
        ("A_T_Response_FULL_v1_0.docx", Reader.PUBLISHER, "contact details"),
        ("A_T_Comments_PUBLIC_v1_0.xlsx", Reader.PUBLIC, "comments"),
        ("A_T_Comments_FULL_v1_0.xlsx", Reader.PUBLISHER, "comments"),
        ("A_T_Response_v1_0.eml", Reader.PUBLISHER, "e-mail"),
        ("manifest.json", Reader.YOU, "checksum"),
        ("unknown.bin", Reader.PUBLISHER, "further file"),
    ],
)
def test_the_name_of_a_file_says_what_it_is_for_and_who_may_read_it(name: str, reader: Reader, word: str) -> None:
    file = described(name, 10)
    assert file.reader is reader
    assert word in file.purpose


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 bytes"), (999, "999 bytes"), (38_211, "38 kB"), (2_340_000, "2.3 MB")]
)
def test_sizes_are_said_as_people_say_them(size: int, text: str) -> None:
    assert FileMade("a", size, "", Reader.YOU).size_text == text
