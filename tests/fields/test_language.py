"""Languages told by script and function words, and by langdetect only where these do not tell."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from langdetect import detector_factory
from tests.fields.pages import article, page

from newsclean.fields import language
from newsclean.fields.language import detect, normalised
from newsclean.fields.profiles import factory_of_profiles
from newsclean.fields.scripts import ALONE, chinese_script, letters_by_script

TEXTS = {
    "en": (
        "The council voted on Tuesday to close the old bridge to traffic until the spring, and the mayor "
        "said it was not easy."
    ),
    "de": (
        "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke bis zum Frühjahr für den Verkehr zu "
        "sperren, sagte er."
    ),
    "fr": (
        "Le conseil a décidé mardi de fermer le vieux pont à la circulation jusqu’au printemps, ont dit les "
        "élus de la ville."
    ),
    "es": (
        "El consejo decidió el martes cerrar el viejo puente al tráfico hasta la primavera, según dijo el "
        "alcalde de la ciudad."
    ),
    "pt": (
        "O conselho decidiu na terça-feira fechar a velha ponte ao tráfego até à primavera, disse o "
        "presidente da câmara que não é fácil."
    ),
    "it": (
        "Il consiglio ha deciso martedì di chiudere il vecchio ponte al traffico fino alla primavera, ha "
        "detto il sindaco della città."
    ),
    "nl": (
        "De gemeenteraad besloot dinsdag om de oude brug tot het voorjaar voor het verkeer te sluiten, zei "
        "de burgemeester van de stad."
    ),
    "sv": (
        "Kommunen beslutade på tisdagen att stänga den gamla bron för trafik fram till våren, och det är "
        "inte lätt, sade han."
    ),
    "pl": (
        "Rada miasta zdecydowała we wtorek, że stary most zostanie zamknięty dla ruchu do wiosny, ale nie "
        "jest to łatwe, po prostu."
    ),
    "ru": (
        "Совет города решил во вторник закрыть старый мост для движения до весны, и это было не так просто, "
        "сказал мэр, но он за это."
    ),
    "uk": (
        "Рада міста вирішила у вівторок закрити старий міст для руху до весни, і це було не так просто, але "
        "він про це сказав."
    ),
    "tr": (
        "Belediye meclisi salı günü eski köprünün bahara kadar trafiğe kapatılmasına karar verdi ve bu kolay "
        "olmadı, ama bir çözüm daha var."
    ),
    "ar": (
        "قرر المجلس يوم الثلاثاء إغلاق الجسر القديم أمام حركة المرور حتى الربيع، وقال رئيس البلدية إن هذا "
        "القرار لم يكن سهلا على الجميع."
    ),
    "ja": (
        "市議会は火曜日、古い橋を春まで通行止めにすることを決めたと市長が述べた。住民からは不安の声も上がっている。"
    ),
    "ko": (
        "시의회는 화요일에 봄까지 오래된 다리의 통행을 금지하기로 결정했다고 시장이 말했다. 주민들은 불안해하고 있다."
    ),
    "zh-Hans": (
        "市议会星期二决定关闭旧桥直到春天，市长说这个决定并不容易，居民们对此表示担心，希望尽快开通新的桥梁，"
        "让车辆可以通过。"
    ),
    "zh-Hant": (
        "市議會星期二決定關閉舊橋直到春天，市長說這個決定並不容易，居民們對此表示擔心，希望盡快開通新的橋樑，"
        "讓車輛可以通過。"
    ),
    "ka": (
        "საკრებულომ სამშაბათს გადაწყვიტა ძველი ხიდის დახურვა გაზაფხულამდე, განაცხადა მერმა და მადლობა გადაუხადა ყველას."
    ),
    "hy": (
        "Քաղաքային խորհուրդը երեքշաբթի որոշեց փակել հին կամուրջը մինչև գարուն, ասաց քաղաքապետը և "
        "շնորհակալություն հայտնեց։"
    ),
    "el": (
        "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να κλείσει η παλιά γέφυρα μέχρι την άνοιξη, είπε ο "
        "δήμαρχος της πόλης."
    ),
    "he": (
        "המועצה החליטה ביום שלישי לסגור את הגשר הישן לתנועה עד האביב, אמר ראש העיר, אבל זה לא היה קל גם על "
        "התושבים של העיר."
    ),
    "hi": ("परिषद ने मंगलवार को पुराने पुल को वसंत तक यातायात के लिए बंद करने का फैसला किया है और यह आसान नहीं था, महापौर ने कहा।"),
    "th": ("สภาเทศบาลตัดสินใจเมื่อวันอังคารว่าจะปิดสะพานเก่าจนถึงฤดูใบไม้ผลิ นายกเทศมนตรีกล่าวว่าไม่ใช่เรื่องง่าย"),
}


@pytest.mark.parametrize("code", TEXTS)
def test_detection(code: str) -> None:
    assert detect(TEXTS[code]).code == code


@pytest.mark.parametrize(
    "text", ["", "Live", "OK", "Reuters", "Advertisement", "12:30 — 4,5 %", "https://example.com/a/b", "Советы"]
)
def test_too_little_to_tell(text: str) -> None:
    assert detect(text).code is None


def test_langdetect_is_asked_last_and_must_be_borne_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(language, "_langdetect", lambda sample: asked.append(sample) or "fi")
    names = "Example Bridge de River Mayor Council et Road Station Airport Harbour Market Square Park Hospital Square"
    assert detect(names).code != "fi"
    assert len(asked) == 1


def test_langdetect_is_seeded_and_leaves_global_randomness_alone() -> None:
    random.seed(7)
    before = random.getstate()
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(language._langdetect, [TEXTS["tr"]] * 16))
    assert answers == {"tr"}
    assert random.getstate() == before
    assert language._langdetect("12345") is None


def test_profiles_give_the_shares_that_langdetect_computes() -> None:
    theirs = detector_factory.DetectorFactory()
    theirs.load_profile(detector_factory.PROFILES_DIRECTORY)
    ours = factory_of_profiles()
    assert sorted(ours.langlist) == sorted(theirs.langlist)
    order = [ours.langlist.index(name) for name in theirs.langlist]
    for run, row in theirs.word_lang_prob_map.items():
        assert run in ours.word_lang_prob_map
        assert [ours.word_lang_prob_map[run][at] for at in order] == row
    assert "qqq" not in theirs.word_lang_prob_map
    assert "qqq" not in ours.word_lang_prob_map
    with pytest.raises(KeyError):
        ours.word_lang_prob_map["qqq"]


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("EN-us", "en-US"),
        ("en_GB.UTF-8", "en-GB"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("no", "nb"),
        ("iw", "he"),
        ("de, en", "de"),
        ("x-default", None),
        ("und", None),
        ("", None),
        ("english", None),
    ],
)
def test_tags(tag: str, wanted: str | None) -> None:
    assert normalised(tag) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "code", "source"),
    [
        (' lang="en-US"', TEXTS["en"], "en", "declared+detected"),
        (' lang="en"', TEXTS["de"], "de", "detected"),
        ("", TEXTS["de"], "de", "detected"),
        (' lang="zh-TW"', 2 * TEXTS["zh-Hant"], "zh-Hant", "declared+detected"),
        (' lang="no"', TEXTS["sv"], "sv", "detected"),
        (
            ' lang="fr"',
            "123 456 789 123 456 789 123 456 789 123 456 789 123 456 789 123 456 789 123 456 789 12",
            "fr",
            "declared",
        ),
    ],
)
def test_declared_and_detected_are_kept_apart(lang: str, text: str, code: str, source: str) -> None:
    found = article(page(lang=lang, paragraphs=(text,), h1="")).language
    assert found is not None
    assert (found.code, found.source) == (code, source)


def test_the_callers_word_stands() -> None:
    found = article(page(paragraphs=(TEXTS["de"],), h1=""), language="lb")
    assert found.language is not None
    assert (found.language.code, found.language.source, found.language.detected) == ("lb", "caller", "de")


def test_direction() -> None:
    assert article(page(paragraphs=(TEXTS["ar"],))).text_direction == "rtl"
    assert article(page(paragraphs=(TEXTS["en"],))).text_direction == "ltr"
    assert article("").text_direction is None


def test_scripts() -> None:
    assert letters_by_script("abc абв 123 אבג") == {"latin": 3, "cyrillic": 3, "hebrew": 3}
    assert set(ALONE) >= {"georgian", "armenian", "thai", "hangul"}
    assert chinese_script("国会") == "Hans"
    assert chinese_script("國會") == "Hant"
