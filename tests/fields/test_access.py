from __future__ import annotations

import pytest
from tests.fields.pages import SENTENCES, page

import newsclean

TEXT = SENTENCES[:4]


@pytest.mark.parametrize("control", ["Log in", "Account", "Register"])
def test_the_controls_of_a_site_are_no_wall(control: str) -> None:
    found = newsclean.clean(page(paragraphs=TEXT, after=f"<ul><li>{control}</li><li>Contact</li></ul>"))
    assert (found.access, found.status) == ("unknown", "ok")


def test_an_offer_at_the_end_of_a_short_text_is_one() -> None:
    found = newsclean.clean(page(paragraphs=TEXT, after="<p>Already a subscriber? Log in to continue reading.</p>"))
    assert found.access == "paywalled"


def test_an_offer_far_below_is_none() -> None:
    links = "".join(f"<li><a href='/{number}'>Topic {number}</a></li>" for number in range(40))
    found = newsclean.clean(page(paragraphs=TEXT, after=f"<ul>{links}</ul><p>Subscribe now</p>"))
    assert found.access == "unknown"
