from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from tests.report.pages import check_page
from tests.report.test_inspection import ATTACKS, PAGES, SEEDS, hostile

import newsclean
from newsclean import cli
from newsclean.errors import InputValueError
from newsclean.model.rejected import Rejected
from newsclean.report.census import HOSTS, LINES, OTHERS, Census
from newsclean.report.corpus import corpus_page, report_page
from newsclean.report.rows import LineOfAudit, Row, rows_in


def run(*arguments: object) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["newsclean", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
    assert isinstance(stop.value.code, int)
    return stop.value.code


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    lines = [
        json.dumps(
            {
                "id": f"{number}",
                "raw": source.read_text("utf-8"),
                "url": f"https://{source.parent.name}.example/2024/a-story-{number}",
            }
        )
        for number, source in enumerate([*SEEDS, *PAGES])
    ]
    path.write_text("\n".join([*lines, '{"id": "broken"', ""]), encoding="utf-8")
    return path


def batch(records: Path, folder: Path, *options: str) -> Path:
    assert run("batch", records, "-o", folder, "--jobs", 1, *options) in {0, 1}
    return folder


@pytest.fixture(scope="module")
def output(records: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return batch(records, tmp_path_factory.mktemp("batch") / "out")


def test_rows_are_what_the_articles_say(output: Path) -> None:
    rows = list(rows_in(output))
    articles = [newsclean.clean(path.read_text("utf-8"), id=str(at)) for at, path in enumerate([*SEEDS, *PAGES])]
    for row, article in zip(rows, articles, strict=False):
        assert (row.id, row.words, row.quality) == (article.id, article.word_count, article.quality.score)
        assert [line.text for line in row.lines] == [block.text for block in article.audit.blocks]
        assert [line.fate for line in row.lines] == [type(fate).__name__.lower() for fate in article.audit.fates]
        assert row.published == (article.published.value if article.published else "")
    assert rows[-1].status == "error"
    assert rows[-1].error == "bad_record"


def test_both_formats_give_the_same_page(records: Path, output: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    tables = batch(records, tmp_path / "out", "--format", "parquet")
    assert report_page(tables, name="x") == report_page(output, name="x")


@pytest.mark.parametrize("audit", ["reasons", "counts", "none"])
def test_less_of_the_audit_gives_less_of_a_page(records: Path, output: Path, tmp_path: Path, audit: str) -> None:
    folder = batch(records, tmp_path / "out", "--audit", audit)
    whole, part = Census(), Census()
    for census, where in ((whole, output), (part, folder)):
        for row in rows_in(where):
            census.add(row)
    assert part.audited == part.words_read == 0
    assert (part.status, part.languages, part.months) == (whole.status, whole.languages, whole.months)
    blocks = {name: work.blocks for name, work in whole.work.items()}
    assert {name: work.blocks for name, work in part.work.items()} == ({} if audit == "none" else blocks)
    assert "stored without texts" in check_page(report_page(folder)).text()


def test_the_page_tells_of_the_corpus(output: Path) -> None:
    tree = check_page(report_page(output))
    rows = {row.css_first("td").text(): [cell.text() for cell in row.css("td.num")] for row in tree.css("tbody tr")}
    audits = [newsclean.clean(path.read_text("utf-8")).audit for path in [*SEEDS, *PAGES]]
    footers = [len(audit.removed("footer")) for audit in audits]
    assert rows["footer"][:2] == [str(sum(map(bool, footers))), str(sum(footers))]
    assert rows["bad record"][0] == "1"
    assert int(rows["ok"][0]) + int(rows["partial"][0]) == len(audits)
    assert rows["seeds.example"][0] == "2"


def test_the_command_and_the_option_of_batch_write_the_same(records: Path, output: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert run("report", output, "-o", page) == 0
    other = tmp_path / "other.html"
    assert run("batch", records, "-o", tmp_path / "out", "--jobs", 1, "--report", other) in {0, 1}
    assert other.read_bytes() == page.read_bytes()


def test_what_is_no_batch_is_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputValueError, match="no part files"):
        list(rows_in(tmp_path))
    (tmp_path / "part-00000.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(InputValueError, match="line 1"):
        list(rows_in(tmp_path))
    assert run("report", tmp_path, "-o", "-") == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_hostile_rows_stay_text(tmp_path: Path) -> None:
    attack = " ".join(ATTACKS)
    poisoned = msgspec.to_builtins(Rejected(id=attack, stage="read", error="crash", url=f"https://{attack}/"))
    poisoned["error"] = attack
    article = hostile().to_dict()
    lines = [json.dumps(row) for row in (article, article, article, poisoned)]
    (tmp_path / "part-00000.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    check_page(report_page(tmp_path, name=attack))


def row(number: int, host: str, *texts: str) -> Row:
    lines = tuple(LineOfAudit("kept", text=text) for text in texts)
    return Row(id=str(number), status="ok", host=host, lines=lines)


def test_lines_that_came_back_are_found_in_bounded_memory() -> None:
    census = Census()
    for number in range(300):
        fresh = [f"Line {number}-{at} of its own" for at in range(20)]
        census.add(row(number, "news.example", "Our newsletter, every morning", *fresh))
    host = census.hosts["news.example"]
    assert len(host.lines) <= LINES + 20
    (line,) = host.returning()
    assert (line.text, line.documents, line.fates) == ("Our newsletter, every morning", 300, Counter(kept=300))


def test_hosts_past_the_bound_are_counted_together() -> None:
    census = Census()
    for number in range(HOSTS + 50):
        census.add(row(number, f"{number}.example", "A line"))
    assert census.hosts[OTHERS].documents == 50
    assert sum(host.documents for host in census.hosts.values()) == HOSTS + 50


def test_dates_over_centuries_do_not_stretch_the_picture() -> None:
    rows = [
        Row(id=str(at), status="ok", published=published)
        for at, published in enumerate(["1815-06-18", "2024", "2023-05-01T10:00", "2024-01-01", ""])
    ]
    tree = check_page(corpus_page(rows, name="x"))
    charts = tree.css("svg.chart")
    assert len(charts[1].css("rect")) == 3
    assert "2 without a known month" in tree.text()


def test_nothing_is_a_corpus_too() -> None:
    check_page(corpus_page([], name="nothing"))
