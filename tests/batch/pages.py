"""Invented pages for the tests of batches."""

from __future__ import annotations

from typing import Any

import newsclean

SENTENCES = (
    "The council of Upper Marsh voted on {day} to rebuild the old bridge over the river Ley.",
    "Work on the foundations will begin in spring, the mayor told reporters after the vote.",
    "Residents had asked for the decision for more than ten years, and some of them cheered.",
    "The money comes from the county, which set aside four million for roads and bridges.",
)


def page(number: int) -> str:
    """A small news page, another for every number."""
    body = "".join(f"<p>{sentence.format(day=f'day {number}')}</p>" for sentence in SENTENCES)
    return (
        f'<html lang="en"><head><title>Bridge {number} | The Ley Post</title>'
        f'<meta property="article:published_time" content="2024-05-{number % 28 + 1:02d}T10:00:00+02:00">'
        '<meta name="author" content="Jane Doe"></head><body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav>'
        f"<article><h1>Council votes for bridge {number}</h1>{body}</article>"
        "<footer><p>Copyright 2024 The Ley Post. All rights reserved.</p></footer></body></html>"
    )


def row(number: int) -> dict[str, Any]:
    """A row of a table with such a page."""
    return {"id": f"doc-{number}", "url": f"https://ley-post.example/news/{number}", "html": page(number)}


@newsclean.cleaner("trouble", reasons=["trouble"])
def trouble(draft: newsclean.Draft) -> Any:
    """Does what no cleaner should on pages that ask for it; for fault drills."""
    import os
    import signal
    import time

    for block in draft.blocks:
        if block.text == "KILL THE WORKER":
            os.kill(os.getpid(), signal.SIGKILL)
        if block.text == "HANG THE WORKER":
            time.sleep(600)
        if block.text == "FILL THE MEMORY":
            bytearray(16 << 30)
    return ()


TROUBLED = newsclean.DEFAULT.before(newsclean.DEFAULT.names[0], trouble)
"""The pipeline with that cleaner first."""
