"""The sheet of a group board: what its slips show, and which notes come back onto which board."""

from __future__ import annotations

import datetime
import runpy
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

import toimintamalli as tm
from toimintamalli.errors import OptionError
from toimintamalli.model import Board, Note, NoteKind, PracticeModel
from toimintamalli.testing import strategies
from toimintamalli.text import Language
from toimintamalli.vocabulary import board_definition
from toimintamalli_pdf.layout import Bullets, CellText, PageBreak, Table, TextBox
from toimintamalli_pdf.sheets._board import BoardPart, shown_board
from toimintamalli_pdf.sheets._shown import Shown
from toimintamalli_pdf.tagging import writable_text

ROOT = Path(__file__).parents[3]
SHEETS = runpy.run_path(str(Path(__file__).with_name("sheets.py")))
texts_of, returned, HOSTILE = SHEETS["texts_of"], SHEETS["returned"], SHEETS["HOSTILE"]
FILES = runpy.run_path(str(Path(__file__).with_name("files.py")))
file_of, filled, read = partial(SHEETS["file_of"], "ryhmataulu"), FILES["filled"], SHEETS["read"]

START = "taulu_notes_"
THEME, DAY = f"{START}theme", f"{START}date"
BLANK = SHEETS["BLANK"]

LEAVE = Note(id="n1", kind=NoteKind.RISK, text="Sijaisia ei saada\nkesäksi.", votes=4)
TRIED = Note(id="ääni 1", kind=NoteKind.HELPED, text="Esihenkilöt kokeilivat itse.", votes=6)
HURRY = Note(id="n3", kind=NoteKind.RISK, text="Aika loppuu.")
NOTES = (LEAVE, TRIED, HURRY)
DIGITAL = Board(
    id="digi", theme="Digitaaliset palvelut", date=datetime.date(2025, 2, 10), notes=NOTES
)
OF_DIGITAL = Shown(board="digi")


def model_of(*boards: Board) -> PracticeModel:
    return evolve(BLANK, boards=boards)


def with_notes(*notes: Note) -> PracticeModel:
    return model_of(evolve(DIGITAL, notes=notes))


ONE = model_of(DIGITAL)


def held(kind: str, key: str, name: str = "text") -> str:
    return f"{START}note_{kind}_{key}_{name}"


def new(kind: str, number: int, name: str = "text") -> str:
    return f"{START}new_{kind}_{number}_{name}"


def sheet(model: PracticeModel, shown: Shown = OF_DIGITAL, **options: Any) -> BoardPart:
    made = SHEETS["sheet_of"](BoardPart, "ryhmataulu", model, part="notes", shown=shown, **options)
    assert isinstance(made, BoardPart)
    return made


def only(model: PracticeModel) -> Board:
    (one,) = model.boards
    return one


def told(reading: Any) -> list[str]:
    return [one.code for one in reading.finish()]


# -- what is shown ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_the_agenda_tells_the_minutes_and_what_is_done(language: Language) -> None:
    agenda, _ = (part for part in sheet(ONE, language=language).parts() if isinstance(part, Table))
    rows = [
        (first.strong, second.text)
        for first, second in agenda.rows
        if isinstance(first, CellText) and isinstance(second, CellText)
    ]
    assert [minutes for minutes, _ in rows] == ["5", "5", "35", "5"]
    assert [what for _, what in rows] == [
        part.what.get(language) for part in board_definition().agenda
    ]


@pytest.mark.parametrize("language", Language)
def test_the_themes_of_the_boards_are_listed(language: Language) -> None:
    names = tuple(theme.name.get(language) for theme in board_definition().themes)
    assert Bullets(items=names) in list(sheet(ONE, language=language).parts())


def test_the_notes_stand_on_a_page_of_their_own_kind_beside_kind_with_their_votes() -> None:
    parts = list(sheet(ONE).parts())
    table = parts[-1]
    assert isinstance(table, Table)
    assert PageBreak() in parts
    assert [column.header for column in table.columns] == [
        "Nro",
        "Juurtumista edistänyt teko",
        "Hyvä oivallus",
        "Juurruttamiseen liittyvä riski",
        "Tärkeä riski tunnistettu",
        "Idealaari",
        "Äänet",
    ]
    shown = [[cell.value for cell in row if isinstance(cell, TextBox)] for row in table.rows]
    assert shown[:2] == [
        ["Esihenkilöt kokeilivat itse.", "6", "Sijaisia ei saada\nkesäksi.", "4", "", ""],
        ["", "", "Aika loppuu.", "", "", ""],
    ]


def test_under_the_longest_column_there_are_as_many_empty_slips_as_the_worksheet_says() -> None:
    table = list(sheet(ONE).parts())[-1]
    assert isinstance(table, Table)
    assert len(table.rows) == 2 + 5
    numbers = [row[0].strong for row in table.rows if isinstance(row[0], CellText)]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7"]


def test_a_slip_says_its_column_and_its_place_to_a_screen_reader() -> None:
    tips = {
        cell.name: cell.tooltip
        for part in sheet(ONE).parts()
        if isinstance(part, Table)
        for row in part.rows
        for cell in row
        if isinstance(cell, TextBox)
    }
    assert tips[held("risk", "n3")].startswith("Juurruttamiseen liittyvä riski, 2, Teksti: ")
    assert tips[new("risk", 1)].startswith("Juurruttamiseen liittyvä riski, 3, Teksti: ")


def test_an_empty_sheet_shows_nothing_of_the_model() -> None:
    assert not any(texts_of(sheet(ONE, Shown(board="digi", is_empty=True))).values())


def test_the_only_board_is_shown() -> None:
    assert shown_board(ONE, None, is_empty=False) == "digi"


def test_an_empty_sheet_is_for_a_board_to_come() -> None:
    assert shown_board(ONE, None, is_empty=True) == ""


def test_of_several_boards_none_is_shown_unless_asked_for() -> None:
    both = model_of(DIGITAL, Board(id="lapset"))
    assert shown_board(both, None, is_empty=False) == ""
    assert shown_board(both, "lapset", is_empty=False) == "lapset"


def test_a_board_that_is_not_there_is_refused() -> None:
    with pytest.raises(OptionError) as caught:
        shown_board(ONE, "poissa", is_empty=False)
    (refusal,) = caught.value.report
    assert refusal.code == "TM909"
    assert refusal.parameters == (("option", "board"), ("found", "poissa"), ("allowed", ("digi",)))


# -- files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_an_empty_sheet_that_comes_back_empty_changes_nothing(language: Language) -> None:
    back = read(file_of(BLANK, language=language), BLANK)
    assert back.model == BLANK
    assert back.diagnostics.codes == ("PDF127",)


@pytest.mark.parametrize("language", Language)
def test_a_sheet_with_notes_that_nobody_changed_changes_nothing(language: Language) -> None:
    back = read(file_of(ONE, language=language), ONE)
    assert back.model == ONE
    assert back.diagnostics.codes == ()


@pytest.mark.parametrize("language", Language)
def test_exactly_the_filled_slips_come_back(language: Language) -> None:
    answers = {
        THEME: "Ikääntyneet, omaishoitajat",
        DAY: {"en": "2025-02-10"}.get(language, "10.2.2025"),
        new("risk", 2): "Aika loppuu.",
        new("risk", 2, "votes"): "3",
        new("idea", 1): "Yhteinen\nvideo",
    }
    back = read(filled(file_of(BLANK, language=language), answers), BLANK)
    assert back.diagnostics.codes == ()
    board = only(back.model)
    assert (board.id, board.theme, board.date) == (
        "ikaantyneet-omaishoitajat",
        "Ikääntyneet, omaishoitajat",
        datetime.date(2025, 2, 10),
    )
    assert [(note.kind, note.text, note.votes) for note in board.notes] == [
        (NoteKind.RISK, "Aika loppuu.", 3),
        (NoteKind.IDEA, "Yhteinen\nvideo", 0),
    ]


def test_a_sheet_read_into_no_model_brings_its_board_with_the_identifiers_of_its_notes() -> None:
    back = read(file_of(with_notes(LEAVE, HURRY)), None)
    assert only(back.model) == evolve(DIGITAL, notes=(LEAVE, HURRY))
    assert back.diagnostics.codes == ()


def test_notes_of_two_groups_on_copies_of_one_board_are_all_kept(
    together: Callable[..., tm.MergedImport],
) -> None:
    groups = {
        name: {new("risk", 1): text, new("idea", 1): "Video"}
        for name, text in (("a", "Aika ei riitä."), ("b", "Yhteys pätkii."))
    }
    merged = together({name: filled(file_of(ONE), one) for name, one in groups.items()}, ONE)
    assert merged.conflicts == ()
    texts = [note.text for note in only(merged.model).notes]
    assert texts[:3] == [note.text for note in NOTES]
    assert sorted(texts[3:]) == ["Aika ei riitä.", "Video", "Yhteys pätkii."]


def test_a_sheet_read_twice_adds_its_notes_once() -> None:
    data = filled(
        file_of(ONE), {new("risk", 1): "Yhteys pätkii.", new("risk", 2): "Yhteys pätkii."}
    )
    once = read(data, ONE).model
    assert len(only(once).notes) == 5
    assert read(data, once).model == once


def test_a_new_board_read_twice_is_told_and_added_once() -> None:
    data = filled(file_of(BLANK), {new("risk", 1): "Yhteys pätkii."})
    once = read(data, BLANK).model
    again = read(data, once)
    assert again.model == once
    assert again.diagnostics.codes == ("PDF130",)


@pytest.mark.parametrize("model", [BLANK, ONE], ids=["empty", "filled"])
def test_the_files_are_accessible(
    model: PracticeModel, findings: Callable[[bytes], list[str]]
) -> None:
    assert findings(file_of(model)) == []


# -- what comes back --------------------------------------------------------------------------


@pytest.mark.parametrize("has_marks", [True, False])
def test_a_changed_note_changes_and_nothing_else(has_marks: bool) -> None:
    made = sheet(ONE)
    changes = {held("risk", "n1"): "Sijaisia ei saada.", held("risk", "n3", "votes"): "2"}
    reading = returned(made, changes, has_marks=has_marks)
    proposed = made.proposed(ONE, reading)
    changed = (evolve(LEAVE, text="Sijaisia ei saada."), TRIED, evolve(HURRY, votes=2))
    assert proposed == with_notes(*changed)
    assert told(reading) == []


def test_theme_and_day_are_read() -> None:
    made = sheet(ONE)
    proposed = made.proposed(ONE, returned(made, {THEME: "", DAY: "11.2.2025"}))
    assert only(proposed) == evolve(DIGITAL, theme="", date=datetime.date(2025, 2, 11))


def test_a_new_note_comes_behind_the_others_with_an_identifier_of_its_own() -> None:
    made = sheet(ONE)
    changes = {
        new("helped", 1): "Kahvitunti.",
        new("helped", 1, "votes"): "1",
        new("risk", 1): "Kahvitunti.",
    }
    notes = only(made.proposed(ONE, returned(made, changes))).notes
    assert notes[:3] == NOTES
    assert [(note.kind, note.text, note.votes) for note in notes[3:]] == [
        (NoteKind.HELPED, "Kahvitunti.", 1),
        (NoteKind.RISK, "Kahvitunti.", 0),
    ]
    assert len({note.id for note in notes}) == 5


def test_a_note_emptied_altogether_is_taken_away() -> None:
    made = sheet(ONE)
    changes = {held("risk", "n1"): "", held("risk", "n1", "votes"): ""}
    assert made.proposed(ONE, returned(made, changes)) == with_notes(TRIED, HURRY)


def test_emptied_votes_are_none() -> None:
    made = sheet(ONE)
    proposed = made.proposed(ONE, returned(made, {held("risk", "n1", "votes"): ""}))
    assert proposed == with_notes(evolve(LEAVE, votes=0), TRIED, HURRY)


@pytest.mark.parametrize(
    "changes", [{held("risk", "n1"): " \n"}, {new("idea", 2, "votes"): "2"}], ids=["held", "new"]
)
def test_votes_for_a_slip_without_words_are_told_and_not_read(changes: dict[str, str]) -> None:
    made = sheet(ONE)
    reading = returned(made, changes)
    assert made.proposed(ONE, reading) == ONE
    assert told(reading) == ["PDF137"]


@pytest.mark.parametrize("votes", ["monta", "-3", "1,5"])
def test_votes_that_are_no_number_of_votes_are_told_and_not_read(votes: str) -> None:
    made = sheet(ONE)
    reading = returned(made, {held("risk", "n1", "votes"): votes})
    assert made.proposed(ONE, reading) == ONE
    assert told(reading) == ["PDF135"]


def test_each_of_two_notes_with_one_identifier_changes_alone() -> None:
    model = with_notes(LEAVE, evolve(HURRY, id="n1"))
    made = sheet(model)
    proposed = made.proposed(model, returned(made, {held("risk", "n1_2"): "Aika ei riitä."}))
    assert proposed == with_notes(LEAVE, evolve(HURRY, id="n1", text="Aika ei riitä."))


def test_a_note_whose_identifier_no_field_can_have_is_found_again() -> None:
    made = sheet(ONE)
    (name,) = (name for name in texts_of(made) if "_helped_-" in name and name.endswith("text"))
    proposed = made.proposed(ONE, returned(made, {name: "Kokeiltiin."}))
    assert proposed == with_notes(LEAVE, evolve(TRIED, text="Kokeiltiin."), HURRY)


def test_a_blank_sheet_adds_to_its_board_and_tells_what_it_replaces() -> None:
    made = sheet(ONE, Shown(board="digi", is_empty=True))
    reading = returned(made, {THEME: "Aikuiset", new("risk", 1): "Yhteys pätkii."})
    board = only(made.proposed(ONE, reading))
    assert (board.theme, board.date) == ("Aikuiset", DIGITAL.date)
    assert [note.text for note in board.notes[3:]] == ["Yhteys pätkii."]
    assert told(reading) == ["PDF143"]


def test_a_blank_sheet_that_lost_its_marks_takes_nothing_away() -> None:
    made = sheet(ONE, Shown(board="digi", is_empty=True))
    assert made.proposed(ONE, returned(made, has_marks=False)) == ONE


def test_boards_without_a_theme_get_different_identifiers() -> None:
    made = sheet(BLANK, Shown())
    names = set()
    for text in ("Aika loppuu.", "Yhteys pätkii."):
        board = only(made.proposed(BLANK, returned(made, {new("risk", 1): text})))
        assert board.id.startswith("board-")
        names.add(board.id)
    assert len(names) == 2


def test_a_second_board_of_a_theme_gets_an_identifier_of_its_own() -> None:
    model = model_of(Board(id="digitaaliset-palvelut"))
    made = sheet(model, Shown())
    changes = {THEME: "Digitaaliset palvelut", new("risk", 1): "Aika loppuu."}
    first, second = made.proposed(model, returned(made, changes)).boards
    assert first == model.boards[0]
    assert second.id == "digitaaliset-palvelut-2"


# -- a model that changed meanwhile -----------------------------------------------------------


def test_what_nobody_touched_on_the_sheet_stays_as_the_model_has_it_now() -> None:
    added = Note(id="n9", kind=NoteKind.RISK, text="Uusi.")
    now = with_notes(added, evolve(HURRY, text="Aika riitti."), TRIED)
    reading = returned(sheet(ONE))
    assert sheet(now).proposed(now, reading) == now
    assert told(reading) == []


def test_a_note_is_found_again_though_its_kind_changed_meanwhile() -> None:
    idea = evolve(HURRY, kind=NoteKind.IDEA)
    now = with_notes(idea, LEAVE)
    reading = returned(sheet(ONE), {held("risk", "n3"): "Aika riittää."})
    proposed = sheet(now).proposed(now, reading)
    assert proposed == with_notes(evolve(idea, text="Aika riittää."), LEAVE)
    assert told(reading) == []


def test_a_note_that_changed_in_both_places_stays_and_is_told() -> None:
    now = with_notes(evolve(LEAVE, text="Sijaisia saadaan."))
    reading = returned(sheet(ONE), {held("risk", "n1"): "Sijaisia ei ole."})
    assert sheet(now).proposed(now, reading) == now
    assert told(reading) == ["PDF134"]


def test_a_note_that_is_gone_is_added_anew_and_told_where_somebody_changed_it() -> None:
    now = with_notes(TRIED)
    reading = returned(sheet(ONE), {held("risk", "n1", "votes"): "9"})
    assert sheet(now).proposed(now, reading) == with_notes(TRIED, evolve(LEAVE, votes=9))
    assert told(reading) == ["PDF136"]


def test_a_board_that_is_gone_is_added_anew_and_told_where_somebody_changed_it() -> None:
    made = sheet(model_of(evolve(DIGITAL, notes=(LEAVE, HURRY))))
    reading = returned(made, {held("risk", "n1", "votes"): "9"})
    proposed = sheet(BLANK).proposed(BLANK, reading)
    assert proposed == with_notes(evolve(LEAVE, votes=9), HURRY)
    assert told(reading) == ["PDF136"]


def test_the_untouched_sheet_of_a_board_that_is_gone_adds_nothing() -> None:
    reading = returned(sheet(ONE))
    assert sheet(BLANK).proposed(BLANK, reading) == BLANK
    assert told(reading) == []


# -- anything at all --------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_notes_of_any_kind_can_be_shown_and_read(text: str) -> None:
    notes = tuple(Note(id=text, kind=kind, text=text, votes=10**9) for kind in NoteKind)
    model = model_of(Board(id=text, theme=text, notes=notes))
    made = sheet(model, Shown(board=text))
    assert list(made.parts())
    for has_marks in (True, False):
        assert made.proposed(model, returned(made, has_marks=has_marks)) == model


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_becomes_text(text: str) -> None:
    made = sheet(ONE)
    names = (THEME, held("risk", "n1"), new("idea", 1), new("idea", 2))
    reading = returned(made, dict.fromkeys(names, writable_text(text)))
    proposed = made.proposed(ONE, reading)
    assert tm.loads(tm.dumps(proposed)) == proposed


@given(strategies.practice_models())
@settings(max_examples=40, deadline=None)
def test_a_sheet_that_nobody_changed_changes_nothing(model: PracticeModel) -> None:
    for name in ("", *(board.id for board in model.boards)):
        made = sheet(model, Shown(board=name))
        for has_marks in (True, False):
            assert made.proposed(model, returned(made, has_marks=has_marks)) == model
