"""Whether a few words in a row are the respondent's own, so that finding them twice is no chance."""

from __future__ import annotations

import functools
import re

from respondent_app.model.consultation import Consultation
from respondent_app.model.short_words import published_words

_OWN_WORDS = 3
_SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+")
# Longer words that anybody's answer is made of; the publisher's own come on top of them.
_ANSWERS_WORDS = """
about above across after again against agree agreed alone along already also although always among another answer
any appropriate approach around asked available based because become been before being believe below best better
between both bring case cause clear clearly comment comments complete concern concerns consider consultation could
current currently date depend despite different does doing done down draft drafting during each early either else
enough ensure even ever every everyone example expect fact first follow following from full fully further general
give given gives goes good great have having hence here however impact important include including instead into
issue issues itself just keep kept known last later least less like likely long made main make makes making many
matter mean means might more most much must myself near necessary need needed needs never next none nothing notice
often once only open order other others otherwise ought ours ourselves over overall part particular people period
place plan plans please point possible practice process propose proposed proposal proposals provide provided
question questions quite rather reading ready really reason reasons reasonable regard related relevant request
require required response result right said same seem seems shall should show side similar simply since some soon
still such suggest sufficient support sure take taken text than that their them themselves then there therefore
these they thing things think this those though through thus time together towards under unless until upon used
useful using various very view views want well were what when where whether which while whole will with within
without wording words work would year years your
"""
_EVERYBODYS = frozenset(_ANSWERS_WORDS.split())


def is_telling(run: str, consultation: Consultation) -> bool:
    """Whether at least three words of a folded run are neither the publisher's nor anybody's."""
    own = [word for word in _WORD.findall(run) if len(word) >= _SHORTEST and word not in _EVERYBODYS]
    return len(own) >= _OWN_WORDS and sum(word not in _vocabulary(consultation) for word in own) >= _OWN_WORDS


@functools.lru_cache(maxsize=4)
def _vocabulary(consultation: Consultation) -> frozenset[str]:
    return frozenset(_WORD.findall(published_words(consultation).casefold()))
