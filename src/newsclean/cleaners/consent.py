"""Cookie banners, consent requests and privacy choices."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.boxes import BoxCues, Rules, prompts
from newsclean.model.decision import Decision, Remove
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

_CUES = BoxCues(
    sure=frozenset(
        "cookie cookies cookiebanner cookielaw cookieinfo cookiebar cookiebot cookieconsent "
        "cookiestatement cybot onetrust didomi usercentrics cmplz complianz iubenda borlabs quantcast "
        "termly trustarc truste sourcepoint cookieyes cky consent gdpr dsgvo ccpa recaptcha hcaptcha".split(),
    ),
    likely=frozenset("privacy datenschutz".split()),
    max_words=3000,
    bare_words=300,
)
"""Cue words of development pages, names of consent tools among them. Banners that list every
cookie run to 2,000 words."""

_RULES = Rules(max_words=120)


_LIST_ENTRIES = 3
"""Entries that make a list of cookies; an article that explains one may use the words of an entry once or twice."""

_LIST_GAP = 8
"""Lines from one entry to the next: the tables of consent tools split into up to six lines a cookie."""


@cleaner("consent", phrases=packaged("consent"), reasons=["box"], always=True)
def consent(draft: Draft) -> Iterator[Decision]:
    """Cookie banners and lists, requests to agree to embeds or to data use, and privacy choices."""
    taken: dict[int, Remove] = {}
    for first, last in _cookie_lists(draft):
        for block in draft.all[first : last + 1]:
            if draft.is_open(block):
                taken[block.index] = Remove(block, "cookie_list", "among entries of a list of cookies")
    for removal in prompts(draft, _CUES, _RULES, anchors=tuple(taken)):
        taken.setdefault(removal.block.index, removal)
    for index in sorted(taken):
        yield taken[index]


def _cookie_lists(draft: Draft) -> Iterator[tuple[int, int]]:
    """First and last block of every list of cookies."""
    entries = sorted({hit.block.index for hit in draft.hits if hit.group == "cookie_list"})
    at = 0
    while at < len(entries):
        stop = at + 1
        while stop < len(entries) and entries[stop] - entries[stop - 1] <= _LIST_GAP:
            stop += 1
        if stop - at >= _LIST_ENTRIES:
            yield entries[at], entries[stop - 1]
        at = stop
