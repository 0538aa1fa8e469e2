"""Reading a long tracked document: both views with both numberings, against its floor and against pandoc."""

from __future__ import annotations

import io
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypandoc
from lxml import etree

from bench.process import APP, run
from bench.table import Figure
from respondent_app.documents.word.document import read_word
from tests.made_documents.tracked import tracked_document

ROUNDS = 15
_LARGE = 1 << 20


def figures() -> Iterator[Figure]:
    """Measure."""
    made = tracked_document()
    yield _against_floor(made.data)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tracked.docx"
        file.write_bytes(made.data)
        yield _against_pandoc(file)


def _against_floor(data: bytes) -> Figure:
    rounds = [(_seconds(_parse, data), _seconds(_read, data)) for _ in range(ROUNDS + 1)][1:]
    floor, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(ours / floor for floor, ours in rounds)
    return Figure(
        "read a tracked document", ratio, 3.5, "x",
        f"both views, numbered, {ours * 1000:.0f} ms; unzip and parse alone {floor * 1000:.0f} ms",
    )  # fmt: skip


def _against_pandoc(file: Path) -> Figure:
    pandoc = [str(pypandoc.get_pandoc_path()), "--track-changes=accept", "--to=plain", str(file)]
    ours, peer = run([*APP, "read", str(file)]), run(pandoc)
    return Figure(
        "read, against pandoc", ours.seconds / peer.seconds, 1 / 8, "x",
        f"whole process {ours.seconds:.2f} s, {ours.megabytes:.0f} MB; pandoc {pypandoc.get_pandoc_version()} "
        f"{peer.seconds:.2f} s, {peer.megabytes:.0f} MB, without numbers",
    )  # fmt: skip


def _parse(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        etree.fromstring(archive.read("word/document.xml"))


def _read(data: bytes) -> None:
    read_word(data, "tracked.docx")


def _seconds(work: Callable[[bytes], None], data: bytes) -> float:
    """Time some work and the clearing up after it, which the C library else leaves to whoever asks for memory next."""
    begin = time.perf_counter()
    work(data)
    bytearray(_LARGE)
    return time.perf_counter() - begin
