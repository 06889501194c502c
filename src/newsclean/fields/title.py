"""The headline, without the site's name, its section, or the time it takes to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from newsclean.fields import json_ld
from newsclean.fields.choice import Choice, candidate, judged
from newsclean.fields.sources import Sources
from newsclean.fields.words import key, tables, words
from newsclean.model.audit import Removed
from newsclean.model.document import Block
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold
from newsclean.text.measure import is_unspaced

MAX_TITLE = 400
"""Characters of a headline. The longest of the development corpora has 190; what is longer is a summary."""

_WEIGHTS = {
    "block:headline": 6.0,
    "block:h1": 2.0,
    "json-ld:headline": 3.0,
    "meta:headline": 1.5,
    "json-ld:name": 0.5,
    "meta:og:title": 4.0,
    "meta:dc.title": 1.0,
    "meta:dcterms.title": 1.0,
    "meta:sailthru.title": 1.0,
    "meta:parsely-title": 1.0,
    "meta:title": 0.4,
    "meta:twitter:title": 0.6,
    "title": 0.5,
}
"""How much a source's word weighs, set on 920 pages with gold. What readers see comes first: publishers fill the other
places with headlines for search engines and social media. One source alone is the gold headline of 129 news pages on
73 % (`h1`), 71 % (JSON-LD), 69 % (og:title), 20 % (`<title>`); no weights reach more than 85 %, because publishers'
printed, declared and shared headlines differ and the gold is now one, now the other."""

_SEPARATOR = re.compile(
    r"\s+(?:[|\-–—―·•⋅∙・»«‹›:~/>_@★☆◆◇■▪▶►▷→✓✔]{1,2}|::)\s+|\s*[|｜ㅣ│]\s*|(?<=\S)_(?=[^_]*$)|(?<=[\u3040-\u9fff])_|\s?－\s?"
)
_BRACKETED = re.compile(
    r"(?:^[\[(【（［〔](?P<first>[^][()【】（）［］〔〕]{2,60})[\])】）］〕]\s*"
    r"|\s?[\[(【（［〔](?P<last>[^][()【】（）［］〔〕]{2,60})[\])】）］〕]$)"
)
_JOINT = re.compile(r"^[-|:·•]\s+")
"""What is left before a headline where the kicker is a part of its own: "Kicker - Headline"."""

_PAGE = re.compile(
    r"(?:page|seite|página|pagina|strona|sida|side|sivu|oldal|стр\.?|страница|сторінка|sayfa) \d{1,3}"
    r"(?: ?(?:of|von|de|di|sur|z|av|af|из|з|/) ?\d{1,3})?"
)
"""A part of a text: "… - Page 2 of 3"."""

_MARK = "|-–—·•»«:~/›>｜ㅣ_("

MAX_LABEL_WORDS = 6
"""Words that another source's headline may have more, before or behind a mark, and still be the same with a label:
a site's slogan, a section, a kicker."""

_MIN_SHARED = 12

MAX_COMPARED = 50
"""Headlines that each is held against, the weightiest; a page with thousands of first-level headings would otherwise
cost their number squared. Development pages state at most some dozen."""


def title_of(sources: Sources) -> Choice[str | None]:
    """The headline on which the weightiest sources agree."""
    stated = list(_seen(sources))
    names = (site_names(sources) | section_names(sources) | _author_names(sources)) - _headlines(stated)
    weights = _weights(sources)
    seen = [_cleaned(item, names) for item in stated]
    votes: dict[str, dict[str, float]] = {}
    for item in seen:
        if item.value and not item.reason:
            said = votes.setdefault(key(item.value), {})
            said[item.source] = max(said.get(item.source, 0.0), weights[item.source])
    if not votes:
        return Choice(None, judged(seen, lambda _: False, won="", lost="not a headline"))
    spelled = _spellings(seen, weights)
    weightiest = frozenset(sorted(votes, key=lambda name: -sum(votes[name].values()))[:MAX_COMPARED])
    known = [(name, fold(spelled[name])) for name in votes if name in weightiest]
    cores = {name: _core(name, fold(spelled[name]), known, votes) for name in votes}
    scores: dict[str, float] = {}
    for name, said in votes.items():
        scores[cores[name]] = scores.get(cores[name], 0.0) + sum(said.values())
    best = max(scores, key=lambda name: scores[name])
    agreeing = len({source for name, said in votes.items() if cores[name] == best for source in said})
    verdicts = judged(
        seen,
        lambda item: item.value is not None and cores[key(item.value)] == best,
        won=f"{agreeing} sources agree" if agreeing > 1 else "the weightiest source",
        lost="fewer or weaker sources say this",
    )
    return Choice(spelled[best], verdicts)


def _headlines(stated: list[Candidate]) -> frozenset[str]:
    """Keys that the page both prints and declares as its headline: no site's name, though a site may be called so."""
    printed = {key(item.value or "") for item in stated if item.source == "block:headline"}
    return frozenset(printed & {key(item.value or "") for item in stated if item.source == "json-ld:headline"})


def _weights(sources: Sources) -> Mapping[str, float]:
    """How much each source weighs on this page.

    Blog software copies the title for search engines into JSON-LD, so that it says the same thing once more; a
    newsroom's own system states the headline there.
    """
    title = key(sources.hints.title_tag or "")
    headline = json_ld.text(sources.main.get("headline"))
    copied = headline is not None and key(headline) in {title, key(json_ld.text(sources.main.get("name")) or "")}
    if copied and not any(name.endswith("newsarticle") for name in json_ld.types(sources.main)):
        return {**_WEIGHTS, "json-ld:headline": _COPIED}
    return _WEIGHTS


_COPIED = 0.5


def _spellings(seen: list[Candidate], worth: Mapping[str, float]) -> dict[str, str]:
    """The spelling of each headline that weighs most; marks and quotes differ between sources."""
    weights: dict[str, dict[str, float]] = {}
    first: dict[str, str] = {}
    for item in seen:
        if item.value and not item.reason:
            form = fold(item.value)
            forms = weights.setdefault(key(item.value), {})
            forms[form] = forms.get(form, 0.0) + worth[item.source]
            if form not in first or (first[form].isupper() and not item.value.isupper()):
                # Capitals throughout are a style of print.
                first[form] = item.value
    return {name: first[max(forms, key=lambda form: forms[form])] for name, forms in weights.items()}


def _core(name: str, own: str, known: list[tuple[str, str]], votes: dict[str, dict[str, float]]) -> str:
    """The headline that this one is with a label before or behind it, or cut off by an ellipsis; itself otherwise.

    Args:
        name: the headline's key.
        own: the headline, folded.
        known: keys of the headlines it may be, each with the headline, folded.
        votes: for each key the sources that state it.
    """
    best, shortest = name, len(own)
    for other, theirs in known:
        if other == name or (len(theirs) < _MIN_SHARED and not is_unspaced(theirs[:1])):
            continue
        if own.endswith(("...", "…")):
            if theirs.startswith(own.rstrip(".… ")) and len(theirs) > len(own):
                return other
            continue
        longer = len(own) > len(theirs)
        if not longer or not votes[other].keys() & _MAJOR:
            continue
        if own.startswith(theirs):
            rest = own[len(theirs) :].strip()
            is_label = rest[:1] in _MARK
        elif own.endswith(theirs):
            rest = own[: -len(theirs)].strip()
            is_label = rest[-1:] in {":", "|", "›", ">"} or (
                rest[-1:] in {"-", "–", "·", "•"} and len(rest.split()) <= 4
            )
        else:
            continue
        if is_label and own.endswith(theirs) and _is_house_style(votes[name], votes[other]):
            continue
        if is_label and len(rest.split()) <= MAX_LABEL_WORDS and len(theirs) < shortest:
            best, shortest = other, len(theirs)
    return best


def _is_house_style(longer: Mapping[str, float], shorter: Mapping[str, float]) -> bool:
    """Whether a page that prints its kicker apart from the headline declares both as one, everywhere."""
    return longer.keys() >= _DECLARED and shorter.keys() <= {"block:headline"}


_DECLARED = frozenset({"json-ld:headline", "meta:og:title", "title"})
_MAJOR = frozenset({"block:headline", "block:h1", "json-ld:headline", "meta:headline", "meta:og:title"})
"""Sources that say where a headline begins and ends."""


def _seen(sources: Sources) -> Iterator[Candidate]:
    used = {item.block for item in sources.from_uses("title")}
    for item in sources.from_uses("title"):
        yield Candidate(item.value, item.raw, "block:headline", item.place, item.block)
    if not sources.is_html:
        return
    yield from (item for item in _first_headings(sources) if item.block not in used)
    yield from sources.from_main("headline")
    yield from sources.from_meta("headline", "og:title", "dc.title", "dcterms.title", "sailthru.title")
    yield from sources.from_meta("parsely-title", "title", "twitter:title")
    if sources.hints.title_tag:
        text = json_ld.plain(sources.hints.title_tag)
        if text:
            yield candidate(text, "title", place="title")
    yield from sources.from_main("name")


def _first_headings(sources: Sources) -> Iterator[Candidate]:
    """First-level headings above the end of the body, unless a cleaner says that they are clutter."""
    end = sources.outcome.core[1] or len(sources.document.blocks)
    for block in sources.document.blocks[:end]:
        if block.kind == "heading" and block.level == 1:
            fate = sources.outcome.audit.fates[block.index]
            if isinstance(fate, Removed) and (fate.by not in {"off_article", "repeated_headline"} or _is_logo(block)):
                continue
            text = json_ld.plain(sources.outcome.audit.text(block.index))
            if text:
                yield candidate(text, "block:h1", place=block.locator, block=block.index)


def _is_logo(block: Block) -> bool:
    """Whether a heading, off the article, is a link of a few words: the site's name, a section."""
    return block.link_chars >= 0.9 * len(block.text) and len(block.text.split()) <= _LOGO_WORDS


_LOGO_WORDS = 5
"""Words of a site's or a section's name."""


def _cleaned(item: Candidate, names: frozenset[str]) -> Candidate:
    """The candidate without the site's name and the like; set aside where nothing else is in it."""
    value = _JOINT.sub("", item.value or "")
    if item.block is None or item.source == "block:h1":
        value = without_site(value, names)
    if not key(value) or key(value) in names:
        return Candidate(None, item.raw, item.source, item.place, item.block, reason="the site's name")
    if len(value) > MAX_TITLE:
        return Candidate(None, item.raw, item.source, item.place, item.block, reason="too long for a headline")
    return Candidate(value, item.raw, item.source, item.place, item.block)


def site_names(sources: Sources) -> frozenset[str]:
    """Names by which the page calls its site and its publisher, as keys."""
    found: set[str] = set()

    def add(text: str) -> None:
        name = key(text)
        if name:
            found.add(name)
            found.add(name.replace(" ", ""))

    for text in sources.meta("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher"):
        add(text)
    for text in sources.meta("twitter:site", "al:ios:app_name"):
        add(text.removeprefix("@"))
    for value in json_ld.members(sources.main.get("publisher")):
        for text in json_ld.texts(json_ld.resolve(value, sources.nodes)):
            add(text)
    for node, _ in sources.nodes_of("website", "organization", "newsmediaorganization"):
        for text in json_ld.texts(node.get("name")):
            add(text)
    if sources.host:
        add(sources.host)
        labels = sources.host.split(".")
        for label in labels[:-1]:
            if len(label) > 3:
                add(label)
    return frozenset(found)


def _author_names(sources: Sources) -> frozenset[str]:
    """Names of the people whom the page's own data credits, as keys: "… | Jane Doe | Example Post"."""
    found: set[str] = set()
    for value in json_ld.members(sources.main.get("author"))[:20]:
        stated = map(key, json_ld.texts(json_ld.resolve(value, sources.nodes)))
        found.update(name for name in stated if " " in name)
    return frozenset(found)


def section_names(sources: Sources) -> frozenset[str]:
    """Names of the sections that the page states for itself, as keys."""
    stated = [*sources.meta("article:section"), *json_ld.texts(sources.main.get("articleSection"))]
    return frozenset(filter(None, map(key, stated)))


def without_site(text: str, names: frozenset[str]) -> str:
    """The title without pieces at its ends that name the site or its section, or tell the reading time.

    Args:
        text: the title as declared.
        names: keys of the site's names.
    """
    text = _without_exact(" ".join(text.split()), names)
    marks = list(_SEPARATOR.finditer(text))
    if not marks:
        return text
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    first, last = 0, len(marks)
    while last > first and _is_label(text[starts[last] : ends[last]], names, is_last=True):
        last -= 1
    if first < last < len(marks) and key(text[starts[last] : ends[last]]) in _sections():
        # "… | News | Example Post": alone, the word may be the headline's own.
        last -= 1
    while first < last and _is_label(text[starts[first] : ends[first]], names):
        first += 1
    return text[starts[first] : ends[last]].strip()


def _without_exact(text: str, names: frozenset[str]) -> str:
    """The title without the site's very name in brackets at an end, or behind a colon.

    Such marks stand in headlines as well: a name like the site's is not enough, nor a name of one word, which may be a
    town's. Nothing before a colon is cut: sections and topics are printed so.
    """
    bracketed = _BRACKETED.search(text)
    if bracketed is not None and _is_full_name(bracketed["first"] or bracketed["last"] or "", names):
        return (text[: bracketed.start()] + text[bracketed.end() :]).strip() or text
    head, colon, tail = text.rpartition("：")
    return head.rstrip() if colon and key(head) and _is_full_name(tail, names) else text


def _is_full_name(piece: str, names: frozenset[str]) -> bool:
    name = key(piece)
    return name in names and (" " in name or is_unspaced(name[:1]))


def _is_label(piece: str, names: frozenset[str], *, is_last: bool = False) -> bool:
    name = key(piece)
    if not name or name in names or name.replace(" ", "") in names or (is_last and name in _kinds()):
        return True
    folded = fold(piece).strip(" ()")
    if _reading_time().fullmatch(folded) is not None or (is_last and _PAGE.fullmatch(folded) is not None):
        return True
    size = len(piece.split())
    if size > 4 or (size == 1 and is_unspaced(piece[:1]) and len(piece) > 8):
        return False
    # "Times Online" beside the name "The Times": a short end piece that holds a name of the site, or lies in one.
    joined = name.replace(" ", "")
    return len(joined) > 3 and any(
        len(other) > 3 and (joined in other or other in joined) for other in (item.replace(" ", "") for item in names)
    )


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    """Kinds of text that stand behind a headline: "… | Opinion"."""
    return frozenset(map(key, words("titles", "opinion")))


@lru_cache(maxsize=1)
def _sections() -> frozenset[str]:
    """Names of sections that all papers have, and of kinds of pages."""
    return frozenset(map(key, words("titles", "sections")))


@lru_cache(maxsize=1)
def _reading_time() -> re.Pattern[str]:
    after = sorted(tables("titles")["reading_time"]["after"], key=lambda name: (-len(name), name))
    units = "|".join(map(re.escape, after))
    return re.compile(rf"(?:\d{{1,3}}|\w{{1,12}} \d{{1,3}}) ?-?(?:{units})")
