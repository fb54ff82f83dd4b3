"""Places: the fields of a sheet, each with what the model holds there and how it is asked."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from attrs import field, frozen

from toimintamalli.diagnostics import Wording
from toimintamalli.filling import ChoiceForm, FieldForm, TruthForm, shown_text, yes_or_no
from toimintamalli.model import PracticeModel
from toimintamalli.text import Language
from toimintamalli.vocabulary import Labels, enum_title, localized
from toimintamalli.worksheets import Worksheet
from toimintamalli_pdf._languages import LANGUAGE_TAGS
from toimintamalli_pdf.layout import Choice, TextBox
from toimintamalli_pdf.sheets._shown import Shown
from toimintamalli_pdf.tagging import ChoiceOption, has_words, writable_text

__all__ = ["PACKAGE", "Named", "Place", "SheetContext", "choices_of", "fillable", "said_or"]

PACKAGE: Final = "toimintamalli_pdf"
"""The package whose ``labels.toml`` the words come from."""

_NONE: Final = "choice.none"
_UNFIT: Final = re.compile(r"[^A-Za-z0-9-]+")


@frozen
class Named:
    """A name of several parts, in whatever language it is asked for.

    Attributes:
        parts: The parts; empty ones are passed over.
    """

    parts: tuple[str | Wording, ...]

    def get(self, language: Language) -> str:
        """Return the name in one language."""
        parts = (part if isinstance(part, str) else part.get(language) for part in self.parts)
        return ", ".join(part for part in parts if part)


def said_or(text: str, otherwise: Wording) -> Wording:
    """Return a name that people gave, on one line; another where it shows nothing.

    Args:
        text: What people wrote.
        otherwise: What to say where they wrote nothing that can be seen.
    """
    line = " ".join(text.split())
    return Named((line,)) if any(map(str.isprintable, line)) else otherwise


@frozen(kw_only=True)
class Place:
    """A field of a sheet.

    Attributes:
        name: Name of the field in the document.
        label: What it is called, for people.
        form: How its value is shown and read.
        value: What the model holds; None where it holds nothing.
        hint: How to fill it.
        lines: How many lines the field shows at least.
        choices: What can be chosen; empty where the form of the field says it, or anything may be
            written.
        caption: What stands beside the field where the page says already what it is about; else
            the label.
    """

    name: str
    label: Wording
    form: FieldForm
    value: Any = None
    hint: Wording | None = None
    lines: int = 1
    choices: tuple[Wording, ...] = field(default=())
    caption: Wording | None = None

    def text(self, language: Language) -> str:
        """Return what stands in the field: lines that it does not show become one.

        A list to choose from shows nothing where nothing of its value can be seen.
        """
        if self.value is None:
            return ""
        text = writable_text(shown_text(self.form, self.value, language))
        line = text if self.lines > 1 else " ".join(text.split())
        return "" if self._is_choice and not has_words(line) else line

    def is_nothing_chosen(self, text: str) -> bool:
        """Tell whether a text is what a list says where nothing is chosen.

        Args:
            text: What stands in the field.
        """
        return self._is_choice and text in _nothing_chosen()

    @property
    def _is_choice(self) -> bool:
        return bool(self.choices) or isinstance(self.form, ChoiceForm | TruthForm)


@frozen(kw_only=True)
class SheetContext:
    """What a sheet is made of.

    Attributes:
        worksheet: The worksheet.
        model: The model that it is about.
        shown: Which parts of the model its fields show.
        words: Words of this plugin in the language of the document.
    """

    worksheet: Worksheet
    model: PracticeModel
    shown: Shown
    words: Labels

    @property
    def language(self) -> Language:
        """Language of the document."""
        return self.words.language

    @property
    def answer_language(self) -> str | None:
        """Language of what the model holds as a BCP 47 tag; None when it is the document's."""
        same = self.model.language is self.language
        return None if same else LANGUAGE_TAGS[self.model.language]

    def name(self, *parts: str) -> str:
        """Return the name of a field.

        Args:
            *parts: What tells it from others; signs that names cannot have become hyphens.
        """
        fit = (_UNFIT.sub("-", part) for part in parts)
        return "_".join((self.worksheet.prefix, *fit))


def fillable(place: Place, context: SheetContext) -> TextBox | Choice:
    """Return the field of a place as the layout draws it.

    Args:
        place: The place.
        context: What the sheet is made of.
    """
    language = context.language
    text = place.text(language)
    tooltip = _tooltip(place, language)
    choices = choices_of(place, language)
    if choices:
        return Choice(
            name=place.name,
            tooltip=tooltip,
            options=_options(choices, text, context.words[_NONE]),
            value=text,
        )
    return TextBox(
        name=place.name,
        tooltip=tooltip,
        label=place.label.get(language),
        value=text,
        lines=place.lines,
        language=context.answer_language if text else None,
    )


@cache
def _nothing_chosen() -> frozenset[str]:
    return frozenset(localized(PACKAGE, _NONE).get(language) for language in Language)


def _tooltip(place: Place, language: Language) -> str:
    hint = place.hint.get(language) if place.hint else ""
    name = place.label.get(language)
    return f"{name}: {hint}" if hint else name


def choices_of(place: Place, language: Language) -> tuple[str, ...]:
    """Return what can be chosen at a place; nothing where anything may be written.

    Args:
        place: The place.
        language: Language of the document.
    """
    if place.choices:
        return tuple(choice.get(language) for choice in place.choices)
    match place.form:
        case ChoiceForm(values=values):
            return tuple(enum_title(value).get(language) for value in values)
        case TruthForm():
            return tuple(yes_or_no(value, language) for value in (True, False))
    return ()


def _options(choices: tuple[str, ...], chosen: str, none: str) -> tuple[ChoiceOption, ...]:
    """Return what can be chosen: nothing, the choices, and what stands there already."""
    texts = dict.fromkeys((none, *choices, *filter(None, [chosen])))
    return tuple(ChoiceOption(value=text, label=text) for text in texts)
