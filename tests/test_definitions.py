"""Definitions: TOML files as frozen classes, every problem with its line and key."""

from __future__ import annotations

import datetime
import json
import re
import time
import tomllib
from typing import Any

import pytest
from attrs import define, field, frozen
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli._definitions import Problem, problem, read_definition
from toimintamalli._toml_places import Path, places
from toimintamalli._yaml import MAX_DEPTH
from toimintamalli.model import CustomField, CustomMapping, Record
from toimintamalli.text import LocalizedText
from toimintamalli.vocabulary import Provenance


@frozen(kw_only=True)
class Visit(Record):
    place: str
    hours: int = 1
    day: datetime.date | None = None


@frozen(kw_only=True)
class Route(Record):
    name: str
    visits: tuple[Visit, ...] = ()


@frozen(kw_only=True)
class Plan(Record):
    title: LocalizedText
    done: bool = False
    tags: tuple[str, ...] = ()
    first: Visit | None = None
    routes: tuple[Route, ...] = ()
    provenance: Provenance | None = None


def nothing_wrong(_: Plan) -> tuple[Problem, ...]:
    return ()


def read(text: str) -> Plan:
    return read_definition(text, Plan, nothing_wrong)


def report_of(text: str) -> tm.Report:
    with pytest.raises(tm.LoadError) as caught:
        read(text)
    return caught.value.report


def findings(text: str) -> list[tuple[str, str, int | None]]:
    return [(found.code, found.path, found.line) for found in report_of(text)]


# -- what is read -----------------------------------------------------------------------------


def test_keys_are_attributes_and_days_are_days() -> None:
    text = """
        title = { fi = "Käynnit", sv = "Besök", en = "Visits" }
        done = true
        tags = ["koti", "etä"]
        [first]
        place = "Kuusamo"
        day = 2026-11-20
        [[routes]]
        name = "pohjoinen"
        [[routes.visits]]
        place = "Utsjoki"
        hours = 2
        [[routes.visits]]
        place = "Inari"
    """
    plan = read(text)
    assert plan.title == LocalizedText(fi="Käynnit", sv="Besök", en="Visits")
    assert plan.first == Visit(place="Kuusamo", day=datetime.date(2026, 11, 20))
    assert plan.routes[0].visits == (Visit(place="Utsjoki", hours=2), Visit(place="Inari"))
    assert (plan.done, plan.tags) == (True, ("koti", "etä"))


def test_one_plain_text_is_the_same_in_every_language() -> None:
    assert read('title = "Käynnit"').title == LocalizedText(
        fi="Käynnit", sv="Käynnit", en="Käynnit"
    )


def test_a_text_in_one_language_only_is_not_taken_for_all() -> None:
    assert findings('title = { fi = "Käynnit" }') == [
        ("TM126", "title.sv", 1),
        ("TM126", "title.en", 1),
    ]


def test_a_day_may_be_a_text_too() -> None:
    assert read('title = "a"\nfirst = { place = "b", day = "2026-11-20" }').first == Visit(
        place="b", day=datetime.date(2026, 11, 20)
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(mark: str, end: str) -> None:
    assert read(mark + end.join(['title = "a"', "done = true", ""])) == read('title="a"\ndone=true')
    assert findings(mark + end.join(['title = "a"', "", "dome = true"])) == [("TM120", "dome", 3)]


def test_a_text_on_many_lines_is_kept_whole() -> None:
    assert (
        read('title = """\nyksi\n[first]\nplace = 1\n"""').title.fi == "yksi\n[first]\nplace = 1\n"
    )


# -- keys of one's own ------------------------------------------------------------------------


def test_keys_that_begin_with_x_are_kept_on_every_record() -> None:
    plan = read("""
        title = "a"
        x-owner = "Lapin HVA"
        [first]
        place = "b"
        x-costs = [1, 2.5, true, { euros = 3 }]
    """)
    assert plan.custom == (CustomField("x-owner", "Lapin HVA"),)
    assert plan.first is not None
    assert plan.first.custom == (
        CustomField("x-costs", (1, 2.5, True, CustomMapping((("euros", 3),)))),
    )


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-20T08:30:00", "08:30:00"])
def test_days_and_times_of_ones_own_are_kept_as_they_are_written(day: str) -> None:
    assert read(f'title = "a"\nx-seen = {day}').custom == (CustomField("x-seen", day),)


def test_a_number_of_ones_own_that_cannot_be_stored_is_refused() -> None:
    assert findings('title = "a"\n\nx-most = [1, inf]') == [("TM139", "x-most", 3)]


def test_where_no_keys_of_ones_own_can_be_none_are_offered() -> None:
    text = 'title = "a"\n[provenance]\nstatus = "own"\nsource = "b"\nread = 2026-11-20\nx-by = "c"'
    (found,) = report_of(text)
    assert (found.code, found.path, found.line) == ("TM128", "provenance.x-by", 6)
    assert found.hint("en") == (
        "These fit here: note, read, source, status. There can be no fields of your own here."
    )


# -- what has not the shape, and where --------------------------------------------------------


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    (found,) = report_of('title = "a"\n[first]\nplace = "b"\nhuors = 2\n')
    assert (found.code, found.path, found.line) == ("TM120", "first.huors", 4)
    assert "hours" in found.hint("en")


def test_an_unknown_key_that_is_near_to_none_is_told_with_all() -> None:
    (found,) = report_of('title = "a"\n[first]\nplace = "b"\nzzz = 2\n')
    assert (found.code, found.line) == ("TM121", 4)
    assert "day, hours, place" in found.hint("en")


def test_a_missing_key_is_told_at_its_table() -> None:
    assert findings('title = "a"\n\n[first]\nhours = 2\n') == [("TM126", "first.place", 3)]
    assert findings('title = "a"\n\nfirst.hours = 2\n') == [("TM126", "first.place", 3)]


def test_what_is_missing_from_the_file_has_no_line() -> None:
    assert findings("done = true\n") == [("TM126", "title", None)]
    assert findings("") == [("TM126", "title", None)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("title = 1.10", "Expected text here, but found a number (1.1)."),
        ("title = 2026-11-20", "Expected text here, but found a day (2026-11-20)."),
        ("title = 08:30:00", "Expected text here, but found a time of day (08:30:00)."),
        ("title = []", "Expected text here, but found a list."),
        ('title = "a"\ndone = "true"', "Expected true or false here, but found text (true)."),
        ('title = "a"\ntags = "b"', "Expected a list here, but found text (b)."),
        ('title = "a"\ntags = [1]', "Expected text here, but found a number (1)."),
        ('title = "a"\nfirst = "b"', "Expected keys and values here, but found text (b)."),
        (
            'title = "a"\nfirst = { place = "b", hours = 1.5 }',
            "Expected a whole number here, but found a number (1.5).",
        ),
        (
            'title = "a"\nfirst = { place = "b", hours = true }',
            "Expected a whole number here, but found true or false (True).",
        ),
        (
            'title = "a"\nfirst = { place = "b", day = 2026-11-20T08:30:00 }',
            "Expected a day written as 2025-12-31 here, but found a time of day"
            " (2026-11-20 08:30:00).",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_a_remedy_for_toml(line: str, told: str) -> None:
    (found,) = report_of(line)
    assert (found.code, found.message("en")) == ("TM129", told)
    assert found.line == line.count("\n") + 1
    assert "quotation marks" in found.hint("en")


def test_a_day_that_is_not_or_is_written_otherwise_is_told() -> None:
    text = 'title = "a"\nfirst = { place = "b", day = "%s" }'
    assert findings(text % "2026-02-30") == [("TM124", "first.day", 2)]
    assert findings(text % "3.2.2026") == [("TM125", "first.day", 2)]


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    text = """\
done = 1
tags = ["a", 2, "b", 3]
[[routes]]
nmae = "a"
[[routes.visits]]
place = "b"
hours = "c"
"""
    assert findings(text) == [
        ("TM126", "title", None),
        ("TM129", "done", 1),
        ("TM129", "tags[1]", 2),
        ("TM129", "tags[3]", 2),
        ("TM126", "routes[0].name", 3),
        ("TM120", "routes[0].nmae", 4),
        ("TM129", "routes[0].visits[0].hours", 7),
    ]


def test_problems_of_meaning_are_told_with_their_lines_too() -> None:
    text = 'title = "a"\n[[routes]]\nname = "b"\n[[routes]]\nname = "b"\n'
    with pytest.raises(tm.LoadError) as caught:
        read_definition(text, Plan, lambda _: [problem("TM323", ("routes", 1, "name"), found="b")])
    (found,) = caught.value.report
    assert (found.path, found.line) == ("routes[1].name", 5)


# Each text has one wrong value, "wrong" where a number belongs, on the line marked so.
AT_ITS_LINE = {
    "an array of tables": """
        [[routes]]
        name = "a"
        [[routes.visits]]
        place = "b"
        [[routes]]
        name = "c"
        [[routes.visits]]
        place = "d"
        [[routes.visits]]
        place = "e"
        hours = "wrong" # <-
        [[routes]]
        name = "f"
    """,
    "a dotted key": """
        first.place = "a"
        first . "hours" = "wrong" # <-
    """,
    "a table with spaces and quotation marks": """
        [ "first" ] # the first
        'place' = "a"
        "hours" = "wrong" # <-
    """,
    "a key with an escape": r"""
        [first]
        place = "a"
        "h\u006Furs" = "wrong" # <-
    """,
    "inline tables in an array on many lines": """
        [[routes]]
        name = "a"
        visits = [
            { place = "b" },
            # { place = "c" },
            { place = "d", hours = "wrong" }, # <-
            { place = "e" },
        ]
    """,
    "an inline table": """
        first = { place = "a", hours = "wrong" } # <-
    """,
    "a key behind a text that looks like keys and headers": '''
        [first]
        place = """
        [[routes]]
        hours = 3
        \\"""
        \'\'\' """
        hours = "wrong" # <-
    ''',
    "a key behind a literal text": """
        [first]
        place = '''
        [routes]
        \"\"\" \\'''
        hours = "wrong" # <-
    """,
    "a key behind a text that ends in quotation marks": '''
        [first]
        place = """
        "a"""""
        hours = "wrong" # <-
    ''',
    "a key behind marks in texts and comments": '''
        [first] # """ [[routes]]
        place = "\'\'\' [" # \'\'\'
        hours = "wrong" # <-
    ''',
    "a key behind an array that looks like headers and keys": """
        x-own = [
            ["first"],
            [["first"]],
            "hours = 3",
        ]
        [first]
        place = "a"
        hours = "wrong" # <-
    """,
    "a key behind what only other programs take for a line end": """
        [first]
        place = "a\u2028b\u0085c" # \u2029
        hours = "wrong" # <-
    """,
}


@pytest.mark.parametrize("text", AT_ITS_LINE.values(), ids=AT_ITS_LINE)
def test_a_problem_is_told_at_its_line_in(text: str) -> None:
    text = f'title = "a"\n{text}'
    (line,) = [number for number, line in enumerate(text.split("\n"), 1) if "# <-" in line]
    ((code, path, told),) = findings(text)
    assert (code, path.rpartition(".")[2], told) == ("TM129", "hours", line)


# -- what is not TOML -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('title = "a"\ntags = ["b"\ndone = true\n', 3),
        ('title = "a\ndone = true\n', 1),
        ('title = "a"\n\ndone = yes\n', 3),
        ('title = "a"\n[first\n', 2),
        ("title = Käynnit\n", 1),
        ("title: Käynnit\n", 1),
        ('title = "a"\n\n<html>\n', 3),
        ('title = "a"\rdone = true\n', 1),
        ('title = "a"\nx-a = """\nb\n\n\n', 3),
        ('title = "a"\nx-a =', 2),
        ('title = "\\q"\n', 1),
        ('title = "a"\nx-day = 2026-13-45\n', 2),
        ('title = "a"\n[[first]]\n[first]\n', 3),
        ('title = "a"\nfirst = { place = "b" }\nfirst.hours = 2\n', 3),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, line: int) -> None:
    assert findings(text) == [("TM320", "", line)]


@pytest.mark.parametrize(
    ("text", "path", "first", "line"),
    [
        ('title = "a"\ndone = true\ntitle = "b"', "title", 1, 3),
        ('title = "a"\n[first]\nplace = "b"\n[first]\nhours = 1\n', "first", 2, 4),
        ('title = "a"\n[first]\nplace = "b"\n"place" = """\nc\n"""\n', "first.place", 3, 4),
        ('[[routes]]\nname = "a"\n[[routes]]\nname = "b"\nname = "c"', "routes[1].name", 4, 5),
    ],
)
def test_a_key_that_is_there_twice_is_told_with_its_first_line(
    text: str, path: str, first: int, line: int
) -> None:
    (found,) = report_of(text)
    assert (found.code, found.path, found.line) == ("TM104", path, line)
    assert found.parameter("first_line") == first


def test_a_number_that_is_too_long_to_be_read_is_told_with_its_line() -> None:
    assert findings(f'title = "a"\n# {"9" * 6000}\nx-a = [1,\n{"9" * 5000}]\n') == [
        ("TM320", "", 4)
    ]


DEEP = MAX_DEPTH * 1000


@pytest.mark.parametrize(
    "text",
    [
        f"x-a = {'[' * DEEP}{']' * DEEP}",
        f"x-a = {'{ a = ' * DEEP}1",
        f"x{'.a' * DEEP} = 1",
        f"[x{' . a' * DEEP}]",
        f"[[x{'.a' * DEEP}]]",
        f"x-a = [ {{ b{'.a' * DEEP} = 1 }} ]",
        f"x-a = {'[' * DEEP}",
    ],
    ids=lambda text: text[:12],
)
def test_what_is_nested_too_deeply_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    assert findings(f'title = "a"\n{text}') == [("TM108", "", 2)]
    assert time.process_time() - began < 5  # a parser that goes on needs minutes


def test_what_is_nested_as_deeply_as_allowed_is_read() -> None:
    inside = MAX_DEPTH - 8
    assert read(f'title = "a"\nx-a = {"[" * inside}{"]" * inside}').custom[0].name == "x-a"
    text = f'title = "a"\nx-a = {"[" * (inside + 1)}{"]" * (inside + 1)}'
    assert findings(text) == [("TM108", "x-a", 2)]


def test_half_a_character_is_refused() -> None:
    assert findings('title = "\ud800"') == [("TM127", "title", 1)]


# -- any text ---------------------------------------------------------------------------------

SIGNS = "= . , [ ] [[ ]] { } \" ' \"\"\" ''' \\ # \n \r\n"
PIECES = st.sampled_from(
    ("title first routes visits place hours x-a 2026-11-20 1.5 \u2028 " + SIGNS).split(" ")
)
SNIPPETS = st.one_of(st.text(max_size=8), PIECES)


@given(st.lists(SNIPPETS).map("".join) | st.text())
def test_any_text_gives_a_definition_or_findings_that_can_be_read(text: str) -> None:
    try:
        read(text)
    except tm.LoadError as error:
        refused = error
    else:
        return
    assert len(refused.report) > 0
    assert all(f.line is None or 1 <= f.line <= text.count("\n") + 1 for f in refused.report)
    assert all(refused.message(language) for language in ("fi", "sv", "en"))


# -- every place of any file ------------------------------------------------------------------


@define
class Writer:
    """Writes data as TOML in a way that is drawn, and remembers the line of everything."""

    draw: Any
    text: str = ""
    lines: dict[Path, int] = field(factory=dict)

    def write(self, table: dict[str, Any], path: Path = ()) -> None:
        """Write a table: first what fits on lines of its own, then what needs a header."""
        held = list(table.items())
        later = [(k, v) for k, v in held if self.is_table(v) and self.draw(st.booleans())]
        for key, value in held:
            if (key, value) not in later:
                self.put(self.draw(st.sampled_from(["", "  ", "# [a]\n", "\n"])))
                self.note((*path, key))
                self.put(f"{self.key(key)} = ")
                self.value(value, (*path, key))
                self.put(self.draw(st.sampled_from(["\n", " # '''\n", "\r\n"])))
        for key, value in later:
            self.headers((*path, key), value)

    def is_table(self, value: Any) -> bool:
        is_tables = isinstance(value, list) and value and all(type(v) is dict for v in value)
        return type(value) is dict or bool(is_tables)

    def headers(self, path: Path, value: Any) -> None:
        name = ".".join(self.key(part) for part in path if isinstance(part, str))
        for place, table in enumerate(value if isinstance(value, list) else [value]):
            here = (*path, place) if isinstance(value, list) else path
            self.note(here)
            self.put(f"[[{name}]]\n" if isinstance(value, list) else f"[ {name} ] # ]\n")
            self.write(table, here)

    def value(self, value: Any, path: Path) -> None:
        if isinstance(value, str):
            self.put(self.string(value))
        elif isinstance(value, list):
            self.put("[")
            for place, item in enumerate(value):
                self.put(self.draw(st.sampled_from(["", " ", "\n", "# ]\n"])))
                self.note((*path, place))
                self.value(item, (*path, place))
                self.put(self.draw(st.sampled_from([",", "\n,"])))
            self.put("]")
        elif isinstance(value, dict):
            self.put("{")
            for number, (key, item) in enumerate(value.items()):
                self.put(" , " if number else " ")
                self.note((*path, key))
                self.put(f"{self.key(key)}=")
                self.value(item, (*path, key))
            self.put("}")
        else:
            self.put(value.isoformat() if isinstance(value, datetime.date) else json.dumps(value))

    def key(self, key: str) -> str:
        if re.fullmatch(r"[A-Za-z0-9_-]+", key) and self.draw(st.booleans()):
            return key
        return json.dumps(key, ensure_ascii=self.draw(st.booleans()))

    def string(self, text: str) -> str:
        kinds = [json.dumps(text)]
        if "'" not in text:
            kinds += [f"'''\n{text}'''"] + ([f"'{text}'"] if "\n" not in text else [])
        if '"""' not in text and "\\" not in text:
            kinds.append(f'"""\n{text}"""')
        return str(self.draw(st.sampled_from(kinds)))

    def put(self, text: str) -> None:
        self.text += text

    def note(self, path: Path) -> None:
        self.lines[path] = self.text.count("\n") + 1


WORDS = st.text("ab.-=#[]{}\"'\\, \nä\u2028", max_size=5)
KEYS = st.text("ab.-=#[]\"'\\ ä", max_size=3)
SCALARS = st.one_of(WORDS, st.integers(-9, 9), st.booleans(), st.just(datetime.date(2026, 11, 20)))
TABLES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@given(table=TABLES, data=st.data())
def test_every_key_table_and_item_is_found_where_it_stands(table: Any, data: st.DataObject) -> None:
    writer = Writer(data.draw)
    writer.write(table)
    assert tomllib.loads(writer.text) == table
    named = [(place.path, place.line) for place in places(writer.text) if place.is_named]
    assert len(dict(named)) == len(named)
    assert dict(named) == writer.lines
