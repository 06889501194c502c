"""Scrapy: an item pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem, NotConfigured
    from twisted.internet.threads import deferToThread
except ImportError as error:
    raise ImportError("newsclean.adapters.scrapy needs scrapy: pip install 'newsclean[scrapy]'") from error

from newsclean.adapters.fields import row_fields
from newsclean.api import CleanRecord
from newsclean.batch.results import cleaned, writable
from newsclean.errors import NewscleanError
from newsclean.model.receipts import AuditLevel, check_level
from newsclean.records import Record

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class NewscleanPipeline:
    """Adds the article of a page to each item.

        ITEM_PIPELINES = {"newsclean.adapters.scrapy.NewscleanPipeline": 300}

    An item that has the field `html` (text or bytes) gets the field `article`: the columns of
    `newsclean.arrow_schema()` that have a value, moments as ISO 8601 text. Other items pass. Pages are cleaned in a
    thread, so that the reactor goes on meanwhile. Settings:

    `NEWSCLEAN_HTML_FIELD` (`html`), `NEWSCLEAN_URL_FIELD` (`url`), `NEWSCLEAN_ARTICLE_FIELD` (`article`): names of
    fields; `NEWSCLEAN_AUDIT` (`reasons`): how much of the audit; `NEWSCLEAN_KEEP_HTML` (true): whether the page stays
    in the item; `NEWSCLEAN_DROP` (empty): statuses whose items are dropped, such as `["empty", "rejected"]`.

    Args:
        html_field: see above, and so are the others.
        url_field: see above.
        article_field: see above.
        audit: see above.
        keep_html: see above.
        drop: see above.

    Raises:
        InputValueError: there is no such audit level.
    """

    def __init__(
        self,
        *,
        html_field: str = "html",
        url_field: str = "url",
        article_field: str = "article",
        audit: AuditLevel = "reasons",
        keep_html: bool = True,
        drop: tuple[str, ...] = (),
    ) -> None:
        check_level(audit)
        self.html_field = html_field
        self.url_field = url_field
        self.article_field = article_field
        self.audit: AuditLevel = audit
        self.keep_html = keep_html
        self.drop = drop
        self._clean = CleanRecord()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline that a crawler's settings ask for.

        Raises:
            NotConfigured: a setting cannot be used.
        """
        settings = crawler.settings
        try:
            return cls(
                html_field=settings.get("NEWSCLEAN_HTML_FIELD", "html"),
                url_field=settings.get("NEWSCLEAN_URL_FIELD", "url"),
                article_field=settings.get("NEWSCLEAN_ARTICLE_FIELD", "article"),
                audit=settings.get("NEWSCLEAN_AUDIT", "reasons"),
                keep_html=settings.getbool("NEWSCLEAN_KEEP_HTML", default=True),
                drop=tuple(settings.getlist("NEWSCLEAN_DROP")),
            )
        except NewscleanError as error:
            raise NotConfigured(str(error)) from error

    def process_item(self, item: Any, spider: Any = None) -> Any:  # noqa: ARG002 - older versions pass the spider
        """The item with its article, once it is there.

        Raises:
            DropItem: later, where its status is one to drop.
        """
        fields = ItemAdapter(item)
        page = fields.get(self.html_field)
        if not isinstance(page, str | bytes):
            return item
        url = fields.get(self.url_field)
        return deferToThread(self._add, item, page, url if isinstance(url, str) else None)

    def _add(self, item: Any, page: str | bytes, url: str | None) -> Any:
        result = writable(cleaned(Record(raw=page, url=url, kind="html"), self._clean))
        if result.status in self.drop:
            raise DropItem(f"newsclean: {result.status}: {url or result.id}")
        fields = ItemAdapter(item)
        fields[self.article_field] = row_fields(result, self.audit)
        if not self.keep_html:
            del fields[self.html_field]
        return item
