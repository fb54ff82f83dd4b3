"""Writes the parts of a form text as plain text, Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from attrs import frozen

from toimintamalli.model import (
    Attachment,
    AttachmentKind,
    Block,
    Heading,
    Inline,
    ItemList,
    Link,
    ListKind,
    Paragraph,
    RichText,
)
from toimintamalli.text import Language
from toimintamalli.vocabulary import FormProfile
from toimintamalli_innokyla._furniture import furniture
from toimintamalli_innokyla._lines import Line
from toimintamalli_innokyla._marks import Marks, marks_of
from toimintamalli_innokyla._options import TextForm
from toimintamalli_innokyla._parts import (
    AttachmentsPart,
    LabelPart,
    Part,
    PlaceholderPart,
    RichPart,
    TextPart,
    TitlePart,
    ValuesPart,
)

__all__ = ["Written", "write"]


# What a drawn-in line begins with, which reading trims at the top, and what other files begin with.
_MISREAD = (" ", "<", "%", "{")


@frozen(kw_only=True)
class Written:
    """A written form text.

    Attributes:
        text: The text.
        suffix: Suffix that suits it.
        media_type: Media type that suits it.
    """

    text: str
    suffix: str
    media_type: str


def write(
    parts: Iterable[Part],
    form: TextForm,
    profile: FormProfile,
    *,
    title: str,
    language: Language,
    whole: bool,
) -> Written:
    """Return the parts in one form of text.

    Args:
        parts: The parts in order; empty ones are left out.
        form: Plain text, Markdown or HTML.
        profile: The form profile, which has the marker and the labels of images.
        title: Title of the document.
        language: Language of the content.
        whole: Whether this is the whole form; HTML of one field has no page around it.
    """
    kept = [part for part in parts if part]
    match form:
        case TextForm.PLAIN:
            as_text = marks_of(profile).drawn_in
            text = _joined(kept, lambda part: _plain(part, profile, as_text))
            return Written(
                text=_opened(text) if whole else text,
                suffix=".txt",
                media_type="text/plain; charset=utf-8",
            )
        case TextForm.MARKDOWN:
            return Written(
                text=_joined(kept, lambda part: _markdown(part, profile)),
                suffix=".md",
                media_type="text/markdown; charset=utf-8",
            )
        case TextForm.HTML:
            marks = marks_of(profile)
            body = "\n".join(_html(part, profile, marks) for part in kept)
            return Written(
                text=_html_page(body, title, language) if whole else f"{body}\n",
                suffix=".html",
                media_type="text/html; charset=utf-8",
            )


def _joined(parts: Iterable[Part], written: Callable[[Part], str]) -> str:
    text = "\n\n".join(map(written, parts))
    return f"{text}\n" if text else ""


def _opened(text: str) -> str:
    """Put a page's own heading first where the text would begin like another kind of file.

    Such is a title that is a tag or one of the form's labels.
    """
    return f"{furniture().part_headings[0]}\n\n{text}" if text.startswith(_MISREAD) else text


def _marked(label: LabelPart, profile: FormProfile) -> str:
    return f"{label.text} {profile.required_marker}" if label.required else label.text


# -- plain text -------------------------------------------------------------------------------


def _plain(part: Part, profile: FormProfile, as_text: Callable[[str], str]) -> str:
    match part:
        case TitlePart(text) | TextPart(text):
            return as_text(text)
        case PlaceholderPart(text):
            return text
        case LabelPart():
            return _marked(part, profile)
        case ValuesPart(values):
            return "\n".join(map(as_text, values))
        case RichPart(text):
            return as_text(text.plain)
        case AttachmentsPart(attachments):
            return "\n".join(
                line
                for attachment in attachments
                for line in _plain_lines(attachment, profile, as_text)
            )


def _plain_lines(
    attachment: Attachment, profile: FormProfile, as_text: Callable[[str], str]
) -> Iterator[str]:
    if attachment.kind is AttachmentKind.IMAGE:
        yield profile.image_label
        yield from filter(None, [as_text(attachment.alt_text)])
        if attachment.caption:
            yield from (profile.caption_label, as_text(attachment.caption))
    elif attachment.title and attachment.address:
        yield f"{attachment.title} ({attachment.address})"
    else:
        yield as_text(attachment.title or attachment.address)


# -- Markdown ---------------------------------------------------------------------------------

_SUBHEADING = re.compile(r"^## ", re.MULTILINE)


def _markdown(part: Part, profile: FormProfile) -> str:
    match part:
        case TitlePart(text):
            return f"# {_markdown_text(text)}"
        case LabelPart(inner=inner):
            level = "###" if inner else "##"
            return f"{level} {_markdown_text(_marked(part, profile))}"
        case TextPart(text) | PlaceholderPart(text):
            return _markdown_text(text)
        case ValuesPart(values):
            return "\n".join(f"- {_markdown_text(value)}" for value in values)
        case RichPart(text):
            return _SUBHEADING.sub("### ", text.markup)
        case AttachmentsPart(attachments):
            return "\n".join(f"- {_markdown_attachment(item)}" for item in attachments)


def _markdown_text(text: str) -> str:
    """Return text whose marks are text, by way of the markup of the model."""
    escaped = RichText((Paragraph(text),)).markup
    return escaped.replace("**", r"\*\*")


def _markdown_attachment(attachment: Attachment) -> str:
    name = attachment.title or attachment.alt_text or attachment.caption or attachment.address
    linked: Inline = Link(name, attachment.address) if attachment.address else name
    content = (linked, f" {attachment.caption}" if attachment.caption not in ("", name) else "")
    return RichText((Paragraph(content),)).markup


# -- HTML -------------------------------------------------------------------------------------


def _html_page(body: str, title: str, language: Language) -> str:
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _lang(language: Language | None) -> str:
    """Return what tells that a part is in another language than the page."""
    return f' lang="{language}"' if language else ""


def _html(part: Part, profile: FormProfile, marks: Marks) -> str:
    match part:
        case TitlePart(text):
            return f"<h1>{_space_before(text, marks, heading=1)}{escape(text)}</h1>"
        case LabelPart(inner=True):
            return f"<h3{_lang(part.language)}>{escape(part.text)}</h3>"
        case LabelPart():
            return f"<h2{_lang(part.language)}>{escape(_marked(part, profile))}</h2>"
        case TextPart(text):
            paragraphs = text.split("\n\n")
            return "\n".join(_html_paragraph((lines,), marks) for lines in paragraphs)
        case PlaceholderPart(text, language):
            return f"<p{_lang(language)}>{escape(text)}</p>"
        case ValuesPart(values):
            return "\n".join(_html_paragraph((value,), marks) for value in values)
        case RichPart(text):
            return "\n".join(_html_block(block, marks) for block in text.blocks)
        case AttachmentsPart(attachments):
            return "\n".join(_html_attachment(attachment, marks) for attachment in attachments)


def _space_before(text: str, marks: Marks, *, heading: int = 0) -> str:
    """Return the space that keeps a text from being read as something else."""
    line = Line(text=text, content=(), heading=heading)
    return "&nbsp;" if marks.needs_drawing_in(line) else ""


def _html_block(block: Block, marks: Marks) -> str:
    match block:
        case Paragraph(content):
            return _html_paragraph(content, marks)
        case Heading(text):
            return f"<h3>{_space_before(text, marks, heading=3)}{escape(text)}</h3>"
        case ItemList():
            return _html_list(block)


def _html_paragraph(content: tuple[Inline, ...], marks: Marks) -> str:
    text = "".join(piece if isinstance(piece, str) else piece.text for piece in content)
    return f"<p>{_space_before(text, marks)}{_html_content(content)}</p>"


def _html_list(item_list: ItemList) -> str:
    numbered = item_list.kind is ListKind.NUMBERED
    start = f' start="{item_list.start}"' if numbered and item_list.start != 1 else ""
    tag = "ol" if numbered else "ul"
    items = "\n".join(
        f"<li>{_html_content(item.content)}{''.join(map(_html_list, item.sublists))}</li>"
        for item in item_list.items
    )
    return f"<{tag}{start}>\n{items}\n</{tag}>"


def _html_content(content: tuple[Inline, ...]) -> str:
    return "".join(
        _html_lines(piece)
        if isinstance(piece, str)
        else f'<a href="{escape(piece.address)}">{escape(piece.text)}</a>'
        for piece in content
    )


def _html_lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>\n")


def _html_attachment(attachment: Attachment, marks: Marks) -> str:
    if attachment.kind is AttachmentKind.IMAGE:
        image = f'<img src="{escape(attachment.address)}" alt="{escape(attachment.alt_text)}">'
        caption = f"<figcaption>{_html_lines(attachment.caption)}</figcaption>"
        return f"<figure>{image}{caption if attachment.caption else ''}</figure>"
    name = attachment.title or attachment.address
    content = Link(name, attachment.address) if attachment.address else name
    return _html_paragraph((content,), marks)
