"""What a page may hold, judged by an HTML parser and not by looking for strings."""

from __future__ import annotations

import base64
import hashlib
import re

from selectolax.lexbor import LexborHTMLParser


def check_page(html: str) -> LexborHTMLParser:
    """Parse the page and hold it to its promise: nothing in it can run, load or send, but its own script and style."""
    tree = LexborHTMLParser(html)
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name in ("script", "style"):
        for node in tree.css(name):
            digest = base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()
            assert f"{name}-src 'sha256-{digest}'" in policy, f"a {name} that the policy does not name"
            assert not node.attributes
    for node in tree.css("*"):
        assert node.tag not in {
            "iframe",
            "object",
            "embed",
            "base",
            "form",
            "img",
            "video",
            "audio",
            "frame",
            "template",
        }
        for name, value in node.attributes.items():
            assert not name.startswith("on"), f"<{node.tag} {name}>"
            assert name not in {"style", "src", "srcset", "srcdoc", "action", "formaction", "xlink:href", "ping"}
            if name == "href":
                assert re.match(r"#|data:,$", value or ""), f"<{node.tag} href={value!r}>"
    return tree
