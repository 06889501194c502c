"""Documents and stub outcomes for the field tests: what cleaners would find is given by hand."""

from __future__ import annotations

import json
from typing import Any

from newsclean.fields.assemble import assemble
from newsclean.ingest.read import read_document
from newsclean.model.article import Article
from newsclean.model.audit import Audit, Fate, Kept, PipelineInfo, Removed, Used
from newsclean.model.decision import FieldUse
from newsclean.model.document import ContentScore
from newsclean.pipeline.run import Outcome

SENTENCES = (
    "The council of Example Town voted on Tuesday to close the old bridge to traffic until the spring, the mayor said.",
    "Members of all parties said that the plan, which had been changed many times, was now good enough to be passed.",
    "The mayor thanked those who had taken part and promised that the new bridge would be open within two years.",
    "People who live near the river have asked for a second crossing since the floods, and were told to be patient.",
)


def page(
    head: str = "",
    *,
    json_ld: Any = None,
    before: str = "",
    paragraphs: tuple[str, ...] = SENTENCES * 2,
    after: str = "",
    h1: str = "Council votes to close the old bridge",
    lang: str = ' lang="en"',
) -> str:
    script = f'<script type="application/ld+json">{json.dumps(json_ld)}</script>' if json_ld is not None else ""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    body = f"<h1>{h1}</h1>{before}<article>{body}</article>{after}"
    return f"<html{lang}><head>{head}{script}</head><body>{body}</body></html>"


def article(raw: str, uses: dict[str, list[tuple[str, str]]] | None = None, **options: Any) -> Article:
    """The fields of a document whose paragraphs of more than 80 characters are kept.

    Args:
        raw: HTML, or a dump where it does not begin with a tag.
        uses: for each field, the (cleaner, text of the block) that are used for it.
        options: `url` and `language`.
    """
    document = read_document(raw, kind="html" if raw.startswith("<") else "text", url=options.get("url"))
    found: list[FieldUse] = []
    fates: list[Fate] = []
    for block in document.blocks:
        for field, given in (uses or {}).items():
            by = next((by for by, text in given if text == block.text), None)
            if by is not None:
                found.append(FieldUse(by, field, block.text, block.index, f"{by}.named"))
                fates.append(Used(by, field, by, block.text))
                break
        else:
            fates.append(Kept() if len(block.text) > 80 else Removed("off_article", "off_article"))
    kept = [index for index, fate in enumerate(fates) if isinstance(fate, Kept)]
    audit = Audit(document.blocks, tuple(fates), PipelineInfo("test", "test", ()))
    start, end = (kept[0], kept[-1] + 1) if kept else (0, 0)
    scores = tuple(float(isinstance(fate, Kept)) for fate in fates)
    content = ContentScore(scores, start, end, "test")
    return assemble(document, Outcome(audit, tuple(found), content), language=options.get("language"), extra={})
