"""LibreOffice opens every filled form, shows what was typed, and saves it so that it is read again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from respondent_app.documents.progress import unheard
from respondent_app.model.submission import Audience
from respondent_app.model.template import Content, Field, PublisherForm
from respondent_app.privacy.disclose import disclose
from respondent_app.templates import publisher_form
from respondent_app.templates.opened import as_form
from tests.made_templates.hand import Made
from tests.made_templates.libreoffice.__main__ import make
from tests.made_templates.libreoffice.forms import BEFORE_2007
from tests.made_templates.libreoffice.forms import FORMS as SAVED
from tests.made_templates.seen import seen
from tests.templates.test_made_forms import FORMS

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("libreoffice"),
]
DOCUMENTS = tuple(made for made in FORMS if made.ending == "docx")


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill all forms, and let LibreOffice save them again, in one run."""
    filled, folder = tmp_path_factory.mktemp("filled"), tmp_path_factory.mktemp("saved")
    for made in DOCUMENTS:
        form = form_of(made, made.blank())
        content = publisher_form.fill(form, disclose(made.response(), made.consultation, Audience.FULL)).content
        (filled / made.file_name).write_bytes(content)
    profile = f"-env:UserInstallation={(filled / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "docx", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, filled.glob("*.docx"))], check=True, capture_output=True, timeout=300)
    return folder


def form_of(made: Made, content: bytes, *, typed: bool = False) -> PublisherForm:
    name = made.file_name
    return PublisherForm(name, content, publisher_form.find(content, name, made.consultation, typed=typed))


def test_it_shows_and_saves_every_answer(resaved: Path) -> None:
    lost = {}
    for made in DOCUMENTS:
        content = (resaved / made.file_name).read_bytes()
        words = seen(content, "docx")
        typed = publisher_form.read_back(form_of(made, content, typed=True)).values
        for question, answer in made.response().answers.items():
            is_shown = "".join(answer.text.split()) in words
            back = typed.get(Content(Field.ANSWER, question), "")
            if not is_shown or back != answer.text:
                lost[made.name, question] = (is_shown, back)
    assert lost == {}


def test_a_form_of_before_2007_is_filled_as_a_word_document() -> None:
    content, name = as_form(BEFORE_2007.blank_file(), "form.doc", unheard)
    assert name == "form.docx"
    found = publisher_form.find(content, name, BEFORE_2007.consultation)
    assert {placing.content for placing in found.placings if placing.content} == BEFORE_2007.asked()


def test_the_forms_that_lie_here_can_be_made_again(tmp_path: Path) -> None:
    made = next(one for one in SAVED if one.name == "details_then_boxes")
    make((made,), tmp_path)
    assert seen((tmp_path / made.file_name).read_bytes(), "docx") == seen(made.blank(), "docx")
