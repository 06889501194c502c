"""How much each measure of a line says about whether it is the headline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WEIGHTS_TEXT: Final[Mapping[str, float]] = {
    # length
    "words_2": -3.0,
    "words_3": -2.7,
    "words_4": -1.7,
    "words_5_6": -0.7,
    "words_15_18": -0.4,
    "words_19_25": -1.5,
    "words_26": -1.5,
    # form
    "full_stop": -4.3,
    "question": -0.5,
    "credit": -4.1,
    "byline": -1.7,
    "has_date": 0.5,
    "joints": -0.9,
    "title_case": 1.0,
    "upper": -1.9,
    "menu": -3.0,
    "glued": -1.8,
    "open_end": -1.5,
    # words confirmed by the body
    "core": 1.1,
    "core_count": 2.1,
    "lead": 1.1,
    "lead_count": 2.7,
    "stems": -1.7,
    # place
    "first": -2.1,
    "opens": 5.8,
    "far": -1.5,
    "at_core": -2.1,
    "in_core": -3.5,
    # neighbours
    "first_of_copies": 4.5,
    "number_next": 3.8,
    "copy_below": 2.6,
    "mark_below": 1.9,
    "mark_near": 1.2,
    "date_below": 1.8,
    "date_above": 1.5,
    "byline_below": 1.4,
    "prose_next": 1.9,
    "prose_second": 1.4,
    "prose_above": -1.7,
    "short_above": 1.2,
    "long_above": -1.1,
    "rivals_above": -1.7,
}
WEIGHTS_HTML: Final[Mapping[str, float]] = {
    "social": 2.6,
    "title_tag": 2.1,
    "json_ld": 0.7,
    "h1": 1.4,
    "h2": -0.2,
    "h3": -0.6,
    "headline_cue": 1.0,
    "title_cue": 0.6,
    "in_article": 1.4,
    "page_part": -1.1,
    "linked": -0.7,
    "words_2": -1.0,
    "full_stop": -0.7,
    "question": -1.3,
    "core": 1.1,
    "core_count": 1.2,
    "lead": 0.9,
    "byline_below": 1.8,
    "date_below": 1.2,
    "mark_below": 0.8,
    "far": -0.6,
    "in_core": -1.9,
    "opens": 5.2,
}
"""Weights of a conditional logit (which of a document's candidates is the headline, or none), fitted with an L2 penalty
to the development corpora's innerText and damaged dumps, some of them cut so that they begin inside the body, and to
their HTML; rounded. Held-out domains, right line chosen: text 0.84 to 0.94, HTML 0.98.

Bare articles and briefs, which those corpora do not have, brought `opens`: a dump that begins with this line, and goes
on with credits or running text. Its weight is set: the headline of fundus's articles as bare text is then right on 119
of 129 (62 without it), of their first four paragraphs on 114 (36); on whole pages nothing changes.

`python -m training.headline` fits them again and says what that gives. Since the first fit two measures have come,
`glued` and `open_end`; their weights are those of a second fit, in the scale of the first. The second fit as a whole is
better by .02 on blogs and guides and worse by .02 on news dumps, where it takes captions and menus for headlines, and
was not taken."""

NONE_TEXT = 3.9
NONE_HTML = 1.5
"""What the best candidate must exceed. The first is the fitted weight of "none"; HTML pages without a headline are
missing in those corpora, so the second is set: a second-level heading in a body without declared titles stays below, a
first-level one whose words the body confirms is above."""
