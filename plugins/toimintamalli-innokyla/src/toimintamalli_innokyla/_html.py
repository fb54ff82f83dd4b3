"""Saved web pages: from HTML to lines with headings, list items, links and images.

Reads with the standard library's parser, which never fails; runs no script, fetches nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import groupby

from attrs import define, evolve, field, frozen

from toimintamalli.model import (
    Attachment,
    AttachmentKind,
    Inline,
    Link,
    ListKind,
    Paragraph,
    RichText,
)
from toimintamalli_innokyla._lines import BLANK, ItemMark, Line

__all__ = ["HtmlPage", "looks_like_html", "read_html"]

_FIRST_TAG = re.compile(
    r"<(?:!doctype html|!--.*?-->|\?xml |(?:a|article|b|body|br|div|em|figure|h[1-6]|head|header|"
    r"html|i|img|li|main|meta|nav|ol|p|script|section|span|strong|style|table|title|ul)\b[^<]*>)",
    re.IGNORECASE | re.DOTALL,
)
_SPACE = re.compile(r"\s+")
_SPACES = re.compile(" {2,}")
_COLLAPSING_SPACE = " \t\r\n\f"
_NO_BREAK_SPACE = "\xa0"
_UNSEEN = frozenset({"script", "style", "svg", "template", "noscript", "head", "nav", "button"})
_BLOCKS = frozenset(
    """
    address article aside blockquote body dd details div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html label legend li main ol p pre section summary table
    tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a list of one name a line would fill the screen
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRESS = frozenset({"b", "strong", "i", "em", "u"})
# To a browser a comment; the parser gives up at sections whose keyword it does not know.
_MARKED_SECTION = re.compile(r"<!\[[^>]*+(?:>|\Z)")
# No character has such a number, and Python reads none of some thousand digits.
_LONG_REFERENCE = re.compile(r"&#(?=[0-9])0*+(?P<digits>[0-9]*+)")
_MOST_DIGITS = 8
_NUMBER = re.compile(r"[0-9]{1,9}")
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
    """Whether a text is HTML rather than plain text, which may speak of tags further down."""
    return _FIRST_TAG.match(text.lstrip()) is not None


def read_html(source: str) -> HtmlPage:
    """Return the lines of an HTML page or fragment.

    Args:
        source: The HTML; where it has a ``main`` part, only that is read.
    """
    source = _LONG_REFERENCE.sub(_shortened, _MARKED_SECTION.sub("", _with_ends(source)))
    state = _parsed(source, unseen=_UNSEEN)
    never_closed = {tag for tag, count in state.unseen.items() if count}
    if never_closed:
        state = _parsed(source, unseen=_UNSEEN - never_closed)
    return HtmlPage(lines=tuple(state.lines), stressed=state.stressed)


def _parsed(source: str, unseen: frozenset[str]) -> _State:
    parser = _Parser(unseen)
    parser.feed(source)
    parser.close()
    parser.flush()
    return parser.state


def _with_ends(source: str) -> str:
    """Take for text what only begins like a comment or tag: the parser seeks each end in vain."""
    closed, end, rest = source.rpartition("-->")
    closed, end, rest = (closed + end + rest.replace("<!--", " ")).rpartition(">")
    return closed + end + rest.replace("<", "&lt;")


def _shortened(reference: re.Match[str]) -> str:
    """Return a reference to the same character, or to one that is not there either."""
    return f"&#{reference['digits'][:_MOST_DIGITS] or 0}"


@define
class _List:
    """A list whose items are being read."""

    kind: ListKind
    next_number: int
    in_item: bool = False


@define
class _State:
    """What is open while the page is read."""

    lines: list[Line] = field(factory=list)
    content: list[Inline] = field(factory=list)
    unseen: Counter[str] = field(factory=Counter)
    lists: list[_List] = field(factory=list)
    mark: ItemMark | None = None
    drawn_in: bool | None = None
    heading: int = 0
    link: str | None = None
    link_text: list[str] = field(factory=list)
    stressed: int = 0
    in_figure: bool = False
    in_caption: bool = False
    finished: bool = False

    @property
    def skips(self) -> bool:
        """Whether what is met now is no text of the page."""
        return self.finished or any(self.unseen.values())

    @property
    def in_item(self) -> bool:
        """Whether a list item is open."""
        return bool(self.lists) and self.lists[-1].in_item


class _Parser(HTMLParser):
    """Turns tags into lines; unknown tags only lend their text."""

    def __init__(self, unseen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.state = _State()
        self._unseen = unseen
        self._main_seen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("body", "main"):
            self._begin_content(tag)
        if self.state.finished:
            return
        if tag in self._unseen:
            self.state.unseen[tag] += 1
        elif self.state.skips:
            return
        elif tag == "br":
            self._add("\n")
        elif tag == "img":
            self._add_image(given)
        elif tag == "a":
            self._open_link(given.get("href", ""))
        elif tag in _STRESS:
            self.state.stressed += 1
        elif tag in _BLOCKS:
            self._open_block(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            self.state.unseen[tag] = max(self.state.unseen[tag] - 1, 0)
        elif self.state.skips:
            return
        elif tag == "a":
            self._close_link()
        elif tag in _BLOCKS:
            self._close_block(tag)

    def handle_data(self, data: str) -> None:
        if not self.state.skips:
            self._notice_drawing_in(data)
            self._add(_SPACE.sub(" ", data))

    def flush(self) -> None:
        """End the block that is being read."""
        state = self.state
        if state.link_text:
            self._close_link()
        content = tuple(_joined(state.content))
        text = "".join(piece if isinstance(piece, str) else piece.text for piece in content)
        if text.strip() and state.in_caption and self._last_image():
            self._add_caption(RichText((Paragraph(content),)).plain)
        elif text.strip():
            state.lines.append(
                Line(
                    text=_tidy(text),
                    content=content,
                    heading=state.heading,
                    item=state.mark,
                    goes_on=state.mark is None and state.in_item,
                    drawn_in=bool(state.drawn_in),
                )
            )
            state.mark = None
        state.content, state.drawn_in = [], None

    def _begin_content(self, tag: str) -> None:
        """What stands before the main part is the site's furniture, not the page's text."""
        self.state.unseen.clear()
        if tag == "main":
            self.flush()
            if not self._main_seen:
                self.state.lines.clear()
            self._main_seen = True
            self.state.finished = False

    def _notice_drawing_in(self, data: str) -> None:
        """A no-break space is the one space that HTML shows at the beginning of a line."""
        shown = data.lstrip(_COLLAPSING_SPACE)
        if shown and self.state.drawn_in is None:
            self.state.drawn_in = shown.startswith(_NO_BREAK_SPACE)

    def _add(self, text: str) -> None:
        if self.state.link is None:
            self.state.content.append(text)
        else:
            self.state.link_text.append(text)

    def _last_image(self) -> Attachment | None:
        lines = self.state.lines
        while lines and lines[-1] == BLANK:
            lines.pop()
        return lines[-1].attachment if lines else None

    def _add_caption(self, text: str) -> None:
        image = self.state.lines[-1].attachment or Attachment()
        caption = f"{image.caption}\n{text}".strip()
        self.state.lines[-1] = Line(text="", attachment=evolve(image, caption=caption))

    def _open_block(self, tag: str, given: dict[str, str]) -> None:
        self.flush()
        state = self.state
        state.heading = _HEADINGS.get(tag, state.heading)
        state.in_figure = state.in_figure or tag == "figure"
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
        opened.in_item = True

    def _close_block(self, tag: str) -> None:
        self.flush()
        state = self.state
        if tag in _HEADINGS:
            state.heading = 0
        elif tag in ("ul", "ol") and state.lists:
            state.lists.pop()
        elif tag == "li":
            state.mark = None
            if state.lists:
                state.lists[-1].in_item = False
        elif tag == "figure":
            state.in_figure = state.in_caption = False
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
        text, address = "".join(state.link_text), state.link
        state.link, state.link_text = None, []
        if address is not None and _SAFE_ADDRESS.match(address):
            state.content += _with_outer_spaces(text, Link(text, address))
        else:
            state.content.append(text)

    def _add_image(self, given: dict[str, str]) -> None:
        self.flush()
        address = given.get("src", "")
        image = Attachment(
            kind=AttachmentKind.IMAGE,
            alt_text=_tidy(_SPACE.sub(" ", given.get("alt", ""))),
            address=address if _SAFE_ADDRESS.match(address) else "",
        )
        if image.alt_text or image.address or self.state.in_figure:
            self.state.lines.append(Line(text="", attachment=image))


def _joined(content: Iterable[Inline]) -> Iterable[Inline]:
    """Join neighbouring strings, whose spaces collapse into one."""
    for is_link, run in groupby(content, key=lambda piece: isinstance(piece, Link)):
        if is_link:
            yield from run
        else:
            yield _SPACES.sub(" ", "".join(piece for piece in run if isinstance(piece, str)))


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _number(written: str, otherwise: int) -> int:
    return int(written) if _NUMBER.fullmatch(written) else otherwise


def _with_outer_spaces(text: str, link: Link) -> list[Inline]:
    """Keep the spaces at the ends of a link's text, which a link itself does not hold."""
    before = " " if text.startswith(" ") else ""
    after = " " if text.endswith(" ") else ""
    return [before, link, after]
