from __future__ import annotations

import codecs

import pytest

import newsclean
from newsclean.ingest.decode import decode

GERMAN = "Die Größe des Platzes wurde für die Übung nicht geändert, sagte der Bürgermeister."
CHINESE = "市政府周二表示，这座旧桥将关闭至春季，届时将进行全面维修。"
JAPANESE = "市議会は火曜日、古い橋を春まで通行止めにすることを決めた。"
RUSSIAN = "Городской совет во вторник решил закрыть старый мост до весны."


def test_the_guess_does_not_depend_on_what_else_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        @staticmethod
        def detect(_: bytes) -> dict[str, str]:
            return {"encoding": "koi8-r"}

    monkeypatch.setattr("bs4.dammit.chardet_module", Other)
    text = "Городской совет сообщил, что мост через гавань снова открыт для движения. " * 3
    assert decode(text.encode("cp1251")).text == text


@pytest.mark.parametrize(
    ("raw", "caller", "text", "encoding", "source"),
    [
        (GERMAN.encode(), None, GERMAN, "utf-8", "utf-8"),
        (codecs.BOM_UTF8 + GERMAN.encode(), None, GERMAN, "utf-8", "bom"),
        (codecs.BOM_UTF16_LE + GERMAN.encode("utf-16-le"), None, GERMAN, "utf-16-le", "bom"),
        (codecs.BOM_UTF32_BE + GERMAN.encode("utf-32-be"), None, GERMAN, "utf-32-be", "bom"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, "koi8-r", "caller"),
        (GERMAN.encode("latin-1"), "ISO-8859-1", GERMAN, "cp1252", "caller"),
        (GERMAN.encode(), "no-such-charset", GERMAN, "utf-8", "utf-8"),
        (GERMAN.encode(), "rot13", GERMAN, "utf-8", "utf-8"),
        (b'<meta charset="shift_jis">' + JAPANESE.encode("cp932"), None, JAPANESE, "cp932", "declared"),
        (b'<meta charset="gb2312">' + CHINESE.encode("gb18030"), None, CHINESE, "gb18030", "declared"),
        (GERMAN.encode("cp1252"), None, GERMAN, "cp1252", "windows-1252"),
        (b"", None, "", "utf-8", "utf-8"),
        (RUSSIAN.encode("utf-16-le"), None, RUSSIAN, "utf-16-le", "guessed"),
        (f"<p>{CHINESE}</p>\n".encode("utf-16-be"), None, f"{CHINESE}</p>\n", "utf-16-be", "guessed"),
        (GERMAN.encode("utf-16-be"), "utf-16-be", GERMAN, "utf-16-be", "caller"),
        (GERMAN.encode(), "utf-16", GERMAN, "utf-8", "utf-8"),
        (b'<meta charset="utf-16"><p>' + GERMAN.encode("cp1252"), None, GERMAN, "cp1252", "windows-1252"),
        (GERMAN.encode(), "idna", GERMAN, "utf-8", "utf-8"),
        (b"a\0b c d e f g\0 h\0i\0", None, "a\0b c d e f g\0 h\0i\0", "utf-8", "utf-8"),
    ],
)
def test_encodings(raw: bytes, caller: str | None, text: str, encoding: str, source: str) -> None:
    decoded = decode(raw, caller)
    assert decoded.text.endswith(text)
    assert (decoded.encoding, decoded.source) == (encoding, source)


def test_a_wrong_declaration_is_not_believed() -> None:
    raw = b'<meta charset="shift_jis">' + GERMAN.encode()
    assert (decode(raw).encoding, decode(raw).source) == ("utf-8", "utf-8")


def test_a_page_cut_in_the_middle_of_a_character_is_still_utf_8() -> None:
    decoded = decode((RUSSIAN * 20).encode()[:-2])
    assert decoded.encoding == "utf-8"
    assert [issue.code for issue in decoded.issues] == ["undecodable_characters"]


def test_bytes_that_nobody_names_are_guessed_and_it_is_said() -> None:
    decoded = decode(RUSSIAN.encode("cp1251") * 3)
    assert [issue.code for issue in decoded.issues] == ["encoding_guessed"]
    assert decoded.source == "guessed"


@pytest.mark.parametrize("raw", [bytes(range(256)), b"\xff\xfe", b"\x81\x8d\x8f\x90\x9d" * 9, b"\xef\xbb\xbf"])
def test_any_bytes_decode(raw: bytes) -> None:
    assert isinstance(decode(raw).text, str)


def test_the_choice_is_on_record() -> None:
    origin = newsclean.read(GERMAN.encode("cp1252"), encoding="cp1252").origin
    assert (origin.encoding, origin.encoding_source) == ("cp1252", "caller")
    origin = newsclean.read(GERMAN).origin
    assert (origin.encoding, origin.encoding_source) == (None, None)


@pytest.mark.parametrize(
    "label", ["idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "mbcs", "hz", "base64"]
)
def test_no_declaration_raises_or_is_taken_for_code(label: str) -> None:
    raw = f'<meta charset="{label}"><p>\\u0041 +AGE-'.encode() + GERMAN.encode("cp1252")
    decoded = decode(raw)
    assert decoded.text.endswith(GERMAN)
    assert "\\u0041 +AGE-" in decoded.text


def test_decoding_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    decode(bytes(range(256)) * 40)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", ""])
@pytest.mark.parametrize(
    ("codec", "sentence"),
    [
        ("cp1251", "Совет города проголосовал за открытие моста после ремонта. Жители довольны решением. "),
        ("cp1253", "Το συμβούλιο ψήφισε τη Δευτέρα για το άνοιγμα της γέφυρας μετά τις επισκευές. "),
        ("cp1256", "صوت المجلس على إعادة فتح الجسر بعد الإصلاحات. السكان سعداء بهذا القرار المهم. "),
        ("gbk", "市议会周一投票决定重新开放大桥。居民对这个决定感到高兴。"),
        ("euc_kr", "시의회는 월요일 다리를 다시 열기로 했다. 주민들은 이 결정에 기뻐했다. "),
    ],
)
def test_a_declared_latin_1_is_not_believed_of_other_scripts(declared: str, codec: str, sentence: str) -> None:
    meta = f"<meta charset={declared}>" if declared else ""
    markup = '<div class="a long class name and more of them">' * 20
    raw = f"<html><head>{meta}</head><body>{markup}<p>{sentence * 3}</p><p>{sentence * 5}</p>".encode(codec)
    found = decode(raw)
    assert sentence.strip() in found.text
    assert "encoding_guessed" in {issue.code for issue in found.issues}
    assert sentence.strip() in decode(raw, "iso-8859-1").text


def test_a_declared_latin_1_is_believed_of_western_text() -> None:
    raw = "<meta charset=iso-8859-1><p>Größe, übermäßig – ‘Ça a été créé’ …… ––––".encode("cp1252")
    assert (decode(raw).encoding, decode(raw).source) == ("cp1252", "declared")
