"""Articles without their pages: the golds' headline and body, written as people hand them on.

Nothing must be removed from these, and the headline must be found. What is counted is mistakes that no page's clutter
excuses.

    python -m benchmarks.bare
    python -m benchmarks.bare --corpus wcxb --every 4
"""

from __future__ import annotations

import argparse
import html
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import newsclean
from benchmarks import corpora
from benchmarks.corpora import SCORED
from benchmarks.scores import match, summarise, title_exact

BRIEF = 4
"""Paragraphs of a brief."""

Form = Callable[[str, Sequence[str]], str]


def _elements(paragraphs: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs)


FORMS: dict[str, Form] = {
    "text": lambda title, body: "\n\n".join([title, *body]),
    "text, no headline": lambda _, body: "\n\n".join(body),
    "Markdown": lambda title, body: "\n\n".join([f"# {title}", *body]),
    "labelled": lambda title, body: "\n".join(
        [f"Title: {title}", "Source: The Ley Post", f"Text: {body[0]}", *body[1:]]
    ),
    "HTML fragment": lambda title, body: f"<h1>{html.escape(title)}</h1>\n{_elements(body)}",
    "HTML fragment, h2": lambda title, body: f"<h2>{html.escape(title)}</h2>\n{_elements(body)}",
    "escaped tags": lambda _, body: html.escape(_elements(body)),
    "JSON": lambda title, body: json.dumps({"title": title, "body": "\n\n".join(body)}, ensure_ascii=False),
}
HEADLESS = {"text, no headline", "escaped tags"}
"""Forms without the headline: any title is a false one."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=SCORED, action="append")
    parser.add_argument("--every", type=int, default=1, help="take every so many pages")
    parser.add_argument("--corpora", type=Path)
    arguments = parser.parse_args()
    print("| corpus | form | articles | S | exact | title right |\n|---|---|---:|---:|---:|---:|")
    for corpus in arguments.corpus or SCORED:
        pages = corpora.load(corpus, "html", root=arguments.corpora)[:: arguments.every]
        golds = [page.gold for page in pages if page.gold.title and page.gold.text.strip()]
        for brief in (False, True):
            for name, form in FORMS.items():
                matches, right = [], 0
                for gold in golds:
                    body = [part for part in gold.text.split("\n\n") if part.strip()][: BRIEF if brief else None]
                    title = gold.title or ""
                    article = newsclean.clean(form(title, body))
                    found = "\n".join(part for part in (article.subtitle, article.text) if part)
                    matches.append(match(found, "\n".join(body)))
                    right += article.title is None if name in HEADLESS else title_exact(article.title, title)
                summary = summarise(matches)
                form_name = f"{name}, {BRIEF} paragraphs" if brief else name
                print(
                    f"| {corpus} | {form_name} | {len(golds)} | {summary.s:.3f} | {summary.exact:.3f} | "
                    f"{right / max(1, len(golds)):.3f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
