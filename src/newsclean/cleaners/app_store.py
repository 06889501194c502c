"""App-store banners and prompts to get the app, with their buttons."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.boxes import BoxCues, Rules, coverage, prompts
from newsclean.cleaners.shape import by_block
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

_CUES = BoxCues(
    sure=frozenset(
        "smartbanner appbanner appstore appstores playstore googleplay appdownload downloadapp getapp".split()
    ),
    likely=frozenset("badges stores".split()),
    max_words=80,
    bare_words=30,
)
"""Names of banner scripts (`smartbanner`) and of the badges' containers."""

_BADGE_SHARE = 0.6
"""Share of a short block that a store's name must make up to be a badge: "im App Store" has .8,
"Shopify App Store" .5."""

_BADGE_WORDS = 6
"""Words of the longest badge: "Download it on the App Store" has six."""

_RULES = Rules(strict=True, topics_alone=False)


@cleaner("app_store", phrases=packaged("app_store"), reasons=["box", "badge", "close_mark"], always=True)
def app_store(draft: Draft) -> Iterator[Decision]:
    """App-store banners and prompts to get the app, with their buttons."""
    taken: dict[int, Remove] = {}
    for index, hits in by_block(draft.hits).items():
        stores = [hit for hit in hits if hit.group == "store"]
        block = hits[0].block
        if not stores or draft.words(block) > _BADGE_WORDS or draft.place(block) == "inside":
            continue
        if coverage(block, stores) >= _BADGE_SHARE:
            taken[index] = Remove(block, "badge", f'"{stores[0].text}"')
    for removal in prompts(draft, _CUES, _RULES, anchors=tuple(taken)):
        taken.setdefault(removal.block.index, removal)
    for index in sorted(taken):
        for near in (*draft.previous(taken[index].block), *draft.following(taken[index].block)):
            if near.index not in taken and draft.is_open(near) and _is_mark(near):
                taken[near.index] = Remove(near, "close_mark", "beside a line of the banner")
        for near in draft.following(taken[index].block, 2)[1:]:
            between = draft.all[near.index - 1]
            if near.index not in taken and between.index in taken and draft.is_open(near) and _is_mark(near):
                taken[near.index] = Remove(near, "close_mark", "beside a line of the banner")
    for index in sorted(taken):
        yield taken[index]


def _is_mark(block: Block) -> bool:
    """Whether the block is a lone sign, such as the × that closes a banner."""
    return len(block.text) <= 2 and not any(map(str.isalnum, block.text))
