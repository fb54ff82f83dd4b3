"""Turns a worksheet definition and a model's answers into a drawn grid; loads reportlab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toimintamalli.model import PracticeModel
from toimintamalli.text import Language
from toimintamalli.vocabulary import Labels, WorksheetDefinition, counties
from toimintamalli_pdf._answers import FilledSheet, Position, entry_texts
from toimintamalli_pdf._grid import (
    DocumentInfo,
    GridAnswer,
    GridAnswers,
    GridColumn,
    GridEntry,
    GridRow,
    GridWords,
    GridWorksheet,
    RenderedGrid,
    render_grid,
)
from toimintamalli_pdf._identity import ENTRY_DATE, ENTRY_SOURCE, SheetIdentity

__all__ = ["LANGUAGE_TAGS", "draw_worksheet"]

_CREATOR = "toimintamalli"
_ENTRY_WIDTHS = {ENTRY_SOURCE: 330, ENTRY_DATE: 90}
LANGUAGE_TAGS = {
    Language.FINNISH: "fi-FI",
    Language.SWEDISH: "sv-FI",
    Language.ENGLISH: "en-GB",
}
"""The languages of documents, as they tell them."""


def draw_worksheet(
    definition: WorksheetDefinition,
    model: PracticeModel,
    sheets: Sequence[FilledSheet],
    texts: Mapping[Position, str],
    words: Labels,
    identity: SheetIdentity,
) -> RenderedGrid:
    """Draw the worksheet of a model.

    Args:
        definition: Rows and columns of the worksheet.
        model: The model that the worksheet is about.
        sheets: Filled worksheets that the answers come from.
        texts: Answers by cell; every cell is one of the definition's.
        words: Words of this plugin in the language of the document.
        identity: What the document tells of itself.
    """
    same_language = model.language is words.language
    return render_grid(
        _worksheet(definition, words),
        _answers(texts, sheets, None if same_language else LANGUAGE_TAGS[model.language]),
        _words(words),
        _info(definition, model, words, identity),
        context=_context(model, sheets, words),
    )


def _worksheet(definition: WorksheetDefinition, words: Labels) -> GridWorksheet:
    language = words.language
    return GridWorksheet(
        worksheet_id=definition.id,
        version=definition.version,
        title=definition.title.get(language),
        instructions=(definition.instruction.get(language),),
        entries=tuple(
            GridEntry(
                id=entry,
                label=words[f"entry.{entry}.label"],
                tooltip=words[f"entry.{entry}.tooltip"],
                width=width,
            )
            for entry, width in _ENTRY_WIDTHS.items()
        ),
        corner_label=definition.corner.get(language),
        columns=tuple(
            GridColumn(id=column.id, label=column.name.get(language))
            for column in definition.columns
        ),
        rows=tuple(
            GridRow(id=row.id, name=row.name.get(language), question=row.question.get(language))
            for row in definition.rows
        ),
    )


def _answers(
    texts: Mapping[Position, str], sheets: Sequence[FilledSheet], language: str | None
) -> GridAnswers:
    return GridAnswers(
        cells=tuple(
            GridAnswer(row=row, column=column, text=text) for (row, column), text in texts.items()
        ),
        entries=tuple(entry_texts(sheets).items()),
        language=language,
    )


def _words(words: Labels) -> GridWords:
    return GridWords(
        continued_marker=words["grid.continued_marker"],
        continuation_heading=words["grid.continuation_heading"],
        page_label=words["grid.page_label"],
        footer_label=words["grid.footer_label"],
        cell_label=words["grid.cell_label"],
        cell_tooltip=words["grid.cell_tooltip"],
    )


def _info(
    definition: WorksheetDefinition, model: PracticeModel, words: Labels, identity: SheetIdentity
) -> DocumentInfo:
    worksheet_title = definition.title.get(words.language)
    model_title = _on_one_line(model.basics.title)
    return DocumentInfo(
        title=f"{model_title} – {worksheet_title}" if model_title else worksheet_title,
        subject=words["document.subject"],
        language=LANGUAGE_TAGS[words.language],
        created=model.basics.modified or model.basics.created,
        creator=_CREATOR,
        properties=identity.properties(),
    )


def _context(model: PracticeModel, sheets: Sequence[FilledSheet], words: Labels) -> tuple[str, ...]:
    """Say which model the sheet is about, where it is, and who filled the sheet."""
    title = _on_one_line(model.basics.title)
    names = ", ".join(_county_names(model.programme.counties, words.language))
    sources = "; ".join(sheet.label for sheet in sheets)
    filled_by = "context.joined" if len(sheets) > 1 else "context.filled_by"
    lines = [
        words.fill("context.model", title=title) if title else "",
        words.fill("context.counties", names=names) if names else "",
        words.fill(filled_by, sources=sources) if sources else "",
    ]
    return tuple(filter(None, lines))


def _county_names(ids: Sequence[str], language: Language) -> list[str]:
    """Official names; an identifier that is not on the list stands for itself."""
    names = {county.id: county.name.get(language) for county in counties()}
    return [names.get(county_id, county_id) for county_id in ids]


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
