"""Cookie banners, consent requests and privacy choices."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.boxes import BoxCues, Rules, prompts
from newsclean.cleaners.shape import by_block
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
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

_TOPIC = frozenset(
    "cookie cookies cookiebanner gdpr dsgvo rgpd consent privacy datenschutz einwilligung tracking privacidad "
    "privacidade datos dados donnees consentement protezione privatsphare integritet personvern prywatnosc "
    "rodo".split(),
)
"""Words of a headline, folded, above an article that quotes the banners it is about."""

_RULES = Rules(max_words=120)


_NOTICE_WORDS = 60
"""Words of the longest notice in the place of an embed; those of German public broadcasters run to about 50."""

_LIST_ENTRIES = 3
"""Entries that make a list of cookies; an article that explains one may use the words of an entry once or twice."""

_LIST_GAP = 8
"""Lines from one entry to the next: the tables of consent tools split into up to six lines a cookie."""


@cleaner("consent", phrases=packaged("consent"), reasons=["box", "embed_notice"], always=True)
def consent(draft: Draft) -> Iterator[Decision]:
    """Cookie banners and lists, requests to agree to embeds or to data use, and privacy choices."""
    taken: dict[int, Remove] = {}
    for first, last in _cookie_lists(draft):
        for block in draft.all[first : last + 1]:
            if draft.is_open(block):
                taken[block.index] = Remove(block, "cookie_list", "among entries of a list of cookies")
    for hit in _embed_notices(draft):
        taken.setdefault(hit.block.index, hit.remove("embed_notice"))
    is_topic = _is_topic(draft)
    for removal in prompts(draft, _CUES, _RULES, anchors=tuple(taken)):
        if not (is_topic and _is_of_article(draft, removal.block)):
            taken.setdefault(removal.block.index, removal)
    for index in sorted(taken):
        yield taken[index]


def _embed_notices(draft: Draft) -> Iterator[Hit]:
    """The first words of notices in the place of an embed: they point to it, and ask the reader for something.

    Neither alone proves anything; articles about networks tell of "this content", and of consent.
    """
    for hits in by_block(draft.hits).values():
        block = hits[0].block
        if draft.words(block) > _NOTICE_WORDS or block.kind == "table_row":
            continue
        pointing = next((hit for hit in hits if hit.group == "embedded"), None)
        if pointing is not None and any(hit.group == "asks" for hit in hits):
            yield pointing


def _is_topic(draft: Draft) -> bool:
    """Whether a dump's headline says that its article is about cookies, consent or privacy."""
    if draft.is_html:
        return False
    runs = draft.facts.runs
    return any(not _TOPIC.isdisjoint(runs[index]) for index in draft.settled("headline", "labelled_fields"))


def _is_of_article(draft: Draft, block: Block) -> bool:
    """Whether a line stands as running text in the body of an article on the matter."""
    return draft.place(block) == "inside" and draft.is_sentence_like(block)


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
