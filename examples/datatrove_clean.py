"""Pages through a datatrove pipeline: python examples/datatrove_clean.py OUT."""

from __future__ import annotations

import sys
from pathlib import Path

from datatrove.data import Document
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.filters import LambdaFilter
from datatrove.pipeline.writers import JsonlWriter
from pages import rows

from newsclean.adapters.datatrove import NewsCleaner


def is_article(document: Document) -> bool:
    """Whether a body was found."""
    return document.metadata["status"] in {"ok", "partial"}


def main(out: str) -> None:
    """Clean some pages, keep those with a body, write them."""
    documents = [Document(text=row["html"], id=row["id"], metadata={"url": row["url"]}) for row in rows()]
    LocalPipelineExecutor(
        pipeline=[
            documents,
            NewsCleaner(kind="html", audit="reasons"),
            LambdaFilter(is_article),
            JsonlWriter(str(Path(out) / "articles"), compression=None),
        ],
        tasks=1,
        logging_dir=str(Path(out) / "logs"),
    ).run()
    for path in sorted(Path(out, "articles").glob("*.jsonl")):
        print(path.name, "ok", len(path.read_text("utf-8").splitlines()))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "trove")
