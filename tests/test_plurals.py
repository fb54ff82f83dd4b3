"""A sentence with a number has the form of words that goes with the number."""

from __future__ import annotations

import re
import runpy
import string
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale

from toimintamalli._sentences import filled, in_plural
from toimintamalli.diagnostics import catalogue, diagnostic
from toimintamalli.vocabulary import ShownNumber, labels, shown_number

TEXTS = runpy.run_path(str(Path(__file__).with_name("texts.py")))
LANGUAGES = TEXTS["LANGUAGES"]

NUMBERS = [Decimal(text) for text in ("0", "1", "2", "5", "11", "21", "101", "1000", "1001")]
FRACTIONS = [Decimal(text) for text in ("1.0", "0.5", "1.5", "2.0", "-1", "-1.5")]

# Places that hold a number, by their names. What a text counts in other words is not seen here.
COUNTED = (
    "added|all|answers|applicable|changed|count|days|depth|evaluators|events|files|findings|made|"
    "models|months|notes|pages|parts|people|resources|rows|run|shown|tasks|told|total|unmapped|"
    "updated|words"
)
# A word in the plural behind a number, with at most one word between them. Finnish has the
# partitive there; other cases are the same after one and after several.
PLURAL = {
    "fi": r"\w+(?:[aeiouyäö][aä]|[uit]t[aä]|j[aä])",
    "sv": r"\w{3,}(?:er|ar|or)",
    "en": r"\w{2,}[^s\W]s|criteria",
}
NEVER_ONE = {
    "charts/labels.toml": {"sentence.shift": "a run is told from seven points on"},
    "cli/labels.toml": {
        "import_answers.done": "svar is the same in both",
        "import_answers.would": "svar is the same in both",
        "metrics.last_of": "told where there are more than are shown",
        "overlaps.split_group": "a group has two models at least",
    },
    "toimintamalli/diagnostics.toml": {
        "TM108.message": "the depth is a limit of the reader",
        "TM232.message": "told of long descriptions",
        "TM316.message": "the limit is years",
    },
    "toimintamalli_pdf/diagnostics.toml": {
        "PDF006.message": "told where one page is not enough",
        "PDF123.message": "told of answers beyond thousands of characters",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [*NUMBERS, *FRACTIONS], ids=str)
def test_the_form_is_the_one_that_cldr_gives(number: Decimal, language: str) -> None:
    shown = shown_number(number, language)
    assert filled("{n:one|other}", {"n": shown}) == Locale(language).plural_form(number)


@pytest.mark.parametrize(
    ("number", "finnish", "swedish", "english"),
    [
        (0, "0 muutosta.", "0 ändringar.", "0 changes."),
        (1, "Yksi muutos.", "En ändring.", "One change."),
        (2, "2 muutosta.", "2 ändringar.", "2 changes."),
        (21, "21 muutosta.", "21 ändringar.", "21 changes."),
    ],
)
def test_a_label_has_the_form_of_its_number(
    number: int, finnish: str, swedish: str, english: str
) -> None:
    told = [labels("toimintamalli.cli", one).fill("diff.count", count=number) for one in LANGUAGES]
    assert told == [finnish, swedish, english]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("1", ["1 prosenttiyksikkö", "1 procentenhet", "1 percentage point"]),
        ("1.5", ["1,5 prosenttiyksikköä", "1,5 procentenheter", "1.5 percentage points"]),
        ("1.0", ["1,0 prosenttiyksikköä", "1,0 procentenheter", "1.0 percentage points"]),
        ("-1", ["−1 prosenttiyksikkö", "−1 procentenhet", "−1 percentage point"]),
    ],
)
def test_a_fraction_is_not_one(number: str, told: list[str]) -> None:
    shown = ShownNumber(Decimal(number))
    words = [labels("toimintamalli.composition", one) for one in LANGUAGES]
    assert [one.fill("n.points", number=shown) for one in words] == told


def test_a_finding_has_the_form_of_its_number_and_keeps_the_number_for_programs() -> None:
    one, many = (
        diagnostic("TM206", "form.unplaced[0]", words=number, reason="syy") for number in (1, 340)
    )
    assert one.message("fi") == "Tekstiä odottaa paikkaansa: 1 sana (syy)."
    assert many.message("fi") == "Tekstiä odottaa paikkaansa: 340 sanaa (syy)."
    assert one.message("en") == "Text waits for its place: 1 word (syy)."
    assert many.message("en") == "Text waits for its place: 340 words (syy)."
    assert one.plain_parameters() == {"words": 1, "reason": "syy"}


def test_an_outline_speaks_of_several() -> None:
    assert catalogue()["TM206"].outline("en")[0] == "Text waits for its place: … words (…)."


@pytest.mark.parametrize("forms", ["d", ">5", "sana", "yksi|kaksi|kolme"])
def test_what_is_not_two_forms_is_refused_with_what_stands_there(forms: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"{forms!r} is not two forms of words")):
        filled(f"{{count:{forms}}}", {"count": "1"})


def test_what_is_filled_in_chooses_no_form_by_its_marks() -> None:
    assert filled("{a} {a:one|several}", {"a": "{a:x|y}|"}) == "{a:x|y}| several"


def test_forms_come_in_pairs_and_speak_of_their_own_number_only() -> None:
    in_two_forms = [
        (text.at, name, forms)
        for text in TEXTS["all_texts"]()
        for _, words in text.words
        for _, name, forms, _ in string.Formatter().parse(words)
        if name and forms
    ]
    assert len(in_two_forms) > 100
    for at, name, forms in in_two_forms:
        assert forms.count("|") == 1, at
        assert set(re.findall(r"{(\w+)}", forms)) <= {name}, at


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_before_a_word_in_the_plural_has_a_form_for_one(language: str) -> None:
    pattern = re.compile(rf"{{(?:{COUNTED})}}[ \xa0](?:\w+ )?({PLURAL[language]})\b")
    found = {
        (text.at, match[0])
        for text in TEXTS["all_texts"]()
        for match in pattern.finditer(_without_forms(dict(text.words).get(language, "")))
        if not any(
            str(text.file).endswith(f"/{file}") and text.key in keys
            for file, keys in NEVER_ONE.items()
        )
    }
    assert found == set()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "{count} mallia"),
        ("fi", "{count} uutta tiedostoa"),
        ("fi", "{count} henkilöä"),
        ("fi", "{count} tehtävää"),
        ("fi", "{count} muuta"),
        ("sv", "{count} modeller"),
        ("sv", "{count} nya uppgifter"),
        ("en", "{count} new findings"),
        ("en", "{count} criteria"),
    ],
)
def test_words_in_the_plural_are_recognised(language: str, words: str) -> None:
    assert re.fullmatch(rf"{{(?:{COUNTED})}} (?:\w+ )?({PLURAL[language]})", words)


def _without_forms(words: str) -> str:
    """Return a text without what it says in two forms."""
    return re.sub(r"{\w+:(?:[^{}]|{\w+})*}", "", words)


def test_a_text_that_is_said_never_to_be_of_one_is_there() -> None:
    known = {(str(text.file), text.key) for text in TEXTS["all_texts"]()}
    for file, keys in NEVER_ONE.items():
        for key in keys:
            assert any(path.endswith(f"/{file}") and key == told for path, told in known), key


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{n} {n:sana|sanaa}", "{n} sanaa"),
        ("{n:yksi|{n}} {name}", "{n} {name}"),
        ("ei lukuja", "ei lukuja"),
    ],
)
def test_the_plural_of_a_sentence_names_its_places(template: str, told: str) -> None:
    assert in_plural(template) == told
