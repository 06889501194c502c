"""Pages to documents for an index: python examples/langchain_clean.py."""

from __future__ import annotations

from langchain_core.documents import Document
from pages import rows

from newsclean.adapters.langchain import NewsTransformer


def main() -> None:
    """Clean some pages."""
    pages = [Document(page_content=row["html"], metadata={"source": row["url"]}) for row in rows()]
    for article in NewsTransformer().transform_documents(pages):
        print(article.metadata["status"], article.metadata["source"], len(article.page_content), article.metadata)


if __name__ == "__main__":
    main()
