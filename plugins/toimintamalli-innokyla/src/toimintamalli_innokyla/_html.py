"""Saved web pages: from HTML to lines with headings, list items, links and images.

Reads with the standard library's parser, which never fails; runs no script, fetches nothing.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from attrs import define, evolve, field, frozen

from toimintamalli.model import Attachment, AttachmentKind, Inline, Link, ListKind
from toimintamalli_innokyla._lines import BLANK, ItemMark, Line

__all__ = ["HtmlPage", "looks_like_html", "read_html"]

_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|main|article|section|div|h[1-6]|p|ul|ol)\b", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_UNSEEN = frozenset({"script", "style", "svg", "template", "noscript", "head", "nav", "button"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRESS = frozenset({"b", "strong", "i", "em", "u"})
_SAFE_ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_INDENT = 4


@frozen(kw_only=True)
class HtmlPage:
    """What an HTML page says.

    Attributes:
        lines: Its blocks, with blank lines between them.
        stressed: How many bold or italic pieces there were; the model keeps their words only.
    """

    lines: tuple[Line, ...]
    stressed: int


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML rather than plain text."""
    return _TAG.search(text[:4000]) is not None


def read_html(source: str) -> HtmlPage:
    """Return the lines of an HTML page or fragment.

    Args:
        source: The HTML; where it has a ``main`` part, only that is read.
    """
    parser = _Parser()
    parser.feed(source)
    parser.close()
    parser.flush()
    return HtmlPage(lines=tuple(parser.state.lines), stressed=parser.state.stressed)


@define
class _List:
    """A list whose items are being read."""

    kind: ListKind
    next_number: int


@define
class _State:
    """What is open while the page is read."""

    lines: list[Line] = field(factory=list)
    content: list[Inline] = field(factory=list)
    unseen: int = 0
    lists: list[_List] = field(factory=list)
    mark: ItemMark | None = None
    in_item: int = 0
    heading: int = 0
    link: str | None = None
    link_text: str = ""
    stressed: int = 0
    in_caption: bool = False
    finished: bool = False

    @property
    def skips(self) -> bool:
        """Whether what is met now is no text of the page."""
        return self.unseen > 0 or self.finished


class _Parser(HTMLParser):
    """Turns tags into lines; unknown tags only lend their text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.state = _State()
        self._main_seen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self.state.unseen += 1
        elif self.state.skips:
            return
        elif tag == "br":
            self.state.content.append("\n")
        elif tag == "img":
            self._add_image(given)
        elif tag == "a":
            self._open_link(given.get("href", ""))
        elif tag in _STRESS:
            self.state.stressed += 1
        elif tag in _BLOCKS:
            self._open_block(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.state.unseen = max(self.state.unseen - 1, 0)
        elif self.state.skips:
            return
        elif tag == "a":
            self._close_link()
        elif tag in _BLOCKS:
            self._close_block(tag)

    def handle_data(self, data: str) -> None:
        if self.state.skips:
            return
        text = _SPACE.sub(" ", data)
        if self.state.link is None:
            self.state.content.append(text)
        else:
            self.state.link_text += text

    def flush(self) -> None:
        """End the block that is being read."""
        state = self.state
        self._close_link()
        text = "".join(p if isinstance(p, str) else p.text for p in state.content)
        image = state.lines[-1].attachment if state.lines else None
        if text.strip() and state.in_caption and image:
            state.lines[-1] = Line(text="", attachment=evolve(image, caption=_tidy(text)))
        elif text.strip():
            state.lines.append(
                Line(
                    text=_tidy(text),
                    content=tuple(state.content),
                    heading=state.heading,
                    item=state.mark,
                    goes_on=state.mark is None and state.in_item > 0,
                )
            )
            state.mark = None
        state.content = []

    def _open_block(self, tag: str, given: dict[str, str]) -> None:
        self.flush()
        state = self.state
        if tag == "main" and not self._main_seen:
            # What stands before the main part is the site's furniture, not the page's text.
            self._main_seen = True
            state.lines.clear()
        state.heading = _HEADINGS.get(tag, state.heading)
        state.in_caption = state.in_caption or tag == "figcaption"
        if tag in ("ul", "ol"):
            kind = ListKind.NUMBERED if tag == "ol" else ListKind.BULLET
            state.lists.append(_List(kind, _number(given.get("start", ""), 1)))
        elif tag == "li":
            self._open_item(given)
        elif not state.in_item and not state.in_caption:
            self._part()

    def _open_item(self, given: dict[str, str]) -> None:
        state = self.state
        opened = state.lists[-1] if state.lists else _List(ListKind.BULLET, 1)
        number = _number(given.get("value", ""), opened.next_number)
        opened.next_number = number + 1
        indent = _INDENT * max(len(state.lists) - 1, 0)
        state.mark = ItemMark(
            kind=opened.kind,
            number=number if opened.kind is ListKind.NUMBERED else 1,
            indent=indent,
        )
        state.in_item += 1

    def _close_block(self, tag: str) -> None:
        self.flush()
        state = self.state
        if tag in _HEADINGS:
            state.heading = 0
        elif tag in ("ul", "ol") and state.lists:
            state.lists.pop()
        elif tag == "li":
            state.in_item = max(state.in_item - 1, 0)
            state.mark = None
        elif tag == "figcaption":
            state.in_caption = False
        elif tag == "main":
            state.finished = True
        if not state.in_item:
            self._part()

    def _part(self) -> None:
        if self.state.lines and self.state.lines[-1] != BLANK:
            self.state.lines.append(BLANK)

    def _open_link(self, address: str) -> None:
        self._close_link()
        self.state.link = address.strip()

    def _close_link(self) -> None:
        state = self.state
        if state.link is not None and state.link_text:
            usable = _SAFE_ADDRESS.match(state.link)
            kept = Link(state.link_text, state.link) if usable else state.link_text
            if isinstance(kept, Link):
                state.content += _with_outer_spaces(state.link_text, kept)
            else:
                state.content.append(kept)
        state.link, state.link_text = None, ""

    def _add_image(self, given: dict[str, str]) -> None:
        self.flush()
        address = given.get("src", "")
        image = Attachment(
            kind=AttachmentKind.IMAGE,
            alt_text=_tidy(_SPACE.sub(" ", given.get("alt", ""))),
            address=address if _SAFE_ADDRESS.match(address) else "",
        )
        if image.alt_text or image.address:
            self.state.lines.append(Line(text="", attachment=image))


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _number(written: str, otherwise: int) -> int:
    return int(written) if written.isascii() and written.isdigit() else otherwise


def _with_outer_spaces(text: str, link: Link) -> list[Inline]:
    """Keep the spaces at the ends of a link's text, which a link itself does not hold."""
    before = " " if text.startswith(" ") else ""
    after = " " if text.endswith(" ") else ""
    return [before, link, after]
