"""A spider whose items get their articles: python examples/scrapy_clean.py."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scrapy
from pages import rows
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response


class Pages(scrapy.Spider):
    """Reads pages; here from files, in life from a site."""

    name = "pages"
    custom_settings = {
        "ITEM_PIPELINES": {
            "newsclean.adapters.scrapy.NewscleanPipeline": 300,
            "scrapy_clean.Printed": 900,
        },
        "NEWSCLEAN_KEEP_HTML": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "WARNING",
    }

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """One item a page."""
        yield {"html": response.body, "url": response.url}


class Printed:
    """Shows what came out."""

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """Print the item's article."""
        print(item["article"]["status"], item["article"]["published_value"], item["article"]["title"])
        return item


def main() -> None:
    """Crawl some pages."""
    with tempfile.TemporaryDirectory() as folder:
        for row in rows():
            Path(folder, f"{row['id']}.html").write_text(row["html"], "utf-8")
        process = CrawlerProcess()
        process.crawl(Pages, start_urls=[path.as_uri() for path in sorted(Path(folder).iterdir())])
        process.start()


if __name__ == "__main__":
    main()
