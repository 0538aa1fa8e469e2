"""What the words of a form ask for: labels, questions, columns and boxes, in the wordings that publishers use."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.response import Category, Stance
from respondent_app.model.template import Field
from respondent_app.model.text import fold

_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()  # noqa: SIM905
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()  # noqa: SIM905
# A publisher's name may stand before a label (“TMAD Q1”); “in Q3” and “Q3 2031” are a quarter of a year.
_BEFORE = r"^(?:(?!(?:as|at|by|during|for|from|in|of|on|our|per|see|since|the|this|to|until) )[\w()&/.]{2,12} )?"
_NO_QUARTER = r"\b(?! (?:19|20)\d\d\b)"
_QUESTION_LABEL = re.compile(
    rf"{_BEFORE}(?:question|qn|q)\.? ?(?P<number>\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})(?P<sub>[a-z]?){_NO_QUARTER}"
)
_COUNTED = re.compile(r"^\(?(?P<count>\d{1,2}|[a-h]|[ivx]{1,4})[.)](?= )")
_LABELS: tuple[tuple[Field, str], ...] = (
    (Field.CONFIDENTIAL_REASON, (r"(?:reasons?|why|explain|explanation|grounds)\b.*\bconfidential"
                                r"|\bconfidential\w*\b.*\b(?:reasons?|why|explain|explanation|grounds)\b")),
    (Field.CONFIDENTIAL, r"\bconfidential|\bin confidence\b|\b(?:publish|publication|anonymous)\b"),
    (Field.EMAIL, r"\be-?mail\b"),
    (Field.TELEPHONE, r"\b(?:tele)?phone\b|\btel\b\.?|\bmobile\b|\bcontact (?:telephone )?number\b"),
    (Field.CATEGORY, (r"\b(?:party|respondent|stakeholder|organisation|organization|participant|sector)"
                     r" (?:category|type|class)|\b(?:category|type) of (?:\w+ )?(?:party|respondent|organisation)"
                     r"|\bsec party\b|\brole in the (?:market|industry)\b|\bbest describes\b|\bcapacity\b.*\brespond")),
    (Field.ROLE, r"^(?:your |contact )?(?:job )?(?:title|role|position)\b|\bjob title\b|\bposition in\b|\brole in\b"),
    (Field.ADDRESS, r"\baddress\b|\bpostcode\b"),
    (Field.ORGANISATION, (r"\borgani[sz]ation\b|\bcompany\b|\bbusiness name\b|\bparty name\b|\bname of party\b"
                         r"|\bon behalf of\b|^(?:sec )?party$")),
    (Field.NAME, (r"^(?:your |full |contact |respondent'?s? )*(?:full )?name\b|\bcontact (?:person|name)\b"
                 r"|\bname of (?:the )?(?:respondent|person|contact)\b|\bcompleted by\b|\bsubmitted by\b"
                 r"|^respondent$|^(?:main |primary )?contact$|^name\b")),
)  # fmt: skip
_DETAILS = tuple((field, re.compile(pattern)) for field, pattern in _LABELS)
LONGEST_LABEL = 90
_PART_LABELS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.RATIONALE, re.compile(
        r"\brationale\b|\breason(?:s|ing)?\b|\bjustification\b|\bevidence\b|\bexplain\b|\bexplanation\b|\bwhy\b"
        r"|\bsupporting\b"
    )),
    (Field.STANCE, re.compile(
        r"^(?:your )?(?:position|view|stance)\b|\bdo you agree\b|\bagree or disagree\b|\bagree ?/ ?disagree\b"
        r"|\byes ?/ ?no\b|\bsupport\b.*\?|^(?:do you )?agree\??$"
    )),
    (Field.ANSWER, re.compile(
        r"\b(?:response|answer|reply|comments?|views?|feedback|observations?)\b|\benter text\b"
        r"|\bplease (?:provide|set out)\b"
    )),
)  # fmt: skip
_COLUMNS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.COMMENT_CONFIDENTIAL, re.compile(r"\bconfidential")),
    (Field.COMMENT_PROPOSED, re.compile(
        r"\b(?:proposed|suggested|alternative|amended|preferred|revised)\b|\bdrafting\b|\bproposal\b"
    )),
    (Field.COMMENT_RATIONALE, re.compile(r"\brationale\b|\breasons?\b|\bjustification\b|\bwhy\b")),
    (Field.COMMENT_QUESTION, re.compile(r"\bquestion\b|^q\.?(?: no\.?)?$")),
    (Field.COMMENT_TYPE, re.compile(r"\b(?:type|category|nature) of comment\b|\bcomment type\b|^(?:type|category)\b")),
    (Field.COMMENT_NUMBER, re.compile(
        r"^(?:no|nr|number|#|item|row|ref|comment no|comment number)\.?$|^comment (?:no|number|ref)\b|^id$|^line$"
    )),
    (Field.COMMENT_CLAUSE, re.compile(
        r"\bclauses?\b|\bsections?\b|\bparagraphs?\b|\breference\b|\bref\b|\bprovision\b|\bpart of\b|\bchapter\b"
    )),
    (Field.COMMENT_TEXT, re.compile(r"\bcomments?\b|\bissue\b|\bresponse\b|\bobservations?\b|\bfeedback\b|\bviews?\b")),
)  # fmt: skip
_HINT = re.compile(
    r"""(?:please\ )?(?:click|tap)(?:\ or\ (?:click|tap))?(?:\ here)?\b.*
      | (?:please\ )?(?:enter|insert|type(?!\ of\b)|provide|add|write|state|choose|select)\b.{0,60}
        \b(?:here|text|response|answer|comments?|item|date|name|below|option|rationale|reasons?)\b.{0,30}
      | [\[<(](?:please\ |your\ )?(?:insert|enter|type|add|response|answer|text|comments?|name|date|tbc|rationale
        |organisation|your|box\ expands|expand).*[\])>]
      | (?:choose\ an\ item|select|please\ select|pick\ one|text|response\ here|answer\ here)\.?
      | your\ (?:answer|response)
      | n/?a | [_.…\ \-–—☐□]+ | x{2,}""",
    re.VERBOSE,
)
_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}")
_STANCES: Mapping[str, Stance] = {
    **dict.fromkeys(
        ("agree", "yes", "support", "supportive", "i agree", "we agree", "agreed", "in favour", "strongly agree"),
        Stance.AGREE,
    ),
    **dict.fromkeys(
        ("disagree", "no", "oppose", "object", "do not agree", "we disagree", "not agree", "do not support",
         "not support", "against", "strongly disagree"),
        Stance.DISAGREE,
    ),
    **dict.fromkeys(
        ("no view", "no comment", "neutral", "not sure", "don't know", "no opinion", "neither",
         "neither agree nor disagree", "n/a", "not applicable", "undecided", "no preference", "noted", "abstain"),
        Stance.NO_VIEW,
    ),
}  # fmt: skip
_CATEGORIES: tuple[tuple[Category, re.Pattern[str]], ...] = (
    (Category.NOT_A_SEC_PARTY, re.compile(r"\b(?:not|non)[ -](?:a )?(?:sec|party)\b|\bnon-party\b")),
    (Category.OTHER_SEC_PARTY, re.compile(r"\bother (?:sec )?part(?:y|ies)\b")),
    (Category.LARGE_SUPPLIER, re.compile(r"\blarge\b.*\bsupplier")),
    (Category.SMALL_SUPPLIER, re.compile(r"\bsmall(?:er)?\b.*\bsupplier")),
    (Category.NETWORK_PARTY, re.compile(r"\bnetwork\b|\bdistribut(?:or|ion)\b|\btransporter\b")),
    (Category.DCC, re.compile(r"^(?:the )?(?:dcc|data (?:and )?communications company)\b")),
)  # fmt: skip
_BARE = frozenset({
    "response", "your response", "answer", "your answer", "rationale", "comments", "comment", "reasons",
    "your comments", "name", "your name", "full name", "contact name", "organisation", "your organisation",
    "organisation name", "company", "company name", "email", "e-mail", "email address", "e-mail address", "telephone",
    "telephone number", "phone", "address", "postal address", "role", "your role", "job title", "category",
    "party category",
})  # fmt: skip
_ALIKE = 0.6
_SAME = 0.4  # of the runs of three words of a question
_LONGER = 1.6
_FEWEST_WORDS = 5


def plain(text: str) -> str:
    """Return words as labels are compared: folded, without signs at their ends."""
    return fold(text).strip(" :*.\t-")


def is_hint(text: str) -> bool:
    """Whether `text` is an invitation to type, or nothing at all, and no answer."""
    words = plain(text)
    if is_head(text) and text.rstrip().endswith(":"):
        return False
    return not words or (len(words) <= LONGEST_LABEL and _HINT.fullmatch(words) is not None)


def says_nothing(text: str) -> bool:
    """Whether nothing was typed: `text` is empty or a hint. “N/A” is an answer, if a short one."""
    return is_hint(text) and plain(text) not in {"n/a", "na"}


def is_head(text: str) -> bool:
    """Whether words that could be a hint to type over are also what stands above a column: “Your response”."""
    return plain(text) in {"your answer", "your response"}


def blank_in(text: str) -> tuple[int, int] | None:
    """Where a line to write on stands in `text`, if there is one."""
    found = _BLANK.search(text)
    return found.span() if found else None


def question_of(text: str, consultation: Consultation) -> str:
    """Return the id of the question that `text` asks or names; empty if it names none.

    The question's own words tell more than its number: a form may count otherwise than the consultation.
    """
    words = fold(text)
    if not words:
        return ""
    named = _by_number(words, consultation.questions)
    asked = _by_words(words, consultation)
    return asked or named


def counted_question(text: str, consultation: Consultation) -> str:
    """Return the id of the question that a bare “1.”, “a.” or “(ii)” stands for; empty if it cannot be one."""
    found = _COUNTED.match(f"{fold(text)} ")
    if not found:
        return ""
    count = found["count"]
    if count.isdigit():
        number = int(count)
    elif count in _ROMAN:
        number = _ROMAN.index(count) + 1
    else:
        number = "abcdefgh".find(count) + 1
    return consultation.questions[number - 1].id if 0 < number <= len(consultation.questions) else ""


def _by_number(words: str, questions: Sequence[Question]) -> str:
    for question in questions:
        if re.match(rf"{_BEFORE}{re.escape(fold(question.id))}{_NO_QUARTER}", words):
            return question.id
    found = _QUESTION_LABEL.match(words)
    if not found:
        return ""
    number = found["number"]
    index = int(number) if number.isdigit() else _NUMBER_WORDS.index(number) + 1
    return questions[index - 1].id if 0 < index <= len(questions) else ""


def _by_words(words: str, consultation: Consultation) -> str:
    """Return the question whose wording stands in the text, or which it puts in much the same words."""
    best, likeness = "", 0.0
    said, runs = _words(words), _runs(words)
    for question in consultation.questions:
        asked, asked_runs = _question_words(question.text)
        same = len(runs & asked_runs) / max(len(asked_runs), 1)
        if same < _SAME and len(said) <= _LONGER * len(asked) and len(asked) >= _FEWEST_WORDS <= len(said):
            same = len(said & asked) / min(len(said), len(asked)) - _ALIKE + _SAME
        if same >= _SAME and same > likeness:
            best, likeness = question.id, same
    return best


@functools.lru_cache(maxsize=256)
def _question_words(text: str) -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    return _words(fold(text)), _runs(fold(text))


def _runs(folded: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", folded)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _words(folded: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W_]+", folded) if len(word) > 2)  # noqa: PLR2004  no "of", "do"


def is_bare_label(text: str) -> bool:
    """Whether words are a label and cannot be what somebody answers."""
    return plain(text) in _BARE


_IF_YES = re.compile(r"^if (?:yes|so)\b.*\b(?:why|reasons?|explain|which|details|state|specify|indicate)\b")


def detail_of(label: str) -> Field | None:
    """Return which detail of the respondent, or what of confidentiality, a label asks for."""
    words = plain(label)
    if not words:
        return None
    for field, pattern in _DETAILS:
        about_confidence = field in {Field.CONFIDENTIAL, Field.CONFIDENTIAL_REASON}
        if (about_confidence or len(words) <= LONGEST_LABEL) and pattern.search(words):
            return field
    return None


def asks_why(label: str) -> bool:
    """Whether a label goes on from a question to be answered with yes or no: “If yes, please explain”."""
    return _IF_YES.search(plain(label)) is not None


def part_of(label: str) -> Field | None:
    """Return whether a label asks for the answer, the rationale or the position."""
    words = plain(label)
    return next((field for field, pattern in _PART_LABELS if words and pattern.search(words)), None)


def column_of(head: str) -> Field | None:
    """Return what a column of a table of comments takes, by its head."""
    words = plain(head)
    if not words or len(words) > LONGEST_LABEL:
        return None
    return next((field for field, pattern in _COLUMNS if pattern.search(words)), None)


def stance_of(words: str) -> Stance | None:
    """Return which position the words at a box stand for."""
    said = plain(words).strip(" ?()")
    if said in _STANCES:
        return _STANCES[said]
    first = re.split(r"[,;:–-]| - |\(", said, maxsplit=1)[0].strip()
    return _STANCES.get(first)


def category_of(words: str) -> Category | None:
    """Return which kind of party the words at a box stand for."""
    said = plain(words)
    exact = next((category for category in Category if category and plain(category.value) == said), None)
    return exact or next((category for category, pattern in _CATEGORIES if said and pattern.search(said)), None)


def yes_or_no(words: str) -> str:
    """Return "yes" or "no" if the words at a box say so, else nothing."""
    first = re.match(r"(?:yes|no)\b", plain(words).strip(" ("))
    return first[0] if first else ""
