"""Terms and signs are the same everywhere: in the data, the pages and the docstrings.

What a check cannot see is said beside it. The spelling of English words is checked by ``typos`` in
``make check``; that of Finnish and Swedish needs dictionaries that are no packages, and people.
"""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from toimintamalli._sentences import in_plural

TEXTS = runpy.run_path(str(Path(__file__).with_name("texts.py")))
GLOSSARY = runpy.run_path(str(Path(__file__).with_name("test_glossary.py")))
ROOT: Path = TEXTS["ROOT"]
LANGUAGES = TEXTS["LANGUAGES"]
TERMS = tomllib.loads(Path(__file__).with_name("terms.toml").read_text("utf-8"))
CODE = re.compile(
    r"^(```+|~~~|:::).*?^\1|``[^`]+``|`[^`]{,200}`|\]\([^)]*\)|https?://\S+",
    re.DOTALL | re.MULTILINE,
)
SWEDISH_PAGES = ("handledning",)
FINNISH_PAGES = ("kayttoopas",)


@cache
def pages() -> tuple[tuple[str, str, str], ...]:
    """Return place, language and prose of every page; code and addresses are left out."""
    files = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("plugins/*/*.md"),
        *ROOT.glob("examples/**/*.md"),
    ]
    return tuple(
        (
            str(file.relative_to(ROOT)),
            _language(file),
            CODE.sub(lambda found: "\n" * found[0].count("\n"), file.read_text("utf-8")),
        )
        for file in sorted(files)
        if not {"_build", "_generated"} & set(file.parts)
    )


def _language(file: Path) -> str:
    if set(FINNISH_PAGES) & set(file.parts):
        return "fi"
    return "sv" if set(SWEDISH_PAGES) & set(file.parts) else "en"


@cache
def docstrings() -> tuple[tuple[str, str, str], ...]:
    """Return place, language and text of every docstring without its examples."""
    return tuple(
        (f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}", "en", _prose(text))
        for package in TEXTS["PACKAGES"]
        for file in sorted(package.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if (text := ast.get_docstring(node))
    )


def _prose(docstring: str) -> str:
    """Leave out examples, which stand at the end, and code."""
    return CODE.sub("", docstring.partition("Example")[0])


@cache
def data(language: str) -> tuple[tuple[str, str, str], ...]:
    """Return place, language and words of every text of the data, without names of its places."""
    return tuple(
        (place, language, re.sub(r"{\w+}", "{}", in_plural(words)))
        for place, words in TEXTS["sentences"](language)
    )


def everything(language: str) -> Iterator[tuple[str, str]]:
    """Yield place and text of all that is said in a language."""
    for place, spoken, text in (*data(language), *pages(), *docstrings()):
        if spoken == language:
            yield place, text


def hits(pattern: str, language: str, *, flags: re.RegexFlag = re.NOFLAG) -> list[str]:
    compiled = re.compile(pattern, flags)
    return [
        f"{place}: {text[max(0, found.start() - 20) : found.end() + 20]!r}"
        for place, text in everything(language)
        for found in compiled.finditer(text)
    ]


# -- terms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_avoided_is_not_said(language: str) -> None:
    avoided = [*TERMS["words"]["avoid"][language]]
    for term in TERMS["terms"]:
        avoided += term["avoid"][language]
    assert hits("|".join(avoided), language, flags=re.IGNORECASE) == []


@pytest.mark.parametrize("term", TERMS["terms"], ids=lambda term: term["fi"])
def test_a_preferred_term_is_the_one_of_the_glossary(term: dict[str, str]) -> None:
    known = [one for one in GLOSSARY["terms"]() if term["fi"] in re.split(r", | \(", one.fi)]
    assert len(known) == 1
    for language in ("sv", "en"):
        assert term[language] in known[0].__getattribute__(language)


@pytest.mark.parametrize("term", TERMS["terms"], ids=lambda term: term["fi"])
def test_a_preferred_term_avoids_itself_nowhere(term: dict[str, dict[str, list[str]]]) -> None:
    for language in LANGUAGES:
        for pattern in term["avoid"][language]:
            assert not re.search(pattern, str(term[language]), re.IGNORECASE)


# -- signs ------------------------------------------------------------------------------------
# They are judged where they stand; a sign that is missing is not seen.


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_comes_twice_in_a_row(language: str) -> None:
    """Words that may rightly do so are named."""
    twice = r"(?i)\b(?!that\b|had\b|on\b|se\b|det\b|att\b|de\b|för\b|n\b|i1\b)([^\W\d]{2,}) \1\b"
    assert hits(twice, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_space_stands_before_a_stop_or_twice(language: str) -> None:
    found = [
        f"{place}: {words!r}"
        for place, _, words in data(language)
        if re.search(r"[^\s]  +[^\s(]| [,;.!?](?:\s|$)| :(?:\s|$)", words)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "wrong"),
    [("fi", r"\d%"), ("sv", r"\d%"), ("en", r"\d[ \xa0]%")],
)
def test_percent_signs_stand_as_their_language_has_them(language: str, wrong: str) -> None:
    """Only those behind a digit are seen; shown numbers are tested with numbers."""
    assert hits(wrong, language) == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_quotation_marks_are_those_of_finnish_and_swedish(language: str) -> None:
    """Or straight ones, as in findings, which terminals and programs quote again."""
    assert hits("[“„‟«»‹›‘‚]", language) == []


def test_english_quotation_marks_come_in_pairs() -> None:
    uneven = [place for place, _, words in data("en") if words.count("“") != words.count("”")]
    assert uneven == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_dashes_and_ellipses_are_not_put_together_of_other_signs(language: str) -> None:
    """A hyphen between spaces is seen in the data only, where it is not the name of a file."""
    assert hits(r"\.\.\.(?!\w)|\w--\w| -- ", language) == []
    hyphens = [
        f"{place}: {words!r}"
        for place, _, words in data(language)
        if re.search(r"\w - \w", words) and not re.search(_FILE_OR_LIST, words)
    ]
    assert hyphens == []


# Where a hyphen is the name of standard input, or begins an item of a list.
_FILE_OR_LIST = (
    r"(?:Sivu|Sidan|page|Kohde|Målet|target|Nimi|Namnet|name) - |kohdat alkavat - |börjar med - "
    r"|begin with - |## "
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_written_without_leading_zeros_or_as_iso(language: str) -> None:
    wrong = r"\b0\d\.\d{1,2}\.\d{4}|\b\d{1,2}\.0\d\.\d{4}|\b\d{1,2}/\d{1,2}/\d{4}"
    assert hits(wrong, language) == []


MONTHS_AND_DAYS = {
    "fi": "Tammi|Helmi|Maalis|Huhti|Touko|Kesä|Heinä|Elo|Syys|Loka|Marras|Joulu",
    "sv": "Januari|Februari|Mars|April|Maj|Juni|Juli|Augusti|September|Oktober|November|December"
    "|Måndag|Tisdag|Onsdag|Torsdag|Fredag|Lördag|Söndag",
}


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_months_and_weekdays_are_small_inside_a_sentence(language: str) -> None:
    ending = "kuu" if language == "fi" else ""
    assert hits(rf"(?<=[a-zåäö,] )(?:{MONTHS_AND_DAYS[language]}){ending}", language) == []
