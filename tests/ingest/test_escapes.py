from __future__ import annotations

import time

import pytest

import newsclean
from newsclean.ingest.escapes import read_backslashes, read_references, read_written_tags
from newsclean.ingest.read import Kind

LEAD = "The council of Harrow voted on Monday to reopen the harbour bridge after eleven weeks of repairs."
REST = "Shops along the quay lost a third of their trade, said Jane Doe, who runs a bakery there."


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (
            r"Bridge reopens\nThe council voted. It\u2019s done.\nMore later.",
            "Bridge reopens|The council voted. It’s done.",
        ),
        (r"Bridge\r\n\r\nThe \"council\" voted.\r\nMore \ud83d\ude00", 'Bridge||The "council" voted.|More 😀'),
        (r'"Bridge reopens\n\nOne came.\nTwo said \"no\"."', 'Bridge reopens||One came.|Two said "no".'),
        (r"Bridge reopens\\nOne came.\\nTwo came.", "Bridge reopens|One came.|Two came."),
        (r"<p class=\"a\">One two.<\/p>\n<p>Three<\/p>", '<p class="a">One two.</p>|<p>Three</p>'),
        (r"<p>One two.<\/p><p>Three \/ four<\/p>", "<p>One two.</p><p>Three / four</p>"),
        (r"标题在这里\n市议会周一投票。\n更多消息。", "标题在这里|市议会周一投票。|更多消息。"),
        (r"a line of\nwrapped text\nthat goes\non and on\nin lower\nCase.\nEnd.", "a line of|wrapped text|that goes"),
    ],
)
def test_written_line_breaks_are_read(raw: str, text: str) -> None:
    found = read_backslashes(raw)
    assert found is not None
    assert found.replace("\r", "").replace("\n", "|").startswith(text)


@pytest.mark.parametrize(
    "raw",
    [
        r"Open C:\new\notes.txt and C:\news\readme. It is in C:\notes too.",
        r"\\server\new\Notes and \\server\new\Names",
        r"Let $\nabla f = \nu \neq 0$ and \newline then \newcommand{\n}{x} Next.\n",
        'In C you write printf("hello\\n"); and then puts("a\\n"); to break lines. Use \\n or \\r\\n.',
        "Use \\n or \\r\\n to break lines.\nThe first is Unix.\nThe second is Windows \\n",
        r"The regex \d+\n\s*[A-Z] matches \nFoo \nBar",
        r"<p>Text</p><script>var a = \"x\nY\nZ\n\"</script>",
        r"Only one\nBreak.",
        'In Python a string such as "a\\nB" holds a line break, and "c\\nD" as well. Raw ones (r"\\nA") do not.',
    ],
)
def test_other_backslashes_stay(raw: str) -> None:
    assert read_backslashes(raw) is None


@pytest.mark.parametrize(
    ("raw", "page"),
    [
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;&amp;quot;No&amp;quot;&lt;/p&gt;", "<p>One.</p><p>&quot;No&quot;</p>"),
        ("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;\n&amp;lt;p&amp;gt;Two&amp;lt;/p&amp;gt;", "<p>One.</p>\n<p>Two</p>"),
        ("&#60;p&#62;One&#60;/p&#62;&#x3c;p&#x3E;Two&#60;/p&#62;", "<p>One</p><p>Two</p>"),
        ("&lt;p&gt;One&lt;br/&gt;\nTwo&lt;br /&gt;\nThree&lt;/p&gt;", "<p>One<br/>\nTwo<br />\nThree</p>"),
    ],
)
def test_written_tags_are_read(raw: str, page: str) -> None:
    assert read_written_tags(raw) == page


@pytest.mark.parametrize(
    "raw",
    [
        "<p>Write &lt;p&gt; for a paragraph, close with &lt;/p&gt;. Use &lt;div&gt; and &lt;/div&gt; for parts.</p>",
        "Write &lt;p&gt; for a paragraph and close with &lt;/p&gt;. Use &lt;div&gt; and &lt;/div&gt; for parts.",
        "<html><body><pre>&lt;p&gt;One&lt;/p&gt;\n&lt;p&gt;Two&lt;/p&gt;\n</pre></body></html>",
        "<code>&lt;p&gt;One&lt;/p&gt;</code>",
        "AT&amp;T &lt;jane@example.org&gt; wrote",
    ],
)
def test_tags_that_are_shown_stay(raw: str) -> None:
    assert read_written_tags(raw) is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("It&#8217;s AT&amp;T, she said.", "It’s AT&T, she said."),
        ("&quot;No,&quot; she said.&nbsp;More.", '"No," she said.\xa0More.'),
        ("Only AT&amp;T is here.", None),
        ("In HTML, write &amp; for an ampersand and &nbsp; for a blank.", None),
        ("Marks & Spencer; R&D; a&b", None),
    ],
)
def test_references_that_a_dump_kept_are_read(raw: str, text: str | None) -> None:
    assert read_references(raw) == text


@pytest.mark.parametrize("kind", ["auto", "text", "html"])
@pytest.mark.parametrize("form", ["tags", "breaks"])
def test_escaped_documents_are_read_with_an_issue(kind: Kind, form: str) -> None:
    raw = f"<p>{LEAD}</p><p>{REST}</p>".replace("<", "&lt;").replace(">", "&gt;")
    if form == "breaks":
        raw = rf"<p>{LEAD}<\/p>\n<p>{REST}<\/p>" if kind == "html" else rf"{LEAD}\n\n{REST}"
    article = newsclean.clean(raw, kind=kind)
    assert article.text == f"{LEAD}\n\n{REST}"
    assert [issue.code for issue in article.issues] == ["escapes_read"]
    assert article.audit.rebuild() == newsclean.read(raw, kind=kind).text


@pytest.mark.parametrize("piece", ["\\n", "\\", "\\\\n", "\\nA", "&lt;p&gt;", "&amp;", "&lt;", "\\u00", "<a b", "gt; "])
def test_hostile_escapes_are_read_in_linear_time(piece: str) -> None:
    start = time.process_time()
    read_backslashes(piece * 300_000)
    read_written_tags(piece * 300_000)
    read_references(piece * 300_000)
    assert time.process_time() - start < 5
