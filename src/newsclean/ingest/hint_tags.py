"""What the elements of a page say about it beside its text: meta tags, links, titles, images, times, JSON-LD."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsclean.ingest.hints import parse_json_ld
from newsclean.ingest.markup import Attributes, cues_of
from newsclean.model.document import Hints, ImageTag, Issue, MarkTag, MetaTag, TimeTag, VideoTag
from newsclean.text.unseen import CONTROL

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


MAX_MARKS = 500
"""Marked elements kept of one page, and videos. Pages mark the author of every teaser."""

_MAX_TOKENS = 8
_MAX_MARK_TEXT = 1_000

_LOCAL = re.compile(r"^(?:https?://schema\.org/|schema:|dc:|dcterms:|dct:|article:|cc:)")
"""Vocabularies whose names are those of schema.org, or like them."""

_MARKS = {
    (True, "author"): "author",
    (True, "license"): "license",
    (True, "tag"): "keywords",
    (False, "author"): "author",
    (False, "creator"): "author",
    (False, "license"): "license",
    (False, "keywords"): "keywords",
    (False, "headline"): "headline",
    (False, "articlesection"): "section",
}
"""What an element is, by whether `rel` says it and the word that it says."""

_VIDEO_HOST = re.compile(
    r"^(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed/|player\.vimeo\.com/video/|(?:geo\.)?dailymotion\.com/"
    r"(?:embed|player)|players\.brightcove\.net/|cdn\.jwplayer\.com/players/|rumble\.com/embed/)"
)
"""Frames that hold a video."""


class HintTags:
    """The hints of a page, as a walk comes by them."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self._meta: list[MetaTag] = []
        self._json_ld: list[dict[str, Any]] = []
        self._times: list[TimeTag] = []
        self._images: list[ImageTag] = []
        self._videos: list[VideoTag] = []
        self._marks: list[MarkTag] = []
        self._title_tag: str | None = None
        self._canonical: str | None = None

    def found(self, html_lang: str | None) -> Hints:
        """All of them, frozen."""
        return Hints(
            json_ld=tuple(self._json_ld),
            meta=tuple(self._meta),
            times=tuple(self._times),
            images=tuple(self._images),
            videos=tuple(self._videos),
            marks=tuple(self._marks),
            title_tag=self._title_tag,
            html_lang=html_lang,
            canonical=self._canonical,
        )

    def note(self, node: LexborNode, tag: str, attributes: Attributes, block: int, container: int) -> None:
        """Note what a meta, link, title, img or time element says.

        Args:
            node: the element.
            tag: its name.
            attributes: its attributes.
            block: index of the block that it stands in or before.
            container: index of the newest container, -1 before the first.
        """
        if tag == "meta":
            self._note_meta(attributes)
        elif tag == "link":
            href = attributes.get("href")
            rel = (attributes.get("rel") or "").lower().split()
            if href and self._canonical is None and "canonical" in rel:
                self._canonical = href.strip()
            elif href and "license" in rel and len(self._marks) < MAX_MARKS:
                self._marks.append(MarkTag("license", "rel=license", "", href.strip(), block))
        elif tag == "title":
            if self._title_tag is None:
                self._title_tag = seen(node.text(deep=True) or "") or None
        elif tag == "img":
            url = attributes.get("src") or ""
            if not url or url.startswith("data:"):
                url = attributes.get("data-src") or attributes.get("data-original") or _first_of(attributes)
            if url:
                self._images.append(ImageTag(url.strip(), (attributes.get("alt") or "").strip(), block, container))
        elif tag == "time":
            text = " ".join((node.text(deep=True) or "").split())
            moment = (attributes.get("datetime") or "").strip()
            self._times.append(TimeTag(moment, text, cues_of(attributes).tokens, block))

    def note_microdata(self, node: LexborNode, attributes: Attributes, block: int) -> None:
        """Note the date that another element marks for machines: `<span itemprop="datePublished" content="…">`."""
        moment = attributes.get("content") or attributes.get("datetime")
        if moment and (attributes.get("itemprop") or "").startswith("date"):
            text = " ".join((node.text(deep=True) or "").split())
            self._times.append(TimeTag(moment.strip(), text[:200], cues_of(attributes).tokens, block))

    def note_mark(self, node: LexborNode, attributes: Attributes, block: int) -> None:
        """Note what `rel`, microdata or RDFa says an element of the body is."""
        if len(self._marks) >= MAX_MARKS:
            return
        for attribute in ("rel", "itemprop", "property"):
            for token in (attributes.get(attribute) or "").lower().split()[:_MAX_TOKENS]:
                name = _MARKS.get((attribute == "rel", _LOCAL.sub("", token)))
                if name is not None:
                    text = seen((_named_part(node, attributes).text(deep=True) or "")[:_MAX_MARK_TEXT])
                    url = (attributes.get("href") or attributes.get("content") or "").strip()
                    self._marks.append(MarkTag(name, f"{attribute}={token}", text, url, block))
                    return

    def note_video(self, node: LexborNode, tag: str, block: int) -> None:
        """Note the address of a video, or of a frame that holds one."""
        attributes: Attributes = node.attributes
        url = attributes.get("src") or attributes.get("data-src") or ""
        if tag == "video" and not url:
            sources = (child.attributes.get("src") for child in node.iter() if child.tag == "source")
            url = next(filter(None, sources), "")
        if url and len(self._videos) < MAX_MARKS and (tag == "video" or _VIDEO_HOST.search(url[:300])):
            self._videos.append(VideoTag(url.strip(), (attributes.get("poster") or "").strip(), block))

    def _note_meta(self, attributes: Attributes) -> None:
        content = attributes.get("content")
        if not content:
            return
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = attributes.get(key)
            if name:
                if not content.isprintable():
                    content = CONTROL.sub("", content)
                self._meta.append(MetaTag(name.strip().lower(), content.strip()))
                return

    def note_script(self, script: str) -> None:
        """Note the nodes of a JSON-LD script."""
        nodes, readable = parse_json_ld(script)
        self._json_ld += nodes
        if not readable:
            message = "A JSON-LD script on the page cannot be read."
            self.issues.append(Issue("json_ld_unreadable", "info", message))


def _named_part(node: LexborNode, attributes: Attributes) -> LexborNode:
    """The element that holds the name, where microdata describes a thing with a name; the element itself otherwise."""
    if "itemscope" in attributes or "typeof" in attributes:
        for child in node.traverse(include_text=False):
            given = child.attributes
            if _LOCAL.sub("", given.get("itemprop") or given.get("property") or "") == "name":
                return child
    return node


def seen(text: str) -> str:
    """The text with white space collapsed, and without control characters that came as character references."""
    collapsed = " ".join(text.split())
    return collapsed if collapsed.isprintable() else " ".join(CONTROL.sub("", collapsed).split())


def _first_of(attributes: Attributes) -> str:
    """The first address of a `srcset`."""
    return ((attributes.get("srcset") or attributes.get("data-srcset") or "").strip().split(" ", 1)[0]).rstrip(",")
