from __future__ import annotations

import io
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import cli

SEED = Path(__file__).parents[1] / "seeds" / "000_17f193d6e2cd5ef6.txt"


def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["newsclean", *args])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    out, err = capfdbinary.readouterr()
    assert isinstance(stop.value.code, int)
    return stop.value.code, out.decode(), err.decode()


def test_clean_prints_a_line_of_json_for_each_file(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(capfdbinary, monkeypatch, "clean", str(SEED), str(SEED))
    assert (code, err) == (0, "")
    articles = [newsclean.Article.from_json(line) for line in out.splitlines()]
    assert articles == [newsclean.clean_file(SEED)] * 2


def test_clean_as_text_and_markdown(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    article = newsclean.clean_file(SEED)
    _, text, _ = run(capfdbinary, monkeypatch, "clean", str(SEED), "--format", "text")
    assert article.text in text
    _, markdown, _ = run(capfdbinary, monkeypatch, "clean", str(SEED), "--format", "markdown")
    assert markdown.startswith("---\n")
    assert f"title: {json.dumps(article.title)}" in markdown


def test_standard_input(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SEED.read_bytes())))
    _, out, _ = run(capfdbinary, monkeypatch, "clean", "-", "--kind", "text")
    assert newsclean.Article.from_json(out).text == newsclean.clean_file(SEED).text


def test_explain_tells_of_every_line(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = run(capfdbinary, monkeypatch, "explain", str(SEED))
    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    article = newsclean.clean_file(SEED)
    blocks = [row for row in rows if row[0]]
    assert [row[0] for row in blocks] == [block.locator for block in article.audit.blocks]
    assert [row[5] for row in blocks] == [block.text for block in article.audit.blocks]
    assert {row[1] for row in blocks} <= {"kept", "used", "removed"}
    assert blocks[1][:3] == ["line 3", "removed", "share_counts"]


def test_cleaners_lists_them_in_order(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out, _ = run(capfdbinary, monkeypatch, "cleaners")
    assert [line.split("\t")[1] for line in out.splitlines()] == list(newsclean.DEFAULT.names)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["14 June 2023 05:56 PM EDT"], ["2023-06-14T17:56-04:00, to the minute"]),
        (["2023-56-14"], ["no date: ", "[minutes_for_month]"]),
        (["2023-56-14", "--evidence", "Wednesday, 14 June 2023 05:56 PM"], ["no date", "repaired: 2023-06-14T17:56"]),
        (["3 hours ago", "--reference", "2024-05-01T12:00:00+00:00"], ["2024-05-01T09", "relative"]),
        (["7 March"], ["known: month 3, day 7"]),
    ],
)
def test_dates_reads_a_string(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, args: list[str], expected: list[str]
) -> None:
    code, out, _ = run(capfdbinary, monkeypatch, "dates", *args)
    assert code == 0
    assert all(part in out for part in expected), out


def test_dates_as_json(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = "Wednesday, 14 June 2023 05:56 PM EDT"
    _, out, _ = run(capfdbinary, monkeypatch, "dates", "2023-56-14", "--evidence", evidence, "--json")
    shown = json.loads(out)
    assert shown["date"] is None
    assert shown["problem"]["flag"] == "minutes_for_month"
    assert shown["problem"]["known"] == {"year": 2023, "day": 14}
    assert (shown["repair"]["date"], shown["repair"]["proof"]) == ("2023-06-14T17:56-04:00", evidence)
    _, out, _ = run(capfdbinary, monkeypatch, "dates", "June 2023", "--json")
    assert json.loads(out) == {
        "raw": "June 2023",
        "date": "2023-06",
        "precision": "month",
        "offset_known": False,
        "role": None,
        "flags": [],
        "alternatives": [],
    }
    _, out, _ = run(capfdbinary, monkeypatch, "dates", str(SEED), "--json")
    assert set(json.loads(out)) == {"published", "modified"}


def test_dates_by_an_address(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    _, out, _ = run(capfdbinary, monkeypatch, "dates", "3/4/2024", "--url", "https://example.com/2024/04/03/a/")
    assert "repaired: 2024-04-03" in out


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["dates", "no-such-page.html"], "there is no file 'no-such-page.html'"),
        (["dates", str(SEED), "--evidence", "14 June 2023"], "a document is its own evidence"),
    ],
)
def test_dates_says_what_is_meant(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, args: list[str], part: str
) -> None:
    code, out, err = run(capfdbinary, monkeypatch, *args)
    assert (code, out) == (2, "")
    assert part in err


@pytest.mark.parametrize("args", [["3/4/2024"], ["2023-56-14", "--evidence", "14 June 2023 05:56 PM"], [str(SEED)]])
def test_dates_on_a_terminal(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    monkeypatch.setattr("newsclean.cli.dates.is_terminal", lambda: True)
    code, out, _ = run(capfdbinary, monkeypatch, "dates", *args)
    assert code == 0
    assert any(part in out for part in ("2024-04-03", "2023-06-14T17:56", "published"))


def test_dates_lists_those_of_a_document(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = SEED.with_name("004_e1aa51efec56bf4b.txt")
    _, out, _ = run(capfdbinary, monkeypatch, "dates", str(seed))
    assert out.startswith("published: 2023-06-14T17:56-04:00, to the minute")
    assert "'2023-56-14'" in out
    assert "minutes_for_month" in out


@pytest.mark.parametrize(
    "args",
    [
        ["clean", "no-such-file"],
        ["clean", str(SEED), "--format", "pdf"],
        ["clean", str(SEED), "--fetched", "yesterday"],
        ["clean", str(SEED), "--fetched", "2024-01-01"],
        ["clean"],
        ["nonsense"],
    ],
)
def test_mistakes_are_one_line_and_exit_code_2(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    code, out, err = run(capfdbinary, monkeypatch, *args)
    assert (code, out) == (2, "")
    assert err.startswith("newsclean: ")
    assert err.count("\n") == 1


def test_a_document_without_an_article_is_no_mistake(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.html"
    empty.write_text("<html></html>")
    code, out, err = run(capfdbinary, monkeypatch, "clean", str(empty))
    assert (code, err) == (0, "")
    assert newsclean.Article.from_json(out).text == ""


SCRIPT = "import sys; from newsclean.cli import main; main()"


def shell(command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `newsclean` is the command and `$SEED` a document."""
    newsclean_ = f"{shlex.quote(sys.executable)} -c {shlex.quote(SCRIPT)}"
    lines = f'newsclean() {{ {newsclean_} "$@"; }}\nset -o pipefail\n{command}'
    return subprocess.run(
        ["bash", "-c", lines],
        env={**os.environ, "SEED": str(SEED)},
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")


@needs_bash
@pytest.mark.parametrize("command", ["clean $SEED $SEED $SEED", "explain $SEED", "cleaners"])
def test_a_reader_may_go_away(command: str) -> None:
    done = shell(f"newsclean {command} | true")
    assert (done.returncode, done.stderr) == (0, "")


@needs_bash
@pytest.mark.parametrize("command", ["clean $SEED >&-", "explain $SEED >&-", "cleaners >&-", "clean - <&-"])
def test_closed_streams_are_told_in_one_line(command: str) -> None:
    done = shell(f"newsclean {command}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("is closed\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@needs_bash
def test_a_full_disk_is_told_in_one_line() -> None:
    done = shell("newsclean clean $SEED > /dev/full")
    assert (done.returncode, done.stderr) == (2, "newsclean: cannot write: No space left on device\n")


def test_without_arguments_the_command_shows_its_help(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(capfdbinary, monkeypatch)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: ")
    assert err.count("\n") > 5


def test_the_option_at_fault_is_named(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, err = run(capfdbinary, monkeypatch, "dates", "3 hours ago", "--reference", "soon")
    assert err.startswith("newsclean: --reference 'soon'")


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_explain_shows_every_word_on_any_terminal(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(cli, "is_terminal", lambda: True)
    _, out, _ = run(capfdbinary, monkeypatch, "explain", str(SEED))
    article = newsclean.clean_file(SEED)
    shown = out.split()
    assert all(len(line) <= width for line in out.splitlines())
    for block in article.audit.kept():
        words = set(article.audit.text(block.index).split())
        assert {word for word in words if len(word) < width - 8} <= set(shown)
    assert {"kept", "used", "removed"} <= set(shown)


def test_inspect_writes_a_page(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from newsclean.report import inspect_page

    page = tmp_path / "report.html"
    assert run(capfdbinary, monkeypatch, "inspect", str(SEED), "-o", str(page)) == (0, "", "")
    assert page.read_text("utf-8") == inspect_page(newsclean.clean_file(SEED), names=[str(SEED)])
    code, out, _ = run(capfdbinary, monkeypatch, "inspect", str(SEED), str(SEED), "-o", "-")
    assert (code, out.startswith("<!doctype html>")) == (0, True)
    code, _, err = run(capfdbinary, monkeypatch, "inspect", str(SEED), "-o", str(tmp_path / "no" / "report.html"))
    assert (code, err.count("\n")) == (2, 1)
    assert list(tmp_path.iterdir()) == [page]
