"""Group boards: what they are made of, which notes lead, and their tables in and out."""

from __future__ import annotations

import csv
import datetime
import io
import re
from itertools import chain
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.boards import RankedNote, top_notes
from toimintamalli.board_files import board_csv, read_board
from toimintamalli.model import Board, Note, NoteKind
from toimintamalli.vocabulary import ProvenanceStatus, board_definition, customer_groups

DEMO = tm.load(Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml")

HELPED = Note(id="n1", kind=NoteKind.HELPED, text="Johto oli mukana alusta asti.", votes=5)
RISK = Note(id="n2", kind=NoteKind.RISK, text="Aika ei riitä.", votes=3)
IDEA = Note(id="n3", kind=NoteKind.IDEA, text="Yhteinen kahvitunti")
BOARD = Board(id="taulu", notes=(HELPED, RISK, IDEA))

any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
treacherous = st.sampled_from(
    ("=1+1", "'=1+1", "''=x", "-5", "@a", "+358", "\t=a", "\ra", "\na", " =a", "＝1", "'", '"',
     '""', 'a";"b', "a;b", "rivi\r\nrivi", "rivi\rrivi", "\x00", "\ufeffa", "sep=;",
     "=cmd|' /C calc'!A0")
)  # fmt: skip
texts = (treacherous | any_text).filter(str.strip)
notes = st.lists(
    st.builds(
        Note,
        id=texts,
        kind=st.sampled_from(NoteKind),
        text=texts,
        votes=st.integers(0, 10**12),
    ),
    max_size=6,
    unique_by=lambda note: note.id,
).map(tuple)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "taulu.csv"


def read_text(
    table: Path, text: str, encoding: str = "utf-8"
) -> tuple[tuple[Note, ...], list[str]]:
    table.write_bytes(text.encode(encoding))
    reading = read_board(table)
    told = [f"{found.line or ''}:{found.code}" for found in reading.problems]
    return reading.board.notes, told


# -- what a board is made of ------------------------------------------------------------------


def test_names_of_notes_and_votes_are_those_of_the_source_letter_for_letter() -> None:
    kinds = [
        (kind.name.fi, kind.vote.fi if kind.vote else None) for kind in board_definition().kinds
    ]
    assert kinds == [
        ("Juurtumista edistänyt teko", "Hyvä oivallus"),
        ("Juurruttamiseen liittyvä riski", "Tärkeä riski tunnistettu"),
        ("Idealaari", None),
    ]
    assert [kind.id for kind in board_definition().kinds] == list(NoteKind)
    assert board_definition().provenance.status is ProvenanceStatus.OFFICIAL


def test_the_agenda_takes_five_five_thirty_five_and_five_minutes() -> None:
    assert [part.minutes for part in board_definition().agenda] == [5, 5, 35, 5]


def test_the_seven_themes_are_the_first_seven_customer_groups() -> None:
    assert board_definition().themes == customer_groups()[:7]
    digital = board_definition().theme("digital-services")
    assert digital is not None
    assert digital.name.fi == "Digitaaliset palvelut"
    assert board_definition().theme("whole-population") is None


def test_no_word_means_two_kinds_or_two_columns() -> None:
    for rows in (board_definition().kinds, board_definition().columns):
        words = [
            {
                word.casefold()
                for word in (row.id, row.name.fi, row.name.sv, row.name.en, *row.spellings)
            }
            for row in rows
        ]
        every = list(chain.from_iterable(words))
        assert len(every) == len(set(every))


# -- notes with the most votes ----------------------------------------------------------------


def board_of(*votes: int) -> Board:
    return Board(
        id="taulu",
        notes=tuple(
            Note(id=f"n{number}", kind=NoteKind.RISK, text=f"Riski {number}", votes=count)
            for number, count in enumerate(votes, 1)
        ),
    )


def test_notes_stand_by_their_votes_then_in_the_order_of_the_board() -> None:
    top = top_notes(board_of(1, 4, 1, 7, 4))
    assert [one.note.id for one in top.notes] == ["n4", "n2", "n5", "n1", "n3"]
    assert [one.rank for one in top.notes] == [1, 2, 2, 4, 4]
    assert [one.tied for one in top.notes] == [False, True, True, True, True]
    assert [one.place for one in top.notes] == [3, 1, 4, 0, 2]


def test_a_note_that_only_its_place_left_out_is_told() -> None:
    top = top_notes(board_of(5, 3, 3, 3, 1), most=2)
    assert [one.note.id for one in top.notes] == ["n1", "n2"]
    assert [one.note.id for one in top.left_level] == ["n3", "n4"]


def test_only_notes_of_one_kind_are_ranked_when_asked() -> None:
    assert top_notes(BOARD, NoteKind.RISK).notes == (
        RankedNote(note=RISK, place=1, rank=1, tied=False),
    )
    assert len(top_notes(BOARD).notes) == 3


def test_an_empty_board_has_no_top() -> None:
    assert top_notes(Board(id="tyhja")).notes == ()


@pytest.mark.parametrize("most", [0, -1])
def test_fewer_than_one_note_cannot_be_asked_for(most: int) -> None:
    with pytest.raises(tm.AnalysisError) as error:
        top_notes(BOARD, most=most)
    assert error.value.report.codes == ("TM430",)


@given(st.lists(st.integers(0, 4), max_size=12), st.integers(1, 6))
def test_whatever_is_left_out_has_no_more_votes_than_what_is_shown(
    votes: list[int], most: int
) -> None:
    top = top_notes(board_of(*votes), most=most)
    shown = [one.note.votes for one in top.notes]
    assert shown == sorted(votes, reverse=True)[:most]
    assert len(top.left_level) == (votes.count(shown[-1]) - shown.count(shown[-1]) if shown else 0)


# -- out and in -------------------------------------------------------------------------------


def test_a_board_is_written_in_four_columns() -> None:
    assert board_csv(BOARD) == (
        "id;kind;text;votes\r\n"
        '"n1";helped;"Johto oli mukana alusta asti.";5\r\n'
        '"n2";risk;"Aika ei riitä.";3\r\n'
        '"n3";idea;"Yhteinen kahvitunti";0\r\n'
    )


@given(notes)
def test_what_is_written_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, notes: tuple[Note, ...]
) -> None:
    board = Board(id="taulu", theme="Teema", date=datetime.date(2025, 2, 10), notes=notes)
    file = tmp_path_factory.mktemp("taulu") / "taulu.csv"
    file.write_bytes(board_csv(board).encode("utf-8"))
    reading = read_board(file, theme=board.theme, date=board.date)
    assert reading.board == board
    assert reading.problems.codes == ()


@given(notes)
def test_a_spreadsheet_finds_no_formula_in_what_is_written(notes: tuple[Note, ...]) -> None:
    written = board_csv(Board(id="taulu", notes=notes))
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=";", strict=True))[1:]
    assert len(rows) == len(notes)
    for row in rows:
        for cell in row:
            assert not re.match(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell)


def test_the_example_board_goes_out_and_comes_back(table: Path) -> None:
    (board,) = DEMO.boards
    table.write_text(board_csv(board), "utf-8", newline="")
    read = read_board(table, board_id=board.id, theme=board.theme, date=board.date)
    assert read.board == board


def test_the_board_is_named_by_its_file_unless_another_name_is_given(table: Path) -> None:
    table.write_text(board_csv(BOARD), "utf-8", newline="")
    assert read_board(table).board.id == "taulu"
    assert read_board(table, board_id="maanantai").board.id == "maanantai"


# -- what people write ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("id;kind;text;votes", "risk"),
        ("Tunniste;Laji;Teksti;Äänet", "Juurruttamiseen liittyvä riski"),
        ("TUNNISTE;LAJI;TEKSTI;ÄÄNIÄ", "RISKI"),
        ("Identifierare;Typ;Text;Röster", "Risk i förankringen"),
        ("Identifier;Kind;Text;Votes", " Risk to rooting "),
        ("id;Laji;Lappu;Äänet", "Tärkeä riski tunnistettu"),
    ],
)
def test_headings_and_kinds_are_known_in_three_languages(
    table: Path, header: str, kind: str
) -> None:
    assert read_text(table, f"{header}\nn2;{kind};Aika ei riitä.;3\n") == ((RISK,), [])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_semicolon_comma_and_tab_divide_the_cells(table: Path, delimiter: str) -> None:
    text = 'id;kind;text;votes\nn2;risk;"Aika ei riitä.";3\n'.replace(";", delimiter)
    assert read_text(table, text) == ((RISK,), [])


def test_a_spreadsheet_may_declare_its_separator(table: Path) -> None:
    text = "sep=,\nid,kind,text,votes\nn2,risk,Aika ei riitä.,3\nn3,riksi,a,1\n"
    assert read_text(table, text) == ((RISK,), ["4:TM433"])


def test_a_byte_order_mark_is_no_part_of_the_first_heading(table: Path) -> None:
    assert read_text(table, board_csv(BOARD), "utf-8-sig") == (BOARD.notes, [])


def test_windows_1252_is_guessed_and_told_as_a_guess(table: Path) -> None:
    assert read_text(table, board_csv(BOARD), "cp1252") == (BOARD.notes, [":TM348"])


def test_identifiers_and_votes_may_be_left_out(table: Path) -> None:
    read, told = read_text(table, "laji;teksti\nriski;A\nteko;B\n")
    assert [(note.id, note.kind.value, note.votes) for note in read] == [
        ("n1", "risk", 0),
        ("n2", "helped", 0),
    ]
    assert told == []


def test_a_new_identifier_takes_none_that_stands_in_the_table(table: Path) -> None:
    read, told = read_text(table, "id;laji;teksti\n;riski;A\nn1;riski;B\nn1;riski;C\n")
    assert [(note.id, note.text) for note in read] == [("n2", "A"), ("n1", "B"), ("n3", "C")]
    assert told == ["4:TM436"]


def test_other_columns_are_told_not_read(table: Path) -> None:
    read, told = read_text(table, "laji;väri;teksti\nriski;punainen;A\n")
    assert [note.text for note in read] == ["A"]
    assert told == ["1:TM437"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("n9;riksi;A;1", "TM433"),
        ("n9;;A;1", "TM433"),
        ("n9;riski;A;kolme", "TM434"),
        ("n9;riski;A;-1", "TM434"),
        ("n9;riski;A;1,5", "TM434"),
        ("n9;riski;A;٣", "TM434"),
        ("n9;riski; ;1", "TM435"),
        ("n9;riski", "TM435"),
        ("n9;riski;A;1;liikaa", "TM432"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_good_ones_are_kept(
    table: Path, row: str, code: str
) -> None:
    good = ("n1;teko;Johto oli mukana alusta asti.;5", "n2;riski;Aika ei riitä.;3")
    text = f"id;laji;teksti;äänet\n{good[0]}\n{row}\n\n{good[1]}\n"
    assert read_text(table, text) == ((HELPED, RISK), [f"3:{code}"])


def test_a_quotation_mark_without_its_pair_harms_only_its_row(table: Path) -> None:
    text = 'laji;teksti;äänet\nriski;"auki;1\nriski;ehjä;2\nteko;"rivi\nrivi";3\nteko;b;x\n'
    read, told = read_text(table, text)
    assert [note.text for note in read] == ["auki", "ehjä", "rivi\nrivi"]
    assert told == ["2:TM360", "6:TM434"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "riski;A;1\n",
        "teksti;äänet\nA;1\n",
        "laji;äänet\nriski;1\n",
        "laji;teksti;text\n",
    ],
)
def test_a_table_whose_columns_are_not_known_is_refused(table: Path, text: str) -> None:
    table.write_text(text, "utf-8")
    with pytest.raises(tm.ReadError) as error:
        read_board(table)
    assert error.value.report.codes == ("TM431",)
    assert error.value.report.diagnostics[0].source == "taulu.csv"


def test_a_table_of_headings_alone_is_an_empty_board(table: Path) -> None:
    assert read_text(table, "id;kind;text;votes\r\n") == ((), [])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(tm.MissingFileError):
        read_board(tmp_path / "puuttuu.csv")


@given(
    st.binary(max_size=60)
    | st.text(st.sampled_from('lajiteks;,\t"\r\n='), max_size=60).map(str.encode)
)
def test_no_bytes_make_it_stumble(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("taulu") / "t.csv"
    file.write_bytes(b"kind;text\n" + data)
    try:
        reading = read_board(file)
    except tm.ReadError:
        return
    assert all(note.text.strip() for note in reading.board.notes)
    assert len({note.id for note in reading.board.notes}) == len(reading.board.notes)


def test_a_note_keeps_its_apostrophe() -> None:
    quoted = evolve(RISK, text="'Aika' ei riitä.")
    assert "\"'Aika' ei riitä.\"" in board_csv(Board(id="t", notes=(quoted,)))
