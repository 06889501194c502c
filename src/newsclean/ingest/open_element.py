"""An element that the walk over a page is inside of."""

from __future__ import annotations

from msgspec import Struct

from newsclean.model.document import BlockKind


class OpenElement(Struct, gc=False):
    """An open element.

    Attributes:
        tag: its name.
        parent: the element around it; `None` for the root.
        nth: its place among the elements of the same name in its parent, from 1.
        around: the block element around it, where it is one itself.
        cues: of a block element.
        kind: what a block element makes of its text.
        level: of that kind.
        container: index of the container that a block element makes; -1 while it holds no other.
        counts: names of the elements inside it so far, and how often each was met.
        locator: its path, once that was asked for.
    """

    tag: str
    parent: OpenElement | None
    nth: int
    around: OpenElement | None = None
    cues: tuple[str, ...] = ()
    kind: BlockKind = "other"
    level: int = 0
    container: int = -1
    counts: dict[str, int] | None = None
    locator: str | None = None

    def path(self) -> str:
        """The XPath of the element, positions counted among elements of the same name."""
        if self.locator is None:
            unnamed: list[OpenElement] = []
            element: OpenElement | None = self
            while element is not None and element.locator is None:
                unnamed.append(element)
                element = element.parent
            path = "" if element is None or element.locator is None else element.locator
            for element in reversed(unnamed):
                step = element.tag if element.tag in {"html", "body"} else f"{element.tag}[{element.nth}]"
                path = element.locator = f"{path}/{step}"
            return path
        return self.locator
