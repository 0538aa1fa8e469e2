"""Lines to paragraphs: where one ends and the next begins, also over pages and columns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from respondent_app.documents.pdf import numbers
from respondent_app.documents.pdf.lines import Line
from respondent_app.documents.pdf.numbers import Label
from respondent_app.documents.pdf.palette import COMES, GOES, STAYS
from respondent_app.model.document import Cell

_SPACE = 0.22  # em: the narrowest space between words
_SAME_EDGE = 2.0  # points
_WIDER = 1.3  # times the usual distance of lines: more is the space between paragraphs
_OTHER_SIZE = 0.08
_FIRST_PIECE = re.compile(r"[^\s\-–—/]+[-–—/]?|\S")
_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|_{4,})\s*\S{1,6}$")
_LEADER_REACH = 120  # letters: dots and a page number at the end of a line
_ENDS = (".", ";", ":", "?", "!", ".”", '."', "; and", "; or")


@dataclass(slots=True)
class Passage:
    """The lines of one paragraph, with its numbers as printed in either view; `level` counts from 1, 0 without number.

    `inner` is where its second line begins. `current_number` and `proposed_number`, if not empty, say better than the
    print what its numbers are.
    """

    lines: list[Line]
    cell: Cell | None = None
    current: Label | None = None
    proposed: Label | None = None
    level: int = 0
    style: str = ""
    value: int = 0
    inner: float | None = None
    is_contents: bool = False
    current_number: str = ""
    proposed_number: str = ""

    @property
    def label(self) -> Label | None:
        """The number it has in the proposed text, else in the current."""
        return self.proposed or self.current


@dataclass(slots=True)
class Setting:
    """How a document is set: its usual line distance in em, and the right edge of the text by page and column."""

    leading: float
    edges: dict[tuple[int, int], float]
    edge: float

    def right_edge(self, line: Line) -> float:
        """Where the lines around this one end at the latest."""
        return self.edges.get((line.page, line.column), self.edge)


def setting(lines: Sequence[Line]) -> Setting:
    """Measure how most lines of a document are set."""
    edges: dict[tuple[int, int], float] = defaultdict(float)
    counts: Counter[tuple[int, int]] = Counter()
    gaps: Counter[float] = Counter()
    for before, line in zip([None, *lines], lines, strict=False):
        place = (line.page, line.column)
        edges[place] = max(edges[place], line.right)
        counts[place] += 1
        if before and (before.page, before.column) == place:
            gaps[round((before.base - line.base) / line.em * 20) / 20] += 1
    usual = Counter(round(edge) for place, edge in edges.items() if counts[place] >= _MANY_LINES)
    edge = usual.most_common(1)[0][0] if usual else max(edges.values(), default=0.0)
    columns = {place: value for place, value in edges.items() if counts[place] >= _MANY_LINES or place[1]}
    close = [gap for gap in gaps.elements() if 0.9 <= gap <= 2.6]  # noqa: PLR2004 (em: single to double spacing)
    return Setting(Counter(close).most_common(1)[0][0] if close else 1.2, columns, float(edge))


_MANY_LINES = 8


@dataclass(slots=True)
class Gathering:
    """Gathers lines into passages, in reading order. In the cells of a table numbers are text: `counts` is off."""

    setting: Setting
    counts: bool = True
    passages: list[Passage] = field(default_factory=list)
    sequence: numbers.Sequence = field(default_factory=numbers.Sequence)
    _edges: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, line: Line) -> None:
        """Put the next line of the body where it belongs."""
        if _LEADERS.search(line.text[-_LEADER_REACH:]):
            self.passages.append(Passage([line], is_contents=True))
            return
        passage = self._open()
        starts = passage is None or self._breaks(passage, line)
        label, other = self._label(passage, line, starts=starts) if self.counts else (None, None)
        mark = None if label or other else numbers.bullet(line.text)
        if passage is None or starts or label or other or mark:
            self._begin(line, label, other, mark)
        else:
            self._go_on(passage, line)

    def _open(self) -> Passage | None:
        last = self.passages[-1] if self.passages else None
        return None if last is None or last.cell or last.is_contents else last

    def _begin(self, line: Line, proposed: Label | None, current: Label | None, mark: Label | None) -> None:
        label = proposed or current
        passage = Passage([line], current=current or mark, proposed=proposed or mark)
        if label:
            passage.level = self.sequence.take(label.counted)
            passage.style, passage.value = self.sequence.style, self.sequence.value
            self._edges[numbers.form(label.text)].append(line.left)
        if label or mark:
            length = (label or mark or Label("", 0)).length
            passage.inner = line.lefts[length] if length < len(line.lefts) else None
        self.passages.append(passage)

    @staticmethod
    def _go_on(passage: Passage, line: Line) -> None:
        passage.lines.append(line)
        if len(passage.lines) == 2:  # noqa: PLR2004 (the second line shows where the rest begin)
            passage.inner = line.left

    def _label(self, passage: Passage | None, line: Line, *, starts: bool) -> tuple[Label | None, Label | None]:
        """Return the numbers the line begins with in the proposed and in the current text."""
        proposed = self._first_of(line, _view(line, COMES), passage, starts=starts)
        if not line.marks.strip():
            return proposed, proposed
        return proposed, self._first_of(line, _view(line, GOES), passage, starts=starts)

    def _first_of(self, line: Line, text: str, passage: Passage | None, *, starts: bool) -> Label | None:
        options = list(numbers.candidates(text))
        for option in options:
            if self.sequence.follows(option.counted) and (starts or self._stands_out(passage, line, option)):
                return option
        if not starts:
            return None
        return next((option for option in options if self._is_plain_sight(option, line)), None)

    def _stands_out(self, passage: Passage | None, line: Line, label: Label) -> bool:
        """Whether a line inside a paragraph begins where numbers do, and not where its text goes on."""
        known = self._edges.get(numbers.form(label.text), [])[-_RECENT:]
        if passage and any(abs(line.left - edge) <= _SAME_EDGE for edge in known):
            inside = passage.inner is not None and abs(line.left - passage.inner) <= _SAME_EDGE
            return not inside or passage.lines[-1].text.endswith(_ENDS) or _stands_off(line, label)
        return passage is not None and passage.inner is not None and line.left < passage.inner - _SAME_EDGE

    def _is_plain_sight(self, label: Label, line: Line) -> bool:
        """Whether a number that does not follow the last one is a clause number all the same."""
        form = numbers.form(label.text)
        if not self.sequence.begun and line.text[label.length : label.length + 1].isupper():
            return True
        if "." in form.strip(".") or form.startswith("("):
            return True
        known = self._edges.get(form, [])[-_RECENT:]
        return label.length > len(label.text) and any(abs(line.left - edge) <= _SAME_EDGE for edge in known)

    def _breaks(self, passage: Passage, line: Line) -> bool:
        """Whether a line cannot belong to the paragraph before it."""
        last = passage.lines[-1]
        if abs(last.em - line.em) > _OTHER_SIZE * last.em:
            return True
        moved_on = (last.page, last.column) != (line.page, line.column)
        if not moved_on and (last.base - line.base) / line.em > self.setting.leading * _WIDER:
            return True
        if self._would_fit(passage, last, line):
            return True
        return self._is_indented(passage, line, moved_on=moved_on)

    def _would_fit(self, passage: Passage, last: Line, line: Line) -> bool:
        """Whether the first word would have fitted on the line before: then that line was ended on purpose."""
        piece = _FIRST_PIECE.match(line.text)
        end = piece.end() - 1 if piece else 0
        width = line.rights[end] - line.left
        fits = last.right + _space(last) + width <= self.setting.right_edge(last) - 0.3
        return fits and not _is_set_narrow(passage, line)

    @staticmethod
    def _is_indented(passage: Passage, line: Line, *, moved_on: bool) -> bool:
        """Whether a line begins elsewhere than the lines of the paragraph before it."""
        if moved_on and passage.lines[-1].column != line.column:
            return False
        if len(passage.lines) == 1 and passage.inner is None:
            last = passage.lines[0]
            centred = abs((last.left + last.right) - (line.left + line.right)) <= 2 * _SAME_EDGE
            return line.left > last.left + _SAME_EDGE and not centred and last.text.rstrip().endswith(_ENDS)
        if passage.inner is None or abs(line.left - passage.inner) <= _SAME_EDGE:
            return False
        first = passage.lines[0]
        if len(passage.lines) == 1:  # the text behind a number hangs where it likes
            return False
        return abs((first.left + first.right) - (line.left + line.right)) > 2 * _SAME_EDGE


_RECENT = 40


def _space(line: Line, start: int = 0) -> float:
    """The usual width of the spaces in a line, from a position on."""
    places = [place for place in range(start + 1, len(line.text) - 1) if line.text[place] == " "][:_FEW_SPACES]
    widths = sorted(line.lefts[place + 1] - line.rights[place - 1] for place in places)
    return max(_SPACE * line.em, widths[len(widths) // 2] if widths else 0.0)


_FEW_SPACES = 7


def _stands_off(line: Line, label: Label) -> bool:
    """Whether a number stands further from its text than words do from each other, or touches it."""
    place, after = len(label.text), label.length
    if after == place or after >= len(line.text):
        return after == place
    return line.lefts[after] - line.rights[place - 1] > _OFF * _space(line, after)


_OFF = 1.4


def _is_set_narrow(passage: Passage, line: Line) -> bool:
    """Whether a paragraph is justified to an edge of its own, such as a quotation."""
    rights = [before.right for before in passage.lines[-2:]] + [line.right]
    return len(rights) > 2 and abs(rights[0] - rights[1]) <= 0.5 and rights[2] <= rights[1] + 0.5  # noqa: PLR2004


def _view(line: Line, shown: str) -> str:
    """Return the text of a line as it stands in one view: the proposed with what comes, the current with what goes."""
    return view(line.text, line.marks, shown) if line.marks.strip() else line.text


def view(text: str, marks: str, shown: str) -> str:
    """Return what one view says of a marked text."""
    return "".join(letter for letter, did in zip(text, marks, strict=True) if did in (STAYS, shown))


def joined(lines: Iterable[Line], keeps_hyphen: Callable[[str, str], bool]) -> tuple[str, str]:
    """Return the text and the marks of lines that follow each other."""
    text, marks = "", ""
    for line in lines:
        if not text:
            text, marks = line.text, line.marks
            continue
        hyphen = text[-1] in "-\xad" and len(text) > 1 and text[-2].isalpha() and line.text[:1].isalpha()
        if hyphen and not keeps_hyphen(text, line.text):
            text, marks = text[:-1] + line.text, marks[:-1] + line.marks
        elif hyphen or (text[-1] in "-–—/" and not text[-2:-1].isspace()):
            text, marks = text + line.text, marks + line.marks
        else:
            between = marks[-1] if marks[-1:] == line.marks[:1] else STAYS
            text, marks = f"{text} {line.text}", marks + between + line.marks
    return text, marks
