"""Scripts of running text, and the languages that a script alone tells."""

from __future__ import annotations

import string
from bisect import bisect_right
from collections import Counter

from newsclean.text.measure import beyond_ascii

SAMPLE = 2_000
"""Characters of a text that are looked at; a page more changes no answer and costs time."""

ALONE: dict[str, str] = {
    "hangul": "ko",
    "thai": "th",
    "lao": "lo",
    "khmer": "km",
    "burmese": "my",
    "georgian": "ka",
    "armenian": "hy",
    "greek": "el",
    "ethiopic": "am",
    "tamil": "ta",
    "telugu": "te",
    "kannada": "kn",
    "malayalam": "ml",
    "gujarati": "gu",
    "gurmukhi": "pa",
    "oriya": "or",
    "sinhala": "si",
    "tibetan": "bo",
    "thaana": "dv",
    "bengali": "bn",
}
"""Scripts in which practically all news is in one language. Assamese, in Bengali script, has letters of its own."""

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x00C0, 0x024F, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0531, 0x058F, "armenian"),
    (0x05D0, 0x05EA, "hebrew"),
    (0x0620, 0x064A, "arabic"),
    (0x066E, 0x06D3, "arabic"),
    (0x06D5, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0x0780, 0x07BF, "thaana"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B00, 0x0B7F, "oriya"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"),
    (0x0D80, 0x0DFF, "sinhala"),
    (0x0E01, 0x0E4E, "thai"),
    (0x0E81, 0x0EDF, "lao"),
    (0x0F00, 0x0FFF, "tibetan"),
    (0x1000, 0x109F, "burmese"),
    (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "hangul"),
    (0x1200, 0x139F, "ethiopic"),
    (0x1780, 0x17FF, "khmer"),
    (0x1C90, 0x1CBF, "georgian"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "greek"),
    (0x3041, 0x3096, "kana"),
    (0x30A1, 0x30FA, "kana"),
    (0x3131, 0x318E, "hangul"),
    (0x31F0, 0x31FF, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
    (0xF900, 0xFAFF, "han"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFC, "arabic"),
    (0xFF66, 0xFF9F, "kana"),
)
"""Blocks of Unicode by script, first and last code point, in order; those of ASCII aside."""

_ASCII_LETTERS = string.ascii_letters.encode()
_STARTS = [first for first, _, _ in _RANGES]

_SIMPLIFIED = frozenset(
    "们这为来国说时会对发经过还进动学现开问间关无从两长见业员实应当给认战车东门样机电话题将头书买卖网络报产总统义党军员区医"
    "单号变叶园图场声处备复够妇孙宁审宪宽尔尽层岁岛带帮并广庆库张归录态忆怀怜总恶惊战护拥择拨挥损换据携数断显术条极构",
)
_TRADITIONAL = frozenset(
    "們這為來國說時會對發經過還進動學現開問間關無從兩長見業員實應當給認戰車東門樣機電話題將頭書買賣網絡報產總統義黨軍員區醫"
    "單號變葉園圖場聲處備復夠婦孫寧審憲寬爾盡層歲島帶幫並廣慶庫張歸錄態憶懷憐總惡驚戰護擁擇撥揮損換據攜數斷顯術條極構",
)


def letters_by_script(text: str) -> Counter[str]:
    """Letters of each script in a text."""
    encoded = text.encode("utf-8", "surrogatepass")
    counts: Counter[str] = Counter()
    if latin := len(encoded) - len(encoded.translate(None, _ASCII_LETTERS)):
        counts["latin"] = latin
    for char, count in Counter(beyond_ascii(text)).items():
        if char.isalpha() or char >= "\u0900":
            code = ord(char)
            at = bisect_right(_STARTS, code) - 1
            if at >= 0 and code <= _RANGES[at][1]:
                counts[_RANGES[at][2]] += count
    return counts


def chinese_script(text: str) -> str:
    """`Hans` or `Hant` by letters that only one of the two has; `Hans` where none is met."""
    simplified = sum(char in _SIMPLIFIED for char in text) - sum(char in _SIMPLIFIED & _TRADITIONAL for char in text)
    traditional = sum(char in _TRADITIONAL for char in text) - sum(char in _SIMPLIFIED & _TRADITIONAL for char in text)
    return "Hant" if traditional > simplified else "Hans"
