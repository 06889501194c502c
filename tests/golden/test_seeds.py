"""The two documents newsclean grew from, in full: title, body, fields, and the fate of every line."""

from __future__ import annotations

from pathlib import Path

import pytest

import newsclean
from newsclean import Article
from newsclean.model.audit import Kept, Removed

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def rt() -> Article:
    return newsclean.clean_file(SEEDS / "000_17f193d6e2cd5ef6.txt", strict=True)


@pytest.fixture(scope="module")
def newsmax() -> Article:
    return newsclean.clean_file(SEEDS / "004_e1aa51efec56bf4b.txt", strict=True)


def lines_of(path: str) -> list[str]:
    return (SEEDS / path).read_text("utf-8").split("\n")


def by(article: Article, cleaner: str) -> list[str]:
    return [block.text for block, _ in article.audit.removed(cleaner)]


class TestRT:
    def test_title(self, rt: Article) -> None:
        assert rt.title == "Ukrainian prisoners of war refuse to return to frontlines"

    def test_share_counts(self, rt: Article) -> None:
        assert by(rt, "share_counts") == ["167", "2"]

    def test_repeated_headline(self, rt: Article) -> None:
        assert by(rt, "repeated_headline") == ["Ukrainian prisoners of war refuse to return to frontlines"]

    def test_subtitle(self, rt: Article) -> None:
        assert rt.subtitle == (
            "The Russian Defense Ministry says that the captured military personnel do not want to return to the"
            " frontlines."
        )

    def test_body(self, rt: Article) -> None:
        lines = [line for line in lines_of("000_17f193d6e2cd5ef6.txt") if line.strip()]
        expected = lines[5:]
        for lost in ("Russia", "Kiev", "West"):
            expected = [line.replace(f"{lost} s ", f"{lost}'s ") for line in expected]
        assert len(rt.body) == 8
        assert rt.text.split("\n\n") == [line.strip() for line in expected]
        assert rt.text.startswith("Ukrainian soldiers who were captured")
        assert rt.text.endswith("injuring another 73.")

    def test_edits(self, rt: Article) -> None:
        """The possessives that lost their apostrophe, and nothing else: Russia's, Kiev's, and the West's."""
        edits = [
            (rt.audit.blocks[block.index].text[edit.start - 6 : edit.end + 1], edit.reason)
            for block, fate in rt.audit
            for edit in fate.edits
        ]
        assert sorted(edits) == [
            ("Russia s", "lost_apostrophes.possessive"),
            ("e Kiev s", "lost_apostrophes.possessive"),
            ("e West s", "lost_apostrophes.possessive"),
        ]

    def test_fields(self, rt: Article) -> None:
        assert rt.language is not None
        assert rt.language.code == "en"
        assert rt.published is None
        assert rt.modified is None
        assert rt.publisher is None
        assert rt.authors == ()
        assert rt.status == "ok"

    def test_every_line_has_a_fate(self, rt: Article) -> None:
        assert rt.audit.rebuild().split("\n") == [
            line.strip() for line in lines_of("000_17f193d6e2cd5ef6.txt") if line.strip()
        ]
        assert by(rt, "off_article") == []


class TestNewsmax:
    def test_title(self, newsmax: Article) -> None:
        assert newsmax.title == "Russian POWs Claim Military Shooting Its Own"

    def test_body(self, newsmax: Article) -> None:
        lines = [" ".join(line.split()) for line in lines_of("004_e1aa51efec56bf4b.txt")]
        first = next(number for number, line in enumerate(lines) if line.startswith("Two Russian prisoners"))
        last = lines.index("Information from Reuters was used in this report.")
        assert newsmax.text.split("\n\n") == [line for line in lines[first : last + 1] if line]
        assert len(newsmax.body) == 9
        assert newsmax.word_count == 254

    def test_the_publishers_word_count_agrees(self, newsmax: Article) -> None:
        signals = {signal.name: signal for signal in newsmax.quality.signals}
        signal = signals["declared_word_count"]
        assert (signal.value, signal.expected, signal.agrees) == (254, 254, True)

    def test_fields(self, newsmax: Article) -> None:
        assert newsmax.agency == "Reuters"
        assert newsmax.tags == ("russia", "ukraine", "prisoners of war", "war crimes")
        assert newsmax.section == "Newsfront"
        assert newsmax.description == (
            "Two Russian prisoners of war admitted earlier this week to the Security Service of Ukraine that Moscow's"
            " Armed Forces have shot their own retreating troops."
        )
        assert newsmax.publisher is not None
        assert newsmax.publisher.name == "Newsmax Media, Inc."
        assert newsmax.authors == ()
        assert newsmax.language is not None
        assert newsmax.language.code == "en"
        assert newsmax.status == "ok"

    def test_published(self, newsmax: Article) -> None:
        assert newsmax.published is not None
        assert newsmax.published.value == "2023-06-14T17:56-04:00"
        assert newsmax.published.precision == "minute"
        assert newsmax.published.offset_known
        assert newsmax.published.datetime().isoformat() == "2023-06-14T17:56:00-04:00"

    @pytest.mark.parametrize(
        "raw",
        ["2023-06-14", "Wednesday, 14 June 2023 05:56 PM EDT", "2023-56-14", "Wednesday, 14 June 2023 05:56 PM"],
    )
    def test_every_date_is_in_evidence(self, newsmax: Article, raw: str) -> None:
        assert any(candidate.raw == raw for candidate in newsmax.evidence["published"])

    def test_the_malformed_date_is_explained(self, newsmax: Article) -> None:
        malformed = [item for item in newsmax.evidence["published"] if item.raw == "2023-56-14"]
        assert len(malformed) == 1
        assert "minutes_for_month" in malformed[0].flags
        assert "56" in malformed[0].reason

    def test_app_store(self, newsmax: Article) -> None:
        taken = by(newsmax, "app_store")
        assert taken[:5] == [
            "Newsmax TV & Webwww.newsmax.comFREE - In Google Play",
            "VIEW",
            "×",
            "Newsmax TV & Webwww.newsmax.comFREE - On the App Store",
            "VIEW",
        ]
        assert "Download the NewsmaxTV App" in taken

    @pytest.mark.parametrize(
        ("cleaner", "line"),
        [
            ("skip_links", "Skip to main content"),
            ("comment_prompts", "Click Here to comment on this article"),
            ("comment_prompts", "Read and Post Comments"),
            ("comment_prompts", "Please review Community Guidelines before posting a comment."),
            ("newsletter", "Sign up for Newsmax’s Daily Newsletter"),
            ("newsletter", "Receive breaking news and original analysis - sent right to your inbox."),
            ("share_bars", "Share"),
            ("footer", "© Newsmax Media, Inc."),
            ("footer", "All Rights Reserved"),
        ],
    )
    def test_clutter_goes_under_its_own_name(self, newsmax: Article, cleaner: str, line: str) -> None:
        assert line in by(newsmax, cleaner)

    def test_every_line_has_a_fate(self, newsmax: Article) -> None:
        lines = [" ".join(line.split()) for line in lines_of("004_e1aa51efec56bf4b.txt") if line.strip()]
        assert newsmax.audit.rebuild().split("\n") == lines
        nameless = [
            block.text for block, fate in newsmax.audit if isinstance(fate, Removed) and fate.by == "off_article"
        ]
        assert nameless == []
        assert sum(isinstance(fate, Kept) for fate in newsmax.audit.fates) == 9
