"""The result: one typed record for every document, whatever it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from newsclean.errors import InputTypeError, SchemaError
from newsclean.model.audit import Audit
from newsclean.model.compose import text_with
from newsclean.model.date import DateValue
from newsclean.model.display import in_notebook, in_terminal
from newsclean.model.document import BlockKind, Issue
from newsclean.model.evidence import Candidate
from newsclean.model.jsonld import to_jsonld
from newsclean.model.markdown import to_markdown

SCHEMA_VERSION = "1.0"
"""Version of the Article record. It rises when a field is added (minor) or changes its meaning (major)."""

Status = Literal["ok", "partial", "empty", "rejected"]
"""`ok`: a body was found; `partial`: a body, but something was cut or went wrong; `empty`: no body;
`rejected`: not a document that could be read as one (see `issues`)."""


class Author(Struct, frozen=True, gc=False, kw_only=True):
    """Someone credited for the article.

    Attributes:
        name: as a reader would write it, without "By" or titles.
        kind: a person, an organisation (newsroom, agency), or unknown.
        role: job title or part taken, as the document states it.
        organisation: whom they write for, as the document states it.
        url: their page.
        raw: the string the name was taken from.
        source: where that string stood.
    """

    name: str
    kind: Literal["person", "organisation", "unknown"] = "unknown"
    role: str | None = None
    organisation: str | None = None
    url: str | None = None
    raw: str = ""
    source: str = ""


class Publisher(Struct, frozen=True, gc=False, kw_only=True):
    """Who published the document; at least one of the two is known.

    Attributes:
        name: as the document states it.
        domain: registered domain of the page's address, such as `bbc.co.uk`.
        source: where the name, or else the domain, stood.
    """

    name: str | None = None
    domain: str | None = None
    source: str = ""


class Language(Struct, frozen=True, gc=False, kw_only=True):
    """The language of the body.

    Attributes:
        code: BCP 47, such as `en`, `nb`, `zh-Hans`.
        confidence: 0 to 1.
        declared: what the document or the caller says, as BCP 47.
        detected: what the body's words say, as BCP 47; `None` where there is too little to tell.
        source: `caller`, `declared`, `detected`, or `declared+detected` where both agree.
    """

    code: str
    confidence: float
    declared: str | None = None
    detected: str | None = None
    source: str = ""


class Media(Struct, frozen=True, gc=False, kw_only=True):
    """An image or a video of the article.

    Attributes:
        url: its address, in full where the page's own address is known.
        caption: the text set beside it.
        alt: the text for those who cannot see it.
        credit: who made it.
        lead: whether it is the article's lead image.
        source: where the address stood.
    """

    url: str
    caption: str | None = None
    alt: str | None = None
    credit: str | None = None
    lead: bool = False
    source: str = ""


class Paragraph(Struct, frozen=True, gc=False):
    """A piece of the body.

    Attributes:
        text: the text after edits.
        kind: what the markup says it is; in a dump what its shape says: subheads, list items with a bullet, and
            paragraphs are told from the rest (`other`).
        level: 1 to 6 for headings, nesting depth for list items; 0 else, and where a dump does not tell.
        block: index of its block in `audit.blocks`.
    """

    text: str
    kind: BlockKind
    level: int
    block: int


class Signal(Struct, frozen=True, gc=False):
    """One self-check.

    Attributes:
        name: what was measured.
        value: the measure.
        expected: what it was held against, where there is such a thing.
        agrees: whether the two agree; `None` where it speaks neither way.
    """

    name: str
    value: float
    expected: float | None = None
    agrees: bool | None = None


class Quality(Struct, frozen=True, gc=False):
    """How far the body can be trusted.

    Attributes:
        score: 0 to 1; `None` where no signal was found to judge by.
        signals: the checks it rests on.
    """

    score: float | None
    signals: tuple[Signal, ...] = ()


class Article(Struct, frozen=True, kw_only=True):
    """A news document, cleaned. A field without evidence is `None` or empty.

    Attributes:
        status: whether there is a body, and whether to trust that it is whole.
        id: hex digest of the input (SHA-256, first 16 bytes), or the caller's own id.
        url: the address given by the caller.
        canonical_url: the address that the document gives for itself.
        title: the headline, without the site's name.
        subtitle: the standfirst or deck, its paragraphs each on a line; not part of `text`.
        description: the summary declared for search engines and feeds.
        text: the body: its paragraphs joined by blank lines, without headline, standfirst, captions and byline.
        body: the paragraphs of `text`, each with the block it came from.
        authors: who is credited.
        byline: the line that credits them, as written.
        published: when it first appeared.
        modified: when it was last changed; never mixed with `published`.
        fetched: when it was fetched, given by the caller.
        publisher: who published it.
        agency: the news agency credited.
        section: the part of the publication.
        breadcrumbs: the path of sections above the article.
        tags: declared keywords.
        language: language of the body.
        text_direction: `ltr` or `rtl`.
        images: lead image first.
        videos: embedded videos.
        access: who may read the whole of it.
        completeness: whether the body is all of it.
        kind: what sort of page it is.
        license: licence as declared.
        copyright: copyright line as written.
        word_count: words in `text` (blank-separated; in scripts without blanks an estimate).
        quality: how far to trust the body.
        evidence: for each field, every candidate that was seen.
        issues: what a caller may want to act on.
        audit: the fate of every block of the input.
        extra: the caller's own columns, untouched.
        schema: version of this record.
    """

    status: Status
    id: str
    audit: Audit
    url: str | None = None
    canonical_url: str | None = None
    title: str | None = None
    subtitle: str | None = None
    description: str | None = None
    text: str = ""
    body: tuple[Paragraph, ...] = ()
    authors: tuple[Author, ...] = ()
    byline: str | None = None
    published: DateValue | None = None
    modified: DateValue | None = None
    fetched: dt.datetime | None = None
    publisher: Publisher | None = None
    agency: str | None = None
    section: str | None = None
    breadcrumbs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: Language | None = None
    text_direction: Literal["ltr", "rtl"] | None = None
    images: tuple[Media, ...] = ()
    videos: tuple[Media, ...] = ()
    access: Literal["free", "metered", "paywalled", "unknown"] = "unknown"
    completeness: Literal["complete", "teaser", "truncated", "unknown"] = "unknown"
    kind: Literal["article", "opinion", "live_blog", "video", "gallery", "listing", "not_article", "unknown"] = (
        "unknown"
    )
    license: str | None = None
    copyright: str | None = None
    word_count: int = 0
    quality: Quality = Quality(score=None)
    evidence: Mapping[str, tuple[Candidate, ...]] = {}
    issues: tuple[Issue, ...] = ()
    extra: Mapping[str, Any] = {}
    schema: str = SCHEMA_VERSION

    def text_with(self, *also: str, without: Collection[BlockKind] = ()) -> str:
        """The body with more, or less, than `text` holds; its words stay what they are in `text`.

        `article.text_with("title", "subtitle", "captions", without={"table_row"})` is the headline, the standfirst and
        the body, with captions where they stood and without tables. docs/schema.md tells what `text` holds.

        Args:
            also: cleaners whose removed blocks come back, and fields whose blocks come back, at their place.
            without: kinds of paragraphs that are left out.

        Raises:
            InputValueError: a name is neither a cleaner that ran nor a field, or no kind.
        """
        return text_with(self, also, without)

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists, strings, numbers and `None`; what `to_json` writes. Raises as `to_json` does."""
        # By way of JSON, which is fast here and has no tuples.
        built: dict[str, Any] = msgspec.json.decode(_encode(self))
        return built

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON, fields in the order of this class.

        Args:
            indent: spaces per level; one compact line by default.

        Raises:
            InputTypeError: a value in `extra` cannot be written as JSON. Dates and times are written as ISO 8601, bytes
                as base64, NaN and infinity as null, tuples and sets as lists; they come back from `from_json` as such.
        """
        data = _encode(self)
        if indent is not None:
            data = msgspec.json.format(data, indent=indent)
        return data.decode()

    def to_markdown(self) -> str:
        """CommonMark with YAML front matter: the fields, the headline, the body by kind of paragraph."""
        return to_markdown(self)

    def to_jsonld(self) -> dict[str, Any]:
        """A schema.org NewsArticle node as JSON-LD; what is not known is left out."""
        return to_jsonld(self)

    def _repr_html_(self) -> str:
        return in_notebook(self)

    def __rich__(self) -> Any:
        return in_terminal(self)

    @classmethod
    def from_json(cls, data: str | bytes) -> Article:
        """The record that `to_json` wrote.

        Raises:
            InputTypeError: `data` is neither `str` nor `bytes`.
            SchemaError: the data is not JSON, or not an Article.
        """
        if not isinstance(data, str | bytes):
            raise InputTypeError(f"data must be str or bytes, not {type(data).__name__}")
        try:
            return _decoder.decode(data)
        except (msgspec.MsgspecError, UnicodeEncodeError) as error:
            raise SchemaError(f"not an Article: {error}") from error


def _encode(article: Article) -> bytes:
    try:
        return msgspec.json.encode(article)
    except (TypeError, ValueError, RecursionError):
        # Which column it is, for the encoder does not say.
        for name, value in article.extra.items():
            try:
                msgspec.json.encode({name: value})
            except (TypeError, ValueError, RecursionError) as error:
                raise InputTypeError(f"extra[{name!r}] cannot be written as JSON: {error}") from error
        raise


_decoder: msgspec.json.Decoder[Article] = msgspec.json.Decoder(Article)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Article.to_json`; its `$id` carries the schema's version."""
    schema: dict[str, Any] = msgspec.json.schema(Article)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:newsclean:schema:article:{SCHEMA_VERSION}",
        "title": "newsclean Article",
        **schema,
    }
