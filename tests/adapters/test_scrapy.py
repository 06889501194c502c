from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.corpus import ENVIRONMENT, by_command, rows, run_example

pytest.importorskip("scrapy")

SPIDER = """
import json, sys, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import scrapy
from scrapy.crawler import CrawlerProcess

pages = json.load(open(sys.argv[1]))

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        page = pages.get(self.path.strip("/"))
        self.send_response(404 if page is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((page or {"html": ""})["html"].encode())
    def log_message(self, *args):
        pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()

class Spider(scrapy.Spider):
    name = "pages"
    custom_settings = {
        "ITEM_PIPELINES": {"newsclean.adapters.scrapy.NewscleanPipeline": 300},
        "FEEDS": {sys.argv[2]: {"format": "jsonlines"}},
        "NEWSCLEAN_AUDIT": "counts",
        "NEWSCLEAN_KEEP_HTML": False,
        "NEWSCLEAN_DROP": ["empty"],
        "TELNETCONSOLE_ENABLED": False,
    }
    start_urls = [f"http://127.0.0.1:{server.server_port}/{name}" for name in pages]
    def parse(self, response):
        name = response.url.rpartition("/")[2]
        yield {"html": response.text, "url": pages[name]["url"], "name": name}
        yield {"name": name, "other": 1}

process = CrawlerProcess()
process.crawl(Spider)
process.start()
"""


def test_items_get_the_articles_of_the_command(tmp_path: Path) -> None:
    expected = {one["id"]: one for one in by_command(tmp_path, "--audit", "counts")}
    pages = {one["id"]: one for one in rows() if one["html"]}
    (tmp_path / "pages.json").write_text(json.dumps(pages))
    (tmp_path / "spider.py").write_text(SPIDER)
    command = [sys.executable, "spider.py", "pages.json", "items.jsonl"]
    subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, check=True, timeout=300, stderr=subprocess.DEVNULL)
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text().splitlines()]
    articles = {one["name"]: one["article"] for one in items if "article" in one}
    assert set(articles) == set(pages) - {"doc-3"}
    assert sum("other" in one for one in items) == len(pages)
    assert not any("html" in one for one in items)
    for name, article in articles.items():
        row = expected[name]
        assert (article["text"], article["title"], article["status"]) == (row["text"], row["title"], row["status"])
        assert json.loads(article["audit"]) == json.loads(row["audit"])


def test_the_example_runs() -> None:
    assert "ok" in run_example("scrapy_clean.py")
