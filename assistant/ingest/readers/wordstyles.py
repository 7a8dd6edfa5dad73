"""What Word's paragraph styles say of a paragraph: heading level, list, and the space around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assistant.ingest.readers.ooxml import child, children, switched_on, value

# Twentieths of a point: less space than this between two paragraphs reads as the next line.
_GAP = 60


@dataclass(frozen=True, slots=True)
class Spacing:
    """Space before and after a paragraph, and whether it falls away between paragraphs of one style."""

    before: int
    after: int
    contextual: bool
    style: str

    def parts(self, following: Spacing) -> bool:
        """Return whether a gap shows between this paragraph and the following one."""
        same = self.style == following.style
        after = 0 if same and self.contextual else self.after
        before = 0 if same and following.contextual else following.before
        return max(after, before) >= _GAP


class Styles:
    """The paragraph styles of one document."""

    def __init__(self, root: Element | None) -> None:
        nodes = [] if root is None else [node for node in children(root, "style") if node.get("type") == "paragraph"]
        self._nodes = {node.get("styleId", ""): node for node in nodes}
        self._default = next((node.get("styleId", "") for node in nodes if node.get("default") in {"1", "true"}), "")
        self._base = None if root is None else root.find("docDefaults/pPrDefault/pPr")

    def name(self, properties: Element | None) -> str:
        """Return the identifier of a paragraph's style."""
        return value(properties, "pStyle") or self._default

    def heading(self, properties: Element | None) -> int | None:
        """Return the outline level from 1 that the paragraph or its style gives, None for body text."""
        for layer in self._layers(properties):
            outline = value(layer, "outlineLvl")
            if outline.isdigit():
                return int(outline) + 1 if int(outline) < 9 else None
        for style in self._chain(self.name(properties)):
            words = value(style, "name").lower()
            named = re.fullmatch(r"heading (\d)", words)
            if named or words == "title":
                return int(named[1]) if named else 1
        return None

    def numbered(self, properties: Element | None) -> tuple[str, int | None, str] | None:
        """Return list, level (None where only the list knows it) and the style that ties them; None outside lists."""
        number, index, tied = "", None, ""
        direct = child(properties, "numPr")
        for style, layer in [("", properties), *self._tied(properties)]:
            node = child(layer, "numPr")
            if index is None and value(node, "ilvl").isdigit():
                index = int(value(node, "ilvl"))
            if value(node, "numId"):
                number, tied = value(node, "numId"), style
                break
        if direct is not None and index is None and value(direct, "numId"):
            index = 0
        return None if number in {"", "0"} else (number, index, self.name(properties) if tied else "")

    def spacing(self, properties: Element | None) -> Spacing:
        """Return the space around the paragraph."""
        found = {"before": 0, "after": 0}
        for key in found:
            layers = [*self._layers(properties), self._base]
            held = (node.get(key, "") for layer in layers if (node := child(layer, "spacing")) is not None)
            found[key] = next((int(words) for words in held if words.isdigit()), 0)
        contextual = any(switched_on(layer, "contextualSpacing") for layer in self._layers(properties))
        return Spacing(found["before"], found["after"], contextual, self.name(properties))

    def _layers(self, properties: Element | None) -> Iterator[Element | None]:
        """Yield the paragraph's own properties, then its style's, then those the style is based on."""
        yield properties
        yield from (layer for _, layer in self._tied(properties))

    def _tied(self, properties: Element | None) -> Iterator[tuple[str, Element | None]]:
        """Yield each style of the chain with its paragraph properties."""
        for style in self._chain(self.name(properties)):
            yield style.get("styleId", ""), child(style, "pPr")

    def _chain(self, name: str) -> Iterator[Element]:
        """Yield a style and those it is based on, each once."""
        seen: set[str] = set()
        while name in self._nodes and name not in seen:
            seen.add(name)
            yield self._nodes[name]
            name = value(self._nodes[name], "basedOn")
