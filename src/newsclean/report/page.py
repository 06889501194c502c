"""One self-contained page: styles and script within it, and a policy that lets nothing else run or load."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

DECEIVING: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\uffff\ud800-\uf8ff\U000e0000-\U000e007f]"
)
"""Characters that nobody sees, that only a site's own font draws (private use), or that turn the text around them (UAX
9): on a page they are named instead. The joiners U+200C and U+200D stay, for scripts and emoji are spelt with them."""


def named(text: str) -> str:
    """The text with deceiving characters written as their code points, such as `⟨U+202E⟩`."""
    return DECEIVING.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text)


def render(template: str, style: tuple[str, ...], script: tuple[str, ...], **values: Any) -> str:
    """A page.

    Every value that the template writes goes through `named` and is escaped. The page may load nothing, send nothing,
    and run nothing but its own script, which is named in its Content-Security-Policy by its hash.

    Args:
        template: name of a template among the assets.
        style: names of the style sheets, in order.
        script: names of the scripts, in order.
        values: what the template asks for.
    """
    from markupsafe import Markup

    css = "\n".join(asset(name) for name in style)
    js = "\n".join(asset(name) for name in script)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(css)}'",
            f"script-src '{_hash(js)}'" if js else "script-src 'none'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )
    # Both are files of this package, never text of a document.
    page = environment().get_template(template)
    return page.render(policy=policy, css=Markup(css), js=Markup(js), **values)  # noqa: S704


def fragment(template: str, **values: Any) -> str:
    """A piece of HTML to stand in another page, with the style sheet of the template's name; values as for `render`."""
    from markupsafe import Markup

    css = Markup(asset(template.replace(".html", ".css")))  # noqa: S704
    return environment().get_template(template).render(css=css, **values)


@functools.cache
def asset(name: str) -> str:
    """The text of a file among the assets."""
    return files("newsclean.report").joinpath("assets", name).read_text(encoding="utf-8")


@functools.cache
def environment() -> Environment:
    """The templates: escaping is always on, and a name that is not there is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["breakable"] = _breakable
    return made


def _breakable(name: str) -> Markup:
    """A name such as `share_counts.bare_number` or a moment such as `2023-06-14T17:56` that may be broken in two."""
    from markupsafe import Markup

    return Markup("<wbr>").join(re.split(r"(?<=[._])|(?<=\dT)", named(name)))


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return named(value) if type(value) is str else value


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
