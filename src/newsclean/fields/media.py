"""Images and videos of the article: the lead image first, then those inside the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from newsclean.fields import json_ld
from newsclean.fields.choice import Choice, candidate
from newsclean.fields.sources import Sources
from newsclean.model.article import Media
from newsclean.model.audit import Removed
from newsclean.model.document import Block
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold

MAX_IMAGES = 100

_UNWANTED = (
    "logo",
    "sprite",
    "pixel",
    "spacer",
    "placeholder",
    "avatar",
    "favicon",
    "/icons/",
    "icon-",
    "blank.gif",
    "1x1",
    "doubleclick",
)
"""Parts of addresses of images that are no pictures."""

_NEAR = 2
"""Blocks between an image and its caption."""


def images_of(sources: Sources) -> Choice[tuple[Media, ...]]:
    """The images, each address once."""
    found: dict[str, Media] = {}
    candidates: list[Candidate] = []
    for media, seen in _images(sources):
        name = _same(media.url)
        reason = ""
        if any(part in fold(media.url) for part in _UNWANTED):
            reason = "an icon or a logo by its address"
        elif name in found:
            old = found[name]
            found[name] = msgspec.structs.replace(
                old,
                caption=old.caption or media.caption,
                alt=old.alt or media.alt,
                credit=old.credit or media.credit or credit_in(media.caption),
            )
            reason = "seen already"
        elif len(found) >= MAX_IMAGES:
            reason = "too many images"
        else:
            found[name] = msgspec.structs.replace(media, lead=not found and media.lead)
        chosen = reason in {"", "seen already"}
        candidates.append(msgspec.structs.replace(seen, chosen=chosen, reason=reason or "of this article"))
    return Choice(tuple(found.values()), tuple(candidates[:MAX_IMAGES]))


def videos_of(sources: Sources) -> Choice[tuple[Media, ...]]:
    """The videos that the main node or the page declares, and those that stand inside the body."""
    found: dict[str, Media] = {}
    candidates: list[Candidate] = []
    for value, place in _video_nodes(sources):
        address = next(
            (text for name in ("contentUrl", "embedUrl", "url") for text in json_ld.texts(value.get(name))), None
        )
        url = sources.absolute(address) if address else None
        if url and url not in found:
            caption = json_ld.text(value.get("name")) or json_ld.text(value.get("description"))
            found[url] = Media(url=url, caption=caption, source="json-ld:video")
            candidates.append(
                Candidate(url, address or "", "json-ld:video", place, None, chosen=True, reason="declared")
            )
    for name in ("og:video:secure_url", "og:video:url", "og:video"):
        for content in sources.meta(name):
            url = sources.absolute(content)
            if url and not found:
                found[url] = Media(url=url, source=f"meta:{name}")
                candidates.append(
                    Candidate(url, content, f"meta:{name}", f"meta {name}", None, chosen=True, reason="declared")
                )
    start, end = sources.outcome.core
    for tag in sources.hints.videos:
        url = sources.absolute(tag.url) if start - _NEAR <= tag.block <= end else None
        if url and _same(url) not in map(_same, found):
            found[url] = Media(url=url, caption=_caption_at(tag.block, sources), source="video")
            candidates.append(Candidate(url, tag.url, "video", "video", None, chosen=True, reason="inside the article"))
    return Choice(tuple(found.values())[:MAX_IMAGES], tuple(candidates[:MAX_IMAGES]))


def _video_nodes(sources: Sources) -> Iterator[tuple[Mapping[str, Any], str]]:
    for member in json_ld.members(sources.main.get("video")):
        value = json_ld.resolve(member, sources.nodes)
        if isinstance(value, Mapping):
            yield value, f"{sources.main_place}.video"
    yield from sources.nodes_of("videoobject")


def _images(sources: Sources) -> Iterator[tuple[Media, Candidate]]:
    alt = next(sources.meta("og:image:alt", "twitter:image:alt"), None)
    for name in ("og:image:secure_url", "og:image", "og:image:url"):
        for content in sources.meta(name):
            yield from _media(sources, content, f"meta:{name}", f"meta {name}", alt=alt, lead=True)
    for member in json_ld.members(sources.main.get("image")):
        value = json_ld.resolve(member, sources.nodes)
        place = f"{sources.main_place}.image"
        if isinstance(value, str):
            yield from _media(sources, value, "json-ld:image", place, lead=True)
        elif isinstance(value, Mapping):
            for name in ("url", "contentUrl", "@id"):
                address = json_ld.text(value.get(name))
                if address and "/" in address:
                    caption = json_ld.text(value.get("caption")) or json_ld.text(value.get("description"))
                    credit = json_ld.text(value.get("creditText")) or json_ld.text(value.get("author"))
                    yield from _media(
                        sources, address, "json-ld:image", place, caption=caption, credit=credit, lead=True
                    )
                    break
    for content in sources.meta("twitter:image", "twitter:image:src"):
        yield from _media(sources, content, "meta:twitter:image", "meta twitter:image", alt=alt, lead=True)
    yield from _inline(sources)


def _inline(sources: Sources) -> Iterator[tuple[Media, Candidate]]:
    """`<img>` elements inside the body's core, or right above it."""
    start, end = sources.outcome.core
    if start == end:
        return
    for image in sources.hints.images:
        if start - _NEAR <= image.block < end:
            caption = _caption_at(image.block, sources) or _caption_at(image.block + 1, sources)
            yield from _media(
                sources, image.url, "img", "img", alt=image.alt or None, caption=caption, block=image.block
            )


def _caption_at(index: int, sources: Sources) -> str | None:
    """The text of a block that is a caption."""
    blocks = sources.document.blocks
    return blocks[index].text if index < len(blocks) and _is_caption(blocks[index], sources) else None


_CREDIT = re.compile(
    r"(?:^|[\s(\[|])(?:photos?|fotos?|images?|bild(?:er|quelle)?|pictures?|credits?|photograph|crédit|crédito|kuva|kép|zdjęcie|zdj\.|fot\.|φωτο"
    r"|фото|світлина|fotoğraf|写真|照片|图|圖|사진|صورة|תמונה|ภาพ)(?:\s(?:credit|by|von|par|por|di))?\s?[:：/=]\s?"
    r"([^\n]{2,80}?)[)\].]?\s*$|(?:©|\(c\)|ⓒ)\s?([^\n]{2,60}?)[)\].]?\s*$",
    re.IGNORECASE,
)
"""The end of a caption that says who made the picture."""


def credit_in(caption: str | None) -> str | None:
    """Who made the picture, as a caption's end says: "… Photo: Jane Doe/AFP", "… © Jane Doe"."""
    found = _CREDIT.search(caption[-160:]) if caption else None
    return (found[1] or found[2]).strip() if found else None


def _is_caption(block: Block, sources: Sources) -> bool:
    fate = sources.outcome.audit.fates[block.index]
    return block.kind == "caption" or (isinstance(fate, Removed) and fate.by == "captions")


def _media(
    sources: Sources,
    address: str,
    source: str,
    place: str,
    *,
    alt: str | None = None,
    caption: str | None = None,
    credit: str | None = None,
    lead: bool = False,
    block: int | None = None,
) -> Iterator[tuple[Media, Candidate]]:
    url = sources.absolute(address)
    if url:
        credit = credit or credit_in(caption)
        media = Media(url=url, caption=caption, alt=alt, credit=credit, lead=lead, source=source)
        yield media, candidate(url, source, raw=address, place=place, block=block)


def _same(url: str) -> str:
    """The address without scheme, query and fragment: sites serve one image in many sizes."""
    return url.split("://", 1)[-1].split("#", 1)[0].split("?", 1)[0]
