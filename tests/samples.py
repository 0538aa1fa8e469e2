"""Made-up values that several tests share. Nothing here is a publisher's wording."""

from __future__ import annotations

from datetime import date, datetime

from respondent_app.model.consultation import (
    Attachment,
    AttachmentKind,
    ChangeKind,
    ChangeRow,
    Consultation,
    Deadline,
    Milestone,
    Point,
    Question,
    StancePart,
)
from respondent_app.model.place import Part
from respondent_app.model.response import (
    Answer,
    Category,
    ClauseComment,
    CommentType,
    Mark,
    Reason,
    ReasonCategory,
    Respondent,
    Response,
    Scope,
    Stance,
)

PASSAGE = "a migration rate of 12,500 installations a week"
"""The confidential words of `response()`: a passage of the answer to Q1."""

HIDDEN_ANSWER = "We would miss the date if the certificate order slips to November."
"""The confidential answer of `response()`: the whole of Q3."""


def consultation() -> Consultation:
    """A small consultation in the shape of the bundled one: Q1 general, Q2 by clause, Q3 with a stance."""
    return Consultation(
        id="sample-consultation",
        title="Consultation on sample changes (made-up sample)",
        short_title="Sample changes",
        file_name_part="SAMPLE_V2",
        subject="Response to the sample consultation",
        current_version="V1",
        proposed_version="V2",
        publisher="Sample Publisher",
        publisher_short="SP",
        classification="Public",
        issued=date(2019, 8, 9),
        deadline=Deadline(datetime(2019, 9, 6, 16, 0), "Europe/London"),  # noqa: DTZ001  the clock on the wall
        respond_to="responses@publisher.example.org",
        enquiries="enquiries@publisher.example.org",
        website="www.publisher.example.org",
        confidentiality_terms="Say clearly what is confidential, and why.",
        milestones=(Milestone("closes", "Closes", date(2019, 9, 6)),),
        change_table_title="Sample table of changes",
        changes=(ChangeRow(1, "Clause 4.2", ("4.2",), ChangeKind.INSERTION, "New text “where notified”.", "Clearer."),),
        attachments=(Attachment(1, "Sample direction", AttachmentKind.DIRECTION, inline=True),),
        questions=(
            Question("Q1", "General comments", "Do you have any general comments?"),
            Question(
                "Q2",
                "Detailed comments",
                "Do you have any detailed comments? Please provide a rationale.",
                rationale_asked=True,
                comments_by_clause=True,
            ),
            Question(
                "Q3",
                "Date and direction",
                "Do you agree with the date and the direction?",
                stance=(
                    StancePart("date", "the date"),
                    StancePart("fallback", "the month after it"),
                    StancePart("direction", "the draft direction"),
                ),
            ),
        ),
        points=(Point("weekday", "The weekday", "Monday 4th", "Please confirm the day.", "Q3"),),
        terms=("SMSO",),
        text="# Sample\n\nThe direction is in Annex [XX]. The new text is “where notified”.\n",
    )


def reason(explanation: str = "It shows our plan to competitors.") -> Reason:
    """A complete reason that gives nothing away."""
    return Reason(
        category=ReasonCategory.COMMERCIAL,
        public_explanation="Commercially sensitive planning data",
        explanation=explanation,
        harm="Suppliers of field services could price against us.",
        until="31 March 2020",
    )


def response() -> Response:
    """A complete response to `consultation()`: a passage of Q1 and the whole of Q3 are confidential."""
    text = f"We support the changes. Our plan assumes {PASSAGE}, as agreed. Please publish the schema early."
    start = text.index(PASSAGE)
    return Response(
        consultation="sample-consultation",
        respondent=Respondent(
            organisation="Example Energy (made-up sample)",
            category=Category.SMALL_SUPPLIER,
            name="Robin Sample",
            role="Regulation analyst",
            email="robin.sample@example.org",
            telephone="020 7946 0123",
            address="1 Example Street, London",
        ),
        answers={
            "Q1": Answer(text),
            "Q2": Answer(
                "Our comments by clause follow.",
                "The drafting leaves room for more than one reading.",
                comments=(
                    ClauseComment(
                        "c1",
                        "4.2",
                        CommentType.POLICY,
                        "The notice has no set form.",
                        "Where and to the extent notified in writing.",
                        "Suppliers plan by it.",
                    ),
                ),
            ),
            "Q3": Answer(
                HIDDEN_ANSWER,
                stance={"date": Stance.AGREE, "fallback": Stance.DISAGREE, "direction": Stance.AGREE},
            ),
        },
        marks=(
            Mark("m1", Scope.PASSAGE, reason(), "Q1", part=Part.ANSWER, start=start, end=start + len(PASSAGE)),
            Mark("m2", Scope.QUESTION, reason("It shows a risk that our contractor does not know."), "Q3"),
        ),
    )
