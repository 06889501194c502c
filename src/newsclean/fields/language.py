"""The language of the body: what is declared and what the words say, kept apart."""

from __future__ import annotations

import functools
import re
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from msgspec import Struct

from newsclean.fields import json_ld
from newsclean.fields.choice import Choice, candidate
from newsclean.fields.profiles import factory_of_profiles
from newsclean.fields.scripts import ALONE, SAMPLE, chinese_script, letters_by_script
from newsclean.fields.sources import Sources
from newsclean.fields.words import tables
from newsclean.model.article import Language
from newsclean.model.evidence import Candidate
from newsclean.text.measure import characters_of

MIN_LETTERS = 60
"""Letters below which nothing is said of a text's language from its words; half as many in Han, kana and Hangul, whose
letters say more. Single lines go wrong in every detector ("OK" is Portuguese, "Live" French to langdetect)."""

_CLEAR_SHARE = 0.17
"""Share of function words from which they decide alone. News has .25 to .5 in its own language and under .1 in one that
is no relative; agglutinating languages reach .1."""

_CLEAR_MARGIN = 1.3
_LOW_SHARE = 0.08
_FAINT_SHARE = 0.06
_MIN_PARTING = 5
_NEARLY = 0.85

_RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "ug", "sd", "yi", "dv"})
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_OF_WORD = re.compile(
    r"[^\W\d_]|[\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]",
)
"""Letters, and the vowel signs of Hebrew, Arabic and Devanagari, which are no letters to `\\w`."""

_RELATIVES = (
    frozenset({"hr", "sr", "bs", "sh", "cnr", "me"}),
    frozenset({"id", "ms"}),
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"fa", "prs"}),
    frozenset({"tl", "fil"}),
    frozenset({"gl", "pt"}),
    frozenset({"zu", "xh", "ss", "nr", "nd"}),
    frozenset({"et", "fi"}),
)
"""Languages whose function words are so alike that a declared one is believed when the words name its relative."""

_SHORT = {
    "no": "nb",
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "fil": "tl",
    "ger": "de",
    "deu": "de",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "ita": "it",
    "por": "pt",
    "jp": "ja",
    "jpn": "ja",
    "kor": "ko",
    "cn": "zh",
    "ua": "uk",
    "cz": "cs",
    "dk": "da",
    "rus": "ru",
    "ara": "ar",
    "zho": "zh",
    "chi": "zh",
}
"""Deprecated, bibliographic and mistaken codes, and the BCP 47 ones meant."""

_LANGDETECT = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant", "no": "nb"}


class Detected(Struct, frozen=True):
    """What a text's letters and words say.

    Attributes:
        code: BCP 47; `None` where there is too little to tell.
        confidence: 0 to 1.
        method: `script`, `words` or `langdetect`.
        shares: share of function words of the likeliest languages, for evidence and for near relatives.
    """

    code: str | None
    confidence: float
    method: str = ""
    shares: tuple[tuple[str, float], ...] = ()


def language_of(sources: Sources, text: str, *, given: str | None) -> Choice[Language | None]:
    """The language of the body.

    Args:
        sources: the document's evidence.
        text: the body.
        given: the caller's word, BCP 47.
    """
    declared = list(_declared(sources, given))
    codes = [item.value for item in declared if item.value]
    found = detect(text, tuple(codes))
    agreeing = next((code for code in codes if found.code and _agree(code, found)), None)
    stated = agreeing or next(iter(codes), None)
    if given is not None and normalised(given) is not None:
        stated = normalised(given)
    language = _settled(stated, found, by_caller=given is not None and stated == normalised(given), text=text)
    seen = [
        msgspec.structs.replace(
            item,
            chosen=language is not None and item.value is not None and _base(item.value) == _base(language.code),
            reason="agrees"
            if language is not None and item.value is not None and _base(item.value) == _base(language.code)
            else "the words say otherwise",
        )
        for item in declared
    ]
    if found.code is not None:
        raw = ", ".join(f"{code} {share:.2f}" for code, share in found.shares[:3])
        chosen = language is not None and _base(found.code) == _base(language.code)
        seen.append(
            Candidate(found.code, raw, f"text:{found.method}", "text", None, chosen, "the body's letters and words")
        )
    return Choice(language, tuple(seen))


_letters = functools.lru_cache(maxsize=1)(letters_by_script)
"""The last text's letters: its language and its direction both ask."""


def direction_of(language: Language | None, text: str) -> Literal["ltr", "rtl"] | None:
    """The direction in which most letters of the text run; by the language where there is no text."""
    counts = _letters(text[:SAMPLE])
    if counts:
        rtl = counts["arabic"] + counts["hebrew"] + counts["thaana"]
        return "rtl" if 2 * rtl > counts.total() else "ltr"
    if language is None:
        return None
    return "rtl" if _base(language.code) in _RTL else "ltr"


def normalised(tag: str) -> str | None:
    """A language tag as BCP 47 writes it; `None` for what is none, such as `x-default` or `und`."""
    match = _TAG.fullmatch(tag.strip().split(",")[0].split(".")[0].strip())
    if match is None:
        return None
    first, *rest = re.split("[-_]", match.group())
    first = _SHORT.get(first.lower(), first.lower())
    if first in {"und", "mul", "zxx", "mis", "xx"}:
        return None
    parts = [first]
    parts += [_subtag(part) for part in rest]
    return "-".join(parts)


def _subtag(part: str) -> str:
    """`Hans`, `GB`, `polyton`: scripts in title case, regions in capitals, variants in lower case."""
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) in {2, 3} else part.lower()


def _declared(sources: Sources, given: str | None) -> Iterator[Candidate]:
    if given:
        yield candidate(normalised(given), "caller", raw=given, place="caller")
    if sources.hints.html_lang:
        yield candidate(
            normalised(sources.hints.html_lang), "html:lang", raw=sources.hints.html_lang, place="html lang"
        )
    for value in json_ld.members(sources.main.get("inLanguage")):
        for text in (value.get("alternateName"), value.get("name")) if isinstance(value, dict) else (value,):
            if isinstance(text, str) and text:
                yield candidate(
                    normalised(text[:40]), "json-ld:inLanguage", raw=text[:40], place=f"{sources.main_place}.inLanguage"
                )
    for name in ("og:locale", "content-language", "dc.language", "dcterms.language", "language", "inlanguage"):
        for content in sources.meta(name):
            yield candidate(normalised(content[:40]), f"meta:{name}", raw=content[:40], place=f"meta {name}")


def _settled(stated: str | None, found: Detected, *, by_caller: bool, text: str) -> Language | None:
    """Declared and detected put together; the body's own words win where they are clear, but never over the caller."""
    if stated is None and found.code is None:
        return None
    if stated is not None and (found.code is None or by_caller):
        agree = found.code is not None and _agree(stated, found)
        source = "caller" if by_caller else "declared"
        confidence = 1.0 if by_caller else 0.7
        return Language(
            code=_short(stated, text),
            confidence=0.99 if agree and not by_caller else confidence,
            declared=stated,
            detected=found.code,
            source=source,
        )
    if found.code is not None and stated is not None and _agree(stated, found):
        relative = _base(stated) != _base(found.code)
        code = _short(stated, text) if relative else found.code
        return Language(code=code, confidence=0.99, declared=stated, detected=found.code, source="declared+detected")
    detected = found.code or ""
    return Language(
        code=detected, confidence=round(found.confidence, 3), declared=stated, detected=found.code, source="detected"
    )


def _short(tag: str, text: str) -> str:
    """The tag without its region; with its script where it matters."""
    base = _base(tag)
    if base == "zh":
        parts = tag.split("-")
        if "Hant" in parts or {"TW", "HK", "MO"} & set(parts):
            return "zh-Hant"
        if "Hans" in parts or {"CN", "SG"} & set(parts):
            return "zh-Hans"
        return f"zh-{chinese_script(text[:SAMPLE])}" if text else "zh"
    if base == "sr" and "Latn" in tag:
        return "sr-Latn"
    return base


def _base(tag: str) -> str:
    return tag.split("-", 1)[0]


def _agree(declared: str, found: Detected) -> bool:
    """Whether the declared language is the detected one, or a relative that the words fit nearly as well."""
    if found.code is None:
        return False
    ours, theirs = _base(declared), _base(found.code)
    if ours == theirs or any(ours in group and theirs in group for group in _RELATIVES):
        return True
    shares = dict(found.shares)
    return shares.get(ours, 0.0) >= _NEARLY * shares.get(theirs, 1.0)


def detect(text: str, declared: tuple[str, ...] = ()) -> Detected:
    """The language of a text by its script, its function words, and only then by langdetect.

    Args:
        text: the text; its first `SAMPLE` characters are read.
        declared: what the document says. A declared language whose words fit is believed without langdetect.
    """
    sample = text[:SAMPLE]
    counts = _letters(sample)
    if not counts:
        return Detected(None, 0.0)
    script, letters = counts.most_common(1)[0]
    dense = counts["hangul"] + counts["kana"] + counts["han"]
    if counts.total() + dense < MIN_LETTERS:
        return Detected(None, 0.0)
    share = letters / counts.total()
    alone = _by_script(counts, sample)
    if alone is not None:
        return Detected(alone, round(max(share, 0.9), 3), "script")
    tokens = _tokens(sample)
    shares = _shares(tokens, script)
    if not shares:
        return Detected(None, 0.0)
    (best, top), *others = shares
    second = others[0][1] if others else 0.0
    by_code = dict(shares)
    for code in declared:
        base = _base(code)
        fits = by_code.get(base, 0.0)
        if fits >= _FAINT_SHARE and fits >= _NEARLY * top:
            return Detected(_with_script(base, script), 0.99, "words", shares[:4])
    if _is_clear(top, second) or (top >= _FAINT_SHARE and others and _parted(tokens, script, best, others[0][0])):
        return Detected(_with_script(best, script), round(min(0.98, 0.6 + top), 3), "words", shares[:4])
    guess = _langdetect(sample) if script in {"latin", "cyrillic", "arabic", "devanagari", "hebrew"} else None
    if guess is not None and _is_plausible(guess, script, by_code, top):
        return Detected(_with_script(guess, script), 0.8, "langdetect", shares[:4])
    if top >= _FAINT_SHARE and top >= 1.1 * second:
        return Detected(_with_script(best, script), 0.6, "words", shares[:4])
    return Detected(None, 0.0, "", shares[:4])


def _by_script(counts: Counter[str], sample: str) -> str | None:
    """The language that the scripts alone tell. Names and brands stand in Latin letters in every text."""
    others = counts.total() - counts["latin"]
    if others < 0.3 * counts.total():
        return None
    if counts["kana"] > 0.08 * others and counts["kana"] + counts["han"] > 0.5 * others:
        return "ja"
    if counts["hangul"] > 0.3 * others:
        return "ko"
    if counts["han"] > 0.5 * others:
        return f"zh-{chinese_script(sample)}"
    script = max((name for name in counts if name != "latin"), key=lambda name: counts[name])
    if script == "bengali" and ("\u09f0" in sample or "\u09f1" in sample):
        return "as"
    return ALONE.get(script)


def _is_clear(top: float, second: float) -> bool:
    """Whether the likeliest language is so by its words alone."""
    return (top >= _CLEAR_SHARE and top >= _CLEAR_MARGIN * second) or (top >= _LOW_SHARE and top >= 2 * second)


def _tokens(sample: str) -> Counter[str]:
    """The words of a text in lower case; what an apostrophe parts counts as two."""
    words = sample.lower().replace("i\u0307", "i")
    # A text has few different characters: to replace each is faster than to match all.
    for char in characters_of(words):
        if not _OF_WORD.match(char):
            words = words.replace(char, " ")
    return Counter(words.split())


def _shares(tokens: Counter[str], script: str) -> tuple[tuple[str, float], ...]:
    """Languages of the script by the share of the text's words that are function words of each."""
    owners = _owners().get(script)
    total = tokens.total()
    if not owners or not total:
        return ()
    scores: dict[str, int] = {}
    for token, count in tokens.items():
        for code in owners.get(token, ()):
            scores[code] = scores.get(code, 0) + count
    shares = ((code, round(value / total, 4)) for code, value in scores.items())
    return tuple(sorted(shares, key=lambda item: (-item[1], item[0])))


def _parted(tokens: Counter[str], script: str, best: str, second: str) -> bool:
    """Whether words that only one of two near relatives has tell them apart."""
    lists = _function_words()[script]
    ours = sum(tokens[word] for word in lists[best] - lists[second])
    theirs = sum(tokens[word] for word in lists[second] - lists[best])
    return ours >= _MIN_PARTING and ours >= 2.5 * theirs


@functools.cache
def _function_words() -> dict[str, dict[str, frozenset[str]]]:
    return {
        script: {code: frozenset(line.split()) for code, line in lists.items()}
        for script, lists in tables("function_words").items()
    }


@functools.cache
def _owners() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each script, the languages of each word."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for script, lists in _function_words().items():
        owners: dict[str, list[str]] = {}
        for code, members in lists.items():
            for word in members:
                owners.setdefault(word, []).append(code)
        found[script] = {word: tuple(codes) for word, codes in owners.items()}
    return found


def _with_script(code: str, script: str) -> str:
    return "sr-Latn" if code == "sr" and script == "latin" else code


def _is_plausible(guess: str, script: str, shares: dict[str, float], top: float) -> bool:
    """Whether function words bear langdetect out: it is as sure on languages that it does not know."""
    base = _base(guess)
    known = _function_words().get(script, {})
    if base not in known:
        # A language that we have no words of can be right only where no known one fits.
        return top < _FAINT_SHARE and script == "latin"
    return shares.get(base, 0.0) >= max(_FAINT_SHARE, 0.6 * top)


_lock = threading.Lock()
_factory: Any = None


def _langdetect(sample: str) -> str | None:
    """Langdetect's answer through a factory of our own, seeded: its global one is random and not safe in threads."""
    from langdetect.lang_detect_exception import LangDetectException

    global _factory  # noqa: PLW0603 - 55 profiles take a tenth of a second to load and are never changed
    with _lock:
        if _factory is None:
            factory = factory_of_profiles()
            factory.seed = 0
            _factory = factory
    detector = _factory.create()
    detector.set_max_text_length(SAMPLE)
    detector.append(sample)
    try:
        code = detector.detect()
    except LangDetectException:
        return None
    return _LANGDETECT.get(code, code) if code and code != "unknown" else None
