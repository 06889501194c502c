"""Writes docs/schema.md from the records' own docstrings and types. `--check` fails when it differs."""

from __future__ import annotations

import ast
import inspect
import re
import typing
from pathlib import Path
from typing import Any

from generated import ROOT, write_or_check

import newsclean
from newsclean.model import arrow, article, audit, date, document, evidence, rejected

TARGET = ROOT / "docs" / "schema.md"

RECORDS: tuple[type, ...] = (
    article.Article,
    article.Author,
    article.Publisher,
    date.DateValue,
    article.Language,
    article.Media,
    article.Paragraph,
    article.Quality,
    article.Signal,
    evidence.Candidate,
    document.Issue,
    rejected.Rejected,
    audit.Audit,
    document.Block,
    audit.Kept,
    audit.Used,
    audit.Removed,
    audit.AppliedEdit,
    document.Skipped,
    audit.Failure,
    audit.PipelineInfo,
)
"""Every record that `Article.to_json` writes, in the order of the page."""

HEAD = """# The output

What `newsclean.clean` gives: one `Article` for every document, whatever it was. This page is made from the records' own
docstrings and types by `tools/make_schema_docs.py`; change those, then run `make docs`.

- `article.to_json()` and `Article.from_json(data)` are each other's inverse; `article.to_dict()` is the same as plain
  values.
- `newsclean.json_schema()` is the JSON Schema (2020-12) of that JSON, `$id` `{id}`. This is version
  {version}: the last figure rises when a field is added, the first when one changes its meaning.
- `article.to_markdown()` is CommonMark with YAML front matter, `article.to_jsonld()` a schema.org NewsArticle.
- `newsclean.arrow_schema()` is the Arrow schema of a table of articles (needs the extra `parquet`); [its
  columns](#columns) stand at the end of this page.
- A document that could not be cleaned at all, in a batch or by `clean_many`, gives a `Rejected` instead.
- A field without evidence is `null`, or empty where it is a list. Nothing is filled in by guessing.
"""

POLICY = """
## What `text` holds

One policy for every document: `text` is what the author wrote for the reader of the article, and nothing else.

| kind of block | in `text` | otherwise |
|---|---|---|
| paragraph, subhead (`heading`), list item, quotation, table row, code | yes, as it stands | |
| headline, standfirst, byline, date line, tags | no | the fields `title`, `subtitle`, `byline` … |
| caption and picture credit | no | `images`; cleaner `captions` |
| embedded post of a social network | no | cleaner `embeds` |
| agency sign-off | no | `agency`; cleaner `agency_signoffs` |
| author's note, call to action | no | cleaners `author_bios`, `calls_to_action` |

Another mix needs no second run, for the receipts hold every block. `article.text_with("title", "subtitle", "captions")`
puts headline, standfirst and captions back where they stood; any cleaner or field may be named.
`article.text_with(without={"table_row", "list_item"})` leaves kinds out. The words of the rest never change by it.
"""

EVIDENCE = """
## Evidence

`evidence` maps field names to every candidate that was seen. `source` is the kind of place:

| source | where |
|---|---|
| `json-ld:<property>` | the JSON-LD node of the page's own article |
| `meta:<name>` | a `<meta>` tag, by its name, property or itemprop in lower case |
| `title`, `html:lang`, `link:canonical`, `img` | those elements |
| `block:<cleaner>` | a block that the cleaner used for the field |
| `block:h1`, `block:cue` | a block told by its markup |
| `block:copyright`, `block:dateline`, `block:sign_off` | a block told by its wording and its place |
| `text:script`, `text:words`, `text:langdetect` | the letters and words of the body |
| `url` | the page's address |
| `caller` | an argument of the call |
"""

COLUMNS = """
## Columns

One row a document, in Arrow and Parquet: from `newsclean.batch.clean_batch`, `newsclean batch --format parquet` and the
adapters. Flat but for lists. `published` and `modified` are instants in UTC, null where offset or minute is not known;
`_date` beside them is the calendar day, `_value` all that is known. `evidence`, `audit` and `extra` are JSON text; how
much of the audit is stored is the writer's choice:

| audit | holds |
|---|---|
| `full` | the Audit above: every block with its text and its fate |
| `reasons` | `{"pipeline": digest, "fates": [{"fate", "by", "field", "reason", "edits"}, …]}`: fates without texts |
| `counts` | `{"pipeline": digest, "counts": {"kept": 12, "removed:footer": 3}}`, and no evidence |
| `none` | null, and no evidence |

The row of a `Rejected` has the status `error`, and says why in `rejected_stage`, `rejected_error` and
`rejected_message`.
"""


def page() -> str:
    """The whole page."""
    schema = newsclean.json_schema()
    head = HEAD.format(id=schema["$id"], version=article.SCHEMA_VERSION)
    return head + POLICY + "".join(section(record) for record in RECORDS) + EVIDENCE + issues() + columns()


def columns() -> str:
    """The columns of `arrow_schema`, in order."""
    lines = [COLUMNS, "| column | type |", "|---|---|"]
    lines += [f"| `{field.name}` | `{field.type}` |" for field in arrow.arrow_schema()]
    return "\n".join(lines) + "\n"


def section(record: type) -> str:
    """One record: its first paragraph, and a table of its fields."""
    summary, meanings = documented(record)
    lines = [f"\n## {record.__name__}\n", summary, "", "| field | type | meaning |", "|---|---|---|"]
    tag = getattr(record, "__struct_config__").tag  # noqa: B009 - msgspec's own name, unknown to type checkers
    if tag is not None:
        lines.append(f"| `{record.__struct_config__.tag_field}` | `{tag!r}` | which of the fates it is |")
    for name, hint in typing.get_type_hints(record).items():
        if not name.startswith("_"):
            lines.append(f"| `{name}` | {typed(hint)} | {meanings.get(name, '')} |")
    return "\n".join(lines) + "\n"


def documented(record: type) -> tuple[str, dict[str, str]]:
    """A record's docstring without its attributes, and what it says of each attribute."""
    text = inspect.getdoc(record) or ""
    summary, _, attributes = text.partition("\nAttributes:\n")
    meanings: dict[str, str] = {}
    name = ""
    for line in attributes.split("\n"):
        match = re.match(r"    (\w+): (.*)", line)
        if match:
            name = match[1]
            meanings[name] = match[2]
        elif line.startswith("     ") and name:
            meanings[name] += " " + line.strip()
    return " ".join(summary.split()), {key: value.replace("|", "\\|") for key, value in meanings.items()}


def typed(hint: Any) -> str:
    """A type as a reader of JSON would call it."""
    name = named(hint)
    return f"`{name}`".replace("|", "\\|") if not isinstance(hint, type) or hint not in RECORDS else name


def named(hint: Any) -> str:
    """The type's short name."""
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin is typing.Literal:
        return " | ".join(f'"{value}"' for value in arguments)
    if origin is tuple:
        return f"list of {named(arguments[0])}"
    if arguments and (origin is None or "Union" in str(origin) or "UnionType" in str(type(hint))):
        return " | ".join(named(argument) for argument in arguments)
    if arguments:
        return f"object of {named(arguments[-1])}"
    if hint is Any:
        return "any"
    plain = {"str": "string", "int": "integer", "float": "number", "bool": "true | false", "NoneType": "null"}
    return plain.get(getattr(hint, "__name__", str(hint)), getattr(hint, "__name__", str(hint)))


def issues() -> str:
    """The issue codes, from every place in the package that makes one."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((ROOT / "src" / "newsclean").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "Issue":
                continue
            code, severity = (part.value if isinstance(part, ast.Constant) else None for part in node.args[:2])
            if code and severity:
                found.setdefault(str(code), (str(severity), meaning(node, path)))
    lines = ["\n## Issue codes\n", "| code | severity | meaning |", "|---|---|---|"]
    lines += [f"| `{code}` | {severity} | {text} |" for code, (severity, text) in sorted(found.items())]
    return "\n".join(lines) + "\n"


def meaning(call: ast.Call, path: Path) -> str:
    """The message of an issue: the constant in its place, or the one assigned to that name in the same file."""
    argument = call.args[2] if len(call.args) > 2 else None
    if isinstance(argument, ast.Constant):
        return str(argument.value)
    if isinstance(argument, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in argument.values)
    if isinstance(argument, ast.Name):
        assigned = [
            (node.lineno, str(node.value.value))
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == argument.id
            and isinstance(node.value, ast.Constant)
            and node.lineno < call.lineno
        ]
        return max(assigned, default=(0, ""))[1]
    return ""


if __name__ == "__main__":
    raise SystemExit(write_or_check(TARGET, page()))
