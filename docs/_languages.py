"""Tells browsers and screen readers the language of each page.

Most pages are in English. Guides for readers of Finnish and Swedish have a folder of their own; on
their pages the words around the text are in that language too, and links that lead to a page in
another language say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from docutils.nodes import document
from sphinx.application import Sphinx

_ENGLISH = "en"
_FOLDERS = {"kayttoopas": "fi", "handledning": "sv"}
_WORDS = {
    "fi": {
        "Back to top": "Takaisin alkuun",
        "Home": "Alku",
        "Next": "Seuraava",
        "On this page": "Tällä sivulla",
        "Pages": "Sivut",
        "Previous": "Edellinen",
        "Search": "Etsi",
        "Skip to content": "Siirry sisältöön",
    },
    "sv": {
        "Back to top": "Tillbaka till början",
        "Home": "Början",
        "Next": "Nästa",
        "On this page": "På denna sida",
        "Pages": "Sidor",
        "Previous": "Föregående",
        "Search": "Sök",
        "Skip to content": "Gå till innehållet",
    },
}
_LINK = re.compile(r'<a ([^>]*)href="([^":#]+)(#[^"]*)?"')
_AFTER_THE_THEME = 900


def language_of(page: str) -> str:
    """Return the language of a page, such as ``kayttoopas/asennus``."""
    return _FOLDERS.get(PurePosixPath(page).parts[0], _ENGLISH)


def setup(app: Sphinx) -> None:
    """Tell the language of a page when its HTML is made."""
    app.connect("html-page-context", _tell_language, priority=_AFTER_THE_THEME)


def _tell_language(
    app: Sphinx, page: str, template: str, context: dict[str, Any], content: document | None
) -> None:
    language = language_of(page)
    if language != _ENGLISH:
        context["language"] = language
        context["gettext"] = context["_"] = _translator(language)
    for part in ("body", "furo_navigation_tree"):
        if part in context:
            context[part] = _marked(context[part], page)


def _translator(language: str) -> Callable[[str], str]:
    words = _WORDS[language]
    return lambda text: words.get(" ".join(text.split()), text)


def _marked(html: str, page: str) -> str:
    """Mark the links that lead to a page in another language than this one."""

    def mark(link: re.Match[str]) -> str:
        target = language_of(_target(page, link[2]))
        here = target == language_of(page)
        return link[0] if here else f'<a lang="{target}" {link[0].removeprefix("<a ")}'

    return _LINK.sub(mark, html)


def _target(page: str, href: str) -> str:
    """Return the page to which a relative link of another page leads."""
    parts = list(PurePosixPath(page).parent.parts)
    for part in PurePosixPath(href).parts:
        if part == "..":
            del parts[-1:]
        else:
            parts.append(part)
    return "/".join(parts) or "index"
