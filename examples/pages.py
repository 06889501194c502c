"""The pages that the examples clean."""

from __future__ import annotations

BODY = (
    "<p>The council of Upper Marsh voted on Monday to rebuild the old bridge over the river Ley.</p>"
    "<p>Work on the foundations will begin in spring, the mayor told reporters after the vote.</p>"
    "<p>Residents had asked for the decision for more than ten years, and some of them cheered.</p>"
)


def page(number: int) -> str:
    """A small news page."""
    return (
        f"<html lang='en'><head><title>Bridge {number} | The Ley Post</title>"
        "<meta property='article:published_time' content='2024-05-06T10:00:00+02:00'></head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>Council votes for bridge {number}</h1>{BODY}</article>"
        "<footer><p>Copyright 2024 The Ley Post. All rights reserved.</p></footer></body></html>"
    )


def rows(count: int = 8) -> list[dict[str, str]]:
    """Rows of a table with such pages."""
    return [
        {"id": str(number), "url": f"https://ley-post.example/{number}", "html": page(number)}
        for number in range(count)
    ]
