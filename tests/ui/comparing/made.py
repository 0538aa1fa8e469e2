"""Comparisons and audits made by hand, from made-up wording."""

from __future__ import annotations

from respondent_app.model.comparison import Clause, ClauseChange, Comparison, Kind, UnsurePair
from respondent_app.model.word_diff import word_diff


def clause(position: int, text: str, number: str = "", *, heading: bool = False) -> Clause:
    return Clause(position, text, label=number, reference=number, is_heading=heading, level=1 if number else 0)


def change(kind: Kind, current: tuple[Clause, ...], proposed: tuple[Clause, ...]) -> ClauseChange:
    words = word_diff(current[0].text, proposed[0].text) if current and proposed and kind is Kind.EDITED else ()
    return ClauseChange(kind, current, proposed, words)


def small() -> Comparison:
    """One change of each common kind, and a deleted and an inserted clause that may be one."""
    changes = (
        change(Kind.UNCHANGED, (clause(0, "Scope", "3", heading=True),), (clause(0, "Scope", "3", heading=True),)),
        change(
            Kind.EDITED,
            (clause(1, "The Withdrawal list is kept.", "3.1"),),
            (clause(1, "The Decommissioning list is kept.", "3.1"),),
        ),
        change(Kind.INSERTED, (), (clause(2, "A wholly new duty.", "3.1A"),)),
        change(Kind.DELETED, (clause(2, "A report is due each March.", "3.2"),), ()),
        change(Kind.INSERTED, (), (clause(3, "A report falls due every spring.", "3.2"),)),
        change(Kind.RENUMBERED, (clause(3, "A notice is given.", "3.3"),), (clause(4, "A notice is given.", "3.4"),)),
        change(Kind.MOVED, (clause(9, "A form is used.", "4.9"),), (clause(5, "A form is used.", "3.5"),)),
        change(Kind.UNCHANGED, (clause(4, "An unnumbered line."),), (clause(6, "An unnumbered line."),)),
    )
    return Comparison("current.docx", "proposed.docx", changes, (UnsurePair(2, 3, 0.5),), ("Page 3 is a picture.",))


def long(clauses: int = 3000) -> Comparison:
    """A long text in which every tenth clause is edited."""
    changes = []
    for n in range(clauses):
        text = f"The Example Party shall keep record {n} for as long as is needed. " * (1 + n % 7)
        other = text.replace("as is needed", "the DCC asks", 1) if n % 10 == 0 else text
        kind = Kind.EDITED if n % 10 == 0 else Kind.UNCHANGED
        changes.append(change(kind, (clause(n, text, f"{n}.1"),), (clause(n, other, f"{n}.1"),)))
    return Comparison("current.docx", "proposed.docx", tuple(changes))
