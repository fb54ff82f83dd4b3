"""Tables of published figures are read as people and programs write them."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.audit import Figure
from toimintamalli.tables import FigureTable, read_figures

HEADER = "statement;count;n;printed\n"
NO_BREAK = "\N{NO-BREAK SPACE}"
FIRST = Figure(statement="Johto edistää", count=60, n=67, printed=Decimal(89), line=2)


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    return Writer(tmp_path)


class Writer:
    """Writes a table into a folder and reads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, content: str | bytes, name: str = "taulukko.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def __call__(self, content: str | bytes, name: str = "taulukko.csv") -> FigureTable:
        return read_figures(self.file(content, name))

    def codes(self, content: str | bytes, name: str = "taulukko.csv") -> tuple[str, ...]:
        with pytest.raises(tm.LoadError) as caught:
            self(content, name)
        assert {finding.source for finding in caught.value.report} == {name}
        assert caught.value.message("sv")
        return caught.value.report.codes


# -- CSV --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "statement;count;n;printed\nJohto edistää;60;67;89\n",
        "statement,count,n,printed\nJohto edistää,60,67,89\n",
        "statement\tcount\tn\tprinted\nJohto edistää\t60\t67\t89",
        "printed;n;count;statement\r\n89;67;60;Johto edistää\r\n",
        "Statement; COUNT ;N;Printed\rJohto edistää; 60 ; 67 ;89 %\r",
        '"statement";"count";"n";"printed"\n"Johto edistää";"60";"67";"89"\n;;;\n\n',
        "statement;choice;count;n;printed;note\nJohto edistää;samaa mieltä;60;67;89\n",
        "statement;count;n;printed\n  Johto   edistää ;60;67;89;;\n",
    ],
)  # fmt: skip
def test_columns_are_found_by_their_names_and_the_delimiter_by_the_header(
    text: str, write: Writer
) -> None:
    assert write(text) == FigureTable(figures=(FIRST,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_certain_encodings_are_not_told(encoding: str, write: Writer) -> None:
    table = write((HEADER + "Johto edistää;60;67;89\n").encode(encoding))
    assert table == FigureTable(figures=(FIRST,))


def test_a_guessed_encoding_is_told_as_a_guess(write: Writer) -> None:
    table = write((HEADER + "Johto edistää;60;67;89\n").encode("cp1252"))
    assert table.figures == (FIRST,)
    (told,) = table.problems
    assert (told.code, told.severity) == ("TM348", tm.Severity.INFO)
    assert "arvattiin Windows-1252" in told.message()


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("95", "95"),
        ("95,5", "95.5"),
        ("95.5", "95.5"),
        ("95,50", "95.50"),
        ("95 %", "95"),
        (f"95,5{NO_BREAK}%", "95.5"),
        ("95%", "95"),
        ("0", "0"),
        ("100,0 %", "100.0"),
    ],
)
def test_a_percentage_keeps_its_decimals(written: str, printed: str, write: Writer) -> None:
    (figure,) = write(f"{HEADER}a;64;67;{written}\n").figures
    assert str(figure.printed) == printed


@pytest.mark.parametrize(
    "written", ["1234", "1 234", f"1{NO_BREAK}234", "1\N{NARROW NO-BREAK SPACE}234"]
)
def test_thousands_may_stand_apart(written: str, write: Writer) -> None:
    (figure,) = write(f"{HEADER}a;{written};{written};100\n").figures
    assert (figure.count, figure.n) == (1234, 1234)


@pytest.mark.parametrize(
    ("row", "code", "told"),
    [
        ("a;x;67;95", "TM343", 'Sarakkeessa count on "x"'),
        ("a;64;67 mallia;95", "TM343", "67 mallia"),
        ("a;-1;67;95", "TM343", '"-1"'),
        ("a;64,0;67;95", "TM343", '"64,0"'),
        ("a;1.234;67;95", "TM343", '"1.234"'),
        ("a;12 34;67;95", "TM343", '"12 34"'),
        ("a;٦٤;67;95", "TM343", "count"),
        ("a;" + "9" * 5000 + ";67;95", "TM343", "999…"),
        ("a;64;67;noin 95", "TM344", '"noin 95"'),
        ("a;64;67;<1 %", "TM344", '"<1 %"'),
        ("a;64;67;-3", "TM344", '"-3"'),
        ("a;64;67;1e5", "TM344", '"1e5"'),
        ("a;64;67;NaN", "TM344", '"NaN"'),
        ("a;64;67;95,", "TM344", '"95,"'),
        (";64;67;95", "TM345", "Sarake statement on tyhjä"),
        ("a;;67;95", "TM345", "Sarake count on tyhjä"),
        ("a;64;67; ", "TM345", "Sarake printed on tyhjä"),
        ("a,64,67,95", "TM342", "löytyi 1"),
        ("a;64;67", "TM342", "löytyi 3"),
        ("a;64;67;95;5", "TM342", "löytyi 5"),
        ('"a"b;64;67;95', "TM342", "lainausmerkki ilman pariaan"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_good_ones_are_read(
    row: str, code: str, told: str, write: Writer
) -> None:
    table = write(f"{HEADER}Johto edistää;60;67;89\n\n{row}\nPäätös;50;67;74\n")
    assert [figure.line for figure in table.figures] == [2, 5]
    (problem,) = table.problems
    assert (problem.code, problem.line, problem.source) == (code, 4, "taulukko.csv")
    assert told in problem.message()
    assert len(problem.message("en")) < 200


def test_a_quotation_mark_that_never_ends_swallows_nothing_silently(write: Writer) -> None:
    table = write(f'{HEADER}Johto edistää;60;67;89\nb;"1;67;2\nc;2;67;3\n')
    assert table.figures == (FIRST,)
    assert [(problem.code, problem.line) for problem in table.problems] == [("TM342", 3)]


def test_a_statement_may_hold_delimiters_and_lines(write: Writer) -> None:
    table = write(f'{HEADER}"a;\nb";1;67;1\nc;x;67;3\n')
    assert (table.figures[0].statement, table.figures[0].line) == ("a; b", 2)
    assert table.problems.diagnostics[0].line == 4


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("", ("TM346",)),
        ("\n\n", ("TM346",)),
        ("statement;count;printed\na;1;2\n", ("TM346",)),
        ("statement;count;n;n;printed\na;1;2;2;50\n", ("TM346",)),
        ("Johto;60;67;89\n", ("TM346",)),
        ('"statement;count;n;printed\n', ("TM342",)),
        (b"%PDF-1.7\x00\xff", ("TM346",)),
        (b"\x00" * 100, ("TM346",)),
        (b"\xff\xfe\x00", ("TM131",)),
        (HEADER, ("TM347",)),
        (f"{HEADER}a;x;67;95\nb;1;67;x\n", ("TM347", "TM343", "TM344")),
    ],
)
def test_what_is_no_table_is_refused(
    content: str | bytes, codes: tuple[str, ...], write: Writer
) -> None:
    assert write.codes(content) == codes


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(tm.MissingFileError):
        read_figures(tmp_path / "ei-ole.csv")
    with pytest.raises(tm.UnreadableFileError):
        tm.read_figures(tmp_path)


# -- JSON -------------------------------------------------------------------------------------

ROW = {"statement": "Johto edistää", "count": 60, "n": 67, "printed": 89}


@pytest.mark.parametrize("data", [[ROW], {"rows": [ROW]}, {"title": "x", "rows": [ROW], "n": []}])
@pytest.mark.parametrize("indent", [None, 2])
def test_json_is_a_list_of_rows_or_an_object_that_holds_one(
    data: object, indent: int | None, write: Writer
) -> None:
    (figure,) = write(json.dumps(data, indent=indent), "t.json").figures
    assert (figure.count, figure.n, figure.printed) == (60, 67, Decimal(89))


def test_json_numbers_keep_their_decimals_and_texts_are_read_as_in_csv(write: Writer) -> None:
    text = """[
      {"statement": "a", "count": 64.0, "n": "1 067", "printed": 95.50},
      {"statement": 3, "count": 64, "n": 67, "printed": "95,5 %", "note": "muu"}
    ]"""
    first, second = write(text, "t.json").figures
    assert (first.count, first.n, str(first.printed), first.line) == (64, 1067, "95.50", 2)
    assert (second.statement, str(second.printed), second.line) == ("3", "95.5", 3)


@pytest.mark.parametrize(
    ("row", "code", "path"),
    [
        ('{"statement": "a", "count": null, "n": 1, "printed": 1}', "TM345", "rows[1]"),
        ('{"statement": "a", "count": 1, "printed": 1}', "TM345", "rows[1]"),
        ('{"statement": ["a"], "count": 1, "n": 1, "printed": 1}', "TM349", "rows[1].statement"),
        ('{"statement": "a", "count": true, "n": 1, "printed": 1}', "TM343", "rows[1]"),
        ('{"statement": "a", "count": 1.5, "n": 1, "printed": 1}', "TM343", "rows[1]"),
        ('{"statement": "a", "count": [1], "n": 1, "printed": 1}', "TM343", "rows[1]"),
        ('{"statement": "a", "count": 1, "n": 1, "printed": NaN}', "TM344", "rows[1]"),
        ('{"statement": "a", "count": 1, "n": 1, "printed": 1e999999999999999999999}', "TM344",
         "rows[1]"),
        ('{"statement": "a", "count": 1, "n": 1, "printed": {}}', "TM344", "rows[1]"),
        ("7", "TM349", "rows[1]"),
        ("[]", "TM349", "rows[1]"),
    ],
)  # fmt: skip
def test_a_bad_row_of_json_is_told_with_line_and_path(
    row: str, code: str, path: str, write: Writer
) -> None:
    text = '{"rows": [\n%s,\n%s,\n%s\n]}' % (json.dumps(ROW), row, json.dumps(ROW))  # noqa: UP031
    table = write(text, "t.json")
    assert [figure.line for figure in table.figures] == [2, 4]
    (problem,) = table.problems
    assert (problem.code, problem.line, problem.path) == (code, 3, path)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "TM110"),
        ("[1,", "TM110"),
        ("7", "TM349"),
        ('{"row": []}', "TM349"),
        ('{"rows": {}}', "TM349"),
        ("[]", "TM347"),
        ('{"rows": []}', "TM347"),
        ("[" * 100_000, "TM108"),
    ],
)
def test_json_that_is_no_table_is_refused(text: str, code: str, write: Writer) -> None:
    assert write.codes(text, "t.json")[0] == code


def test_the_last_of_two_keys_counts_in_json_as_everywhere(write: Writer) -> None:
    text = '{"rows": [],\n "rows": [\n %s]}' % json.dumps(ROW)  # noqa: UP031
    assert [figure.line for figure in write(text, "t.json").figures] == [3]


# -- anything ---------------------------------------------------------------------------------


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: (HEADER + text).encode()))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    for name in ("t.csv", "t.json"):
        path = tmp_path_factory.mktemp("t") / name
        path.write_bytes(content)
        try:
            figures = tm.read_figures(path).figures
        except tm.LoadError:
            continue
        assert len(figures) > 0


def test_a_long_table_is_read_in_time_that_grows_as_it_does(write: Writer) -> None:
    rows = [ROW] * 20_000
    start = time.process_time()
    assert len(write(json.dumps(rows, indent=1), "t.json").figures) == len(rows)
    assert len(write(HEADER + "a;60;67;89\n" * 20_000).figures) == 20_000
    assert time.process_time() - start < 20
