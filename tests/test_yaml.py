"""Reading and writing of YAML."""

from __future__ import annotations

import datetime
import doctest
import pickle
from enum import StrEnum
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from toimintamalli import _yaml
from toimintamalli._yaml import (
    MAX_DEPTH,
    Location,
    PlainScalar,
    YamlProblem,
    YamlProblems,
    comments,
    emit,
    locate,
    parse,
)

MODEL = """\
# Toimintamallin kuvaus
nimi: Perhetupa
maksuton: no
versio: 1.10
paivitetty: 2025-02-10
koodi: "0123"
kuvaus: |
  Perheet saavat tukea
  yhdestä paikasta.
liite: ~
vaiheet:
  - nimi: Aloitus
    tehtavat: [kutsu, 'esittely']
  - nimi:
"""


@pytest.fixture(params=["libyaml", "python"])
def each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with libyaml's parser, and with the one for builds without libyaml."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


def problems_of(text: str) -> list[YamlProblem]:
    with pytest.raises(YamlProblems) as caught:
        parse(text)
    return list(caught.value.problems)


# Reading


@pytest.mark.usefixtures("each_parser")
def test_a_document_is_read_as_plain_data() -> None:
    assert parse(MODEL) == {
        "nimi": "Perhetupa",
        "maksuton": "no",
        "versio": "1.10",
        "paivitetty": "2025-02-10",
        "koodi": "0123",
        "kuvaus": "Perheet saavat tukea\nyhdestä paikasta.\n",
        "liite": None,
        "vaiheet": [{"nimi": "Aloitus", "tehtavat": ["kutsu", "esittely"]}, {"nimi": None}],
    }


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize("scalar", ["no", "on", "1.10", "2025-02-10", "0123", "Perhetupa", "1:30"])
def test_an_unquoted_scalar_keeps_its_spelling_and_says_that_it_was_unquoted(scalar: str) -> None:
    value = parse(f"- {scalar}\n")
    assert value == [scalar]
    assert type(value[0]) is PlainScalar


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize("scalar", ['"no"', "'no'", "|-\n  no", ">-\n  no"])
def test_a_quoted_or_block_scalar_is_mere_text(scalar: str) -> None:
    value = parse(f"- {scalar}\n")
    assert value == ["no"]
    assert type(value[0]) is str


@pytest.mark.parametrize("scalar", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_none(scalar: str) -> None:
    assert parse(f"nimi: {scalar}\n") == {"nimi": None}


@pytest.mark.parametrize("text", ["", "# pelkkä kommentti\n", "---\n", "---\n...\n", "\ufeff"])
def test_a_document_without_content_is_none(text: str) -> None:
    assert parse(text) is None
    assert locate(text).keys() <= {()}


@pytest.mark.usefixtures("each_parser")
def test_directives_and_byte_order_marks_do_no_harm() -> None:
    assert parse("\ufeff%YAML 1.2\n---\nnimi: Tupa\n...\n") == {"nimi": "Tupa"}


def test_keys_are_text_even_if_they_look_like_something_else() -> None:
    value = parse("1: a\nno: b\n2025-02-10: c\n'null': d\n'<<': e\n")
    assert value == {"1": "a", "no": "b", "2025-02-10": "c", "null": "d", "<<": "e"}
    assert {type(key) for key in value} == {str}


@pytest.mark.usefixtures("each_parser")
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "nimi: a\nkuvaus: b\nnimi: c\n",
            YamlProblem("duplicate_key", 3, 1, (("key", "nimi"), ("first_line", 1))),
        ),
        (
            "- {nimi: a, 'nimi': b}\n",
            YamlProblem("duplicate_key", 1, 13, (("key", "nimi"), ("first_line", 1))),
        ),
        ("nimi: &x a\n", YamlProblem("anchor", 1, 7, (("name", "x"),))),
        ("- &x []\n", YamlProblem("anchor", 1, 3, (("name", "x"),))),
        ("<<: {a: 1}\n", YamlProblem("merge_key", 1, 1)),
        (
            "a: !!python/object:os.system x\n",
            YamlProblem("tag", 1, 4, (("tag", "tag:yaml.org,2002:python/object:os.system"),)),
        ),
        ("a: !x {}\n", YamlProblem("tag", 1, 4, (("tag", "!x"),))),
        ("? [a]\n: b\n", YamlProblem("key_type", 1, 3, (("found", "list"),))),
        ("? {a: 1}\n: {b: 2}\n", YamlProblem("key_type", 1, 3, (("found", "mapping"),))),
        ("~: b\n", YamlProblem("key_type", 1, 1, (("found", "null"),))),
        ("a: 1\n---\nb: 2\n", YamlProblem("several_documents", 2, 1)),
        ("nimi: Tupa: uusi\n", YamlProblem("colon", 1, 11)),
        ("nimi: @tupa\n", YamlProblem("start_character", 1, 7, (("found", "@"),))),
        ("\ufeffnimi: `tupa\n", YamlProblem("start_character", 1, 7, (("found", "`"),))),
        ("a: 1\nnimi: 'tupa\nb: 2\n", YamlProblem("unclosed_quote", 2, 7)),
        ("a:\n\tb: 1\n", YamlProblem("tab", 2, 1)),
        ("a:\n  b: 1\n\tc: 2\n", YamlProblem("tab", 3, 1)),
        ("a: [1, 2\nb: 3\n", YamlProblem("syntax", 2, 2, (("context_line", 1),))),
        ("a: - b\n", YamlProblem("syntax", 1, 4)),
        ("ä: 1\r\nb: x\x07\r\n", YamlProblem("character", 2, 5, (("code_point", "U+0007"),))),
        ("a: 1\nb: \ud800\n", YamlProblem("character", 2, 4, (("code_point", "U+D800"),))),
    ],
)
def test_what_is_refused_is_named_and_located(text: str, problem: YamlProblem) -> None:
    assert problems_of(text) == [problem]


@pytest.mark.usefixtures("each_parser")
def test_an_alias_is_refused_also_as_a_key() -> None:
    text = "a: &x [1]\nb: *x\n*x : c\n"
    assert [(problem.code, problem.line) for problem in problems_of(text)] == [
        ("anchor", 1),
        ("alias", 2),
        ("alias", 3),
    ]


@pytest.mark.usefixtures("each_parser")
def test_all_problems_are_told_together_up_to_a_syntax_error() -> None:
    text = "a: !x 1\na: 2\n? []\n: 3\nb: c: d\ne: !x 1\n"
    codes = [problem.code for problem in problems_of(text)]
    assert codes == ["tag", "duplicate_key", "key_type", "colon"]


@pytest.mark.usefixtures("each_parser")
def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert {problem.code for problem in problems_of("\n".join(lines))} == {"anchor", "alias"}


@pytest.mark.usefixtures("each_parser")
def test_nesting_has_a_limit() -> None:
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert problems_of("[" * 100_000) == [
        YamlProblem("depth", 1, MAX_DEPTH + 1, (("limit", MAX_DEPTH),))
    ]


def test_problems_survive_pickling() -> None:
    error = YamlProblems([YamlProblem("alias", 2, 5, (("name", "x"),))])
    copied = pickle.loads(pickle.dumps(error))
    assert type(copied) is YamlProblems
    assert copied.problems == error.problems


def test_plain_scalars_survive_pickling() -> None:
    copied = pickle.loads(pickle.dumps(PlainScalar("1.10")))
    assert (copied, type(copied)) == ("1.10", PlainScalar)


@given(st.text())
@example("? - *x\n- ? !y\n")
def test_any_text_is_either_read_or_refused(text: str) -> None:
    problems: tuple[YamlProblem, ...] = ()
    try:
        parse(text)
    except YamlProblems as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


# Locating


@pytest.mark.usefixtures("each_parser")
def test_values_and_their_keys_are_located() -> None:
    locations = locate(MODEL)
    assert locations["nimi",] == Location(line=2, key_line=2)
    assert locations["kuvaus",] == Location(line=7, key_line=7)
    assert locations["vaiheet",] == Location(line=12, key_line=11)
    assert locations["vaiheet", 0] == Location(line=12, key_line=12)
    assert locations["vaiheet", 0, "tehtavat", 1].line == 13
    assert locations["vaiheet", 1, "nimi"].line == 14
    assert locations[()].line == 2


def test_locating_refuses_what_reading_refuses() -> None:
    with pytest.raises(YamlProblems):
        locate("a: 1\na: 2\n")


# Writing


def test_a_document_is_written_for_people() -> None:
    model = {
        "nimi": "Perhetupa",
        "esimerkki": "Kyllä: näin #1",
        "maksuton": False,
        "versio": "1.10",
        "osuus": 1e-7,
        "paivitetty": datetime.date(2025, 2, 10),
        "liite": None,
        "kuvaus": "Ensimmäinen rivi.\n\nToinen kappale 😀.",
        "vaiheet": [
            {"nimi": "Aloitus", "tehtavat": ["kutsu", "no"]},
            {"nimi": "Arviointi", "tehtavat": [], "lisatiedot": {}},
            ["sisäkkäinen", ["lista"]],
        ],
    }
    assert (
        emit(model)
        == """\
nimi: Perhetupa
esimerkki: "Kyllä: näin #1"
maksuton: false
versio: "1.10"
osuus: 1.0e-07
paivitetty: 2025-02-10
liite: null
kuvaus: |-
  Ensimmäinen rivi.

  Toinen kappale 😀.
vaiheet:
  - nimi: Aloitus
    tehtavat:
      - kutsu
      - "no"
  - nimi: Arviointi
    tehtavat: []
    lisatiedot: {}
  - - sisäkkäinen
    - - lista
"""
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("klo 12:30", "klo 12:30"),
        ("C#-kurssi", "C#-kurssi"),
        ("3 kuukautta", "3 kuukautta"),
        ("(ks. liite)", "(ks. liite)"),
        ("yes", '"yes"'),
        ("N", '"N"'),
        ("NULL", '"NULL"'),
        ("~", '"~"'),
        ("", '""'),
        ("12", '"12"'),
        ("12:30", '"12:30"'),
        ("1_000", '"1_000"'),
        ("1e3", '"1e3"'),
        ("0x1F", '"0x1F"'),
        ("2025-02-10", '"2025-02-10"'),
        (".5", '".5"'),
        ("-", '"-"'),
        ("- kohta", '"- kohta"'),
        ("<<", '"<<"'),
        ("=", '"="'),
        ("lopussa:", '"lopussa:"'),
        ("lopussa ", '"lopussa "'),
        (" alussa", '" alussa"'),
        ('"Lainaus"', '"\\"Lainaus\\""'),
        ("a\tb\\", '"a\\tb\\\\"'),
        ("rivi\rloppu", '"rivi\\u000dloppu"'),
        ("\x85\u2028\ufeff\u202e", '"\\u0085\\u2028\\ufeff\\u202e"'),
        ("a \nb", '"a \\nb"'),
        ("\n", '"\\n"'),
        ("a\nb", "|-\n  a\n  b"),
        ("a\nb\n", "|\n  a\n  b"),
        ("a\n\n", "|+\n  a\n"),
        ("\n a\nb", "|2-\n\n   a\n  b"),
        ("pitkä: " + "teksti " * 20 + "!", "|-\n  pitkä: " + "teksti " * 20 + "!"),
    ],
)
def test_text_is_quoted_only_when_it_must_be(text: str, written: str) -> None:
    assert emit({"a": text}) == f"a: {written}\n"


@pytest.mark.parametrize("value", ["Tupa", "a\nb", " ", 3, None, [], {}, datetime.date(2025, 2, 1)])
def test_a_lone_value_is_a_document(value: object) -> None:
    assert yaml.safe_load(emit(value)) == value


def test_comments_stand_above_what_they_explain() -> None:
    comments = {
        (): ["Täytä tiedot.", ""],
        ("nimi",): ["Mikä on mallin nimi?"],
        ("vaiheet", 0): ["Vähintään yksi."],
        ("vaiheet", 0, "nimi"): ["Lyhyt."],
    }
    text = emit({"nimi": "", "vaiheet": [{"nimi": "", "kesto": 1}]}, comments=comments)
    assert (
        text
        == """\
# Täytä tiedot.
#
# Mikä on mallin nimi?
nimi: ""
vaiheet:
  # Vähintään yksi.
  - # Lyhyt.
    nimi: ""
    kesto: 1
"""
    )
    assert parse(text) == {"nimi": "", "vaiheet": [{"nimi": "", "kesto": "1"}]}


def test_a_comment_cannot_break_out_of_its_line() -> None:
    with pytest.raises(ValueError, match=r"one printable line at \('a',\)"):
        emit({"a": 1}, comments={("a",): ["huom\nb: 2"]})


class Kind(StrEnum):
    TEAM = "tiimi"


def nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ({"a": ["\ud800"]}, ValueError, r"surrogate in text at \('a', 0\)"),
        ({"a": {"\udc00": 1}}, ValueError, r"surrogate in text at \('a', '\\udc00'\)"),
        ({"a": float("nan")}, ValueError, r"not finite at \('a',\)"),
        ([float("-inf")], ValueError, r"not finite at \(0,\)"),
        (nested(MAX_DEPTH + 1), ValueError, "deeper than 64"),
        ({1: "a"}, TypeError, r"key is not str but int at \(1,\)"),
        ({"a": (1, 2)}, TypeError, r"type tuple at \('a',\)"),
        ({"a": Kind.TEAM}, TypeError, r"type Kind at \('a',\)"),
        ({"a": datetime.datetime(2025, 2, 10)}, TypeError, "type datetime"),  # noqa: DTZ001
    ],
)
def test_what_cannot_be_written_is_refused_with_its_path(
    value: object, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        emit(value)


def test_data_that_holds_itself_is_refused() -> None:
    data: list[Any] = []
    data.append(data)
    with pytest.raises(ValueError, match="deeper"):
        emit(data)


def test_the_deepest_data_that_is_written_can_be_read() -> None:
    assert parse(emit(nested(MAX_DEPTH))) == nested(MAX_DEPTH)


encodable_text = st.text(st.characters(exclude_categories=["Cs"]))
text_with_meaning_for_yaml = st.text(
    st.sampled_from(
        [*" \n\t\r:#-?,[]{}&*!|>'\"%@`=~<.+_\\(0123456789abeExynoNäé", "\x85", "\ufeff"]
    )
)
text_of_many_words = st.lists(st.sampled_from(["a", "b:", "#c", "-", " ", "\n"]), min_size=60).map(
    " ".join
)
texts = encodable_text | text_with_meaning_for_yaml | text_of_many_words
scalars = (
    texts
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
)
documents = st.recursive(
    scalars,
    lambda values: st.lists(values, max_size=4) | st.dictionaries(texts, values, max_size=4),
    max_leaves=12,
)


def same_but_for_plain_scalars(written: object, read: object) -> bool:
    """Tell whether what was read has the same texts, and plain scalars for all other values."""
    match written, read:
        case dict(), dict():
            return list(written) == list(read) and same_but_for_plain_scalars(
                list(written.values()), list(read.values())
            )
        case list(), list():
            return len(written) == len(read) and all(map(same_but_for_plain_scalars, written, read))
        case (str(), str()) | (None, None):
            return written == read
        case _:
            return type(read) is PlainScalar


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    steps: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        steps = list(value.items())
    elif isinstance(value, list):
        steps = list(enumerate(value))
    return [path, *(inner for step, child in steps for inner in paths_of(child, (*path, step)))]


@given(documents)
@example({"k" * 2000: {"a": "b"}})
@example([{"? ": ["\n a\n\n", "b"]}])
def test_what_is_written_reads_back_the_same(value: object) -> None:
    assert same_but_for_plain_scalars(value, parse(emit(value)))


@given(documents)
@example({"k" * 2000: {"a": "b"}})
def test_other_readers_read_the_same_data_and_types(value: object) -> None:
    text = emit(value)
    for loader in {yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)}:
        assert repr(yaml.load(text, Loader=loader)) == repr(value)


@given(documents)
def test_comments_change_no_data_and_every_value_is_located(value: object) -> None:
    paths = paths_of(value)
    text = emit(value, comments={path: ['Ohje: "täytä"', ""] for path in paths})
    assert same_but_for_plain_scalars(value, parse(text))
    assert locate(text).keys() == set(paths)


@given(texts)
def test_written_text_shows_no_character_that_misleads(text: str) -> None:
    written = emit({"a": text})
    assert written.endswith("\n")
    assert not set(written) & set("\t\r\x00\x85\u2028\u2029\ufeff\u202e")


@given(texts)
def test_text_that_was_read_is_written_as_it_was(text: str) -> None:
    written = emit({"a": text, "b": [text]})
    assert emit(yaml.safe_load(written)) == written


@pytest.mark.usefixtures("each_parser")
def test_comments_are_told_and_nothing_that_only_looks_like_one() -> None:
    text = """\ufeff# alku Åäö 👩
a: '# ei' # oma
b: | # lohkon
  # ei tämäkään
  ## Otsikko
# väli
c: [1, "x # y", z#q] # lista
"""
    assert comments(text) == ("# alku Åäö 👩", "# oma", "# lohkon", "# väli", "# lista")
    assert comments("") == comments("a: b#c\n") == ()


def test_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(_yaml).failed == 0
