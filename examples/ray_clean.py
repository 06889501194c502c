"""Pages in a Ray dataset to articles: python examples/ray_clean.py."""

from __future__ import annotations

import ray
from pages import rows

from newsclean.adapters.ray import clean_dataset


def main() -> None:
    """Clean some pages in an actor on this machine."""
    ray.init(num_cpus=2, include_dashboard=False, _node_ip_address="127.0.0.1")
    articles = clean_dataset(ray.data.from_items(rows()), concurrency=1, audit="reasons")
    for article in articles.iter_rows():
        print(article["status"], article["published_date"], article["title"])
    ray.shutdown()


if __name__ == "__main__":
    main()
