"""Pages in a Hugging Face dataset to articles: python examples/huggingface_clean.py."""

from __future__ import annotations

from datasets import Dataset
from pages import rows

from newsclean.adapters.huggingface import clean_dataset


def main() -> None:
    """Clean some pages."""
    articles = clean_dataset(Dataset.from_list(rows()), audit="reasons")
    for article in articles:
        print(article["status"], article["published_date"], article["title"])


if __name__ == "__main__":
    main()
