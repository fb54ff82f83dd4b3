"""Every text of a model can be read and changed, wherever it stands."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve
from hypothesis import given, settings

import toimintamalli as tm
from toimintamalli.model import (
    CustomField,
    CustomMapping,
    Link,
    Paragraph,
    PracticeModel,
    RichText,
    Section,
)
from toimintamalli.model.traversal import map_texts, texts_of
from toimintamalli.testing import strategies

FULL = tm.load(Path(__file__).with_name("data") / "format-2" / "taysi.yaml")
models = strategies.practice_models()


def test_every_text_has_the_path_that_findings_use() -> None:
    texts = dict(texts_of(FULL))
    assert texts["basics.contributors[0].name"] == "Aino Esimerkki"
    assert texts["suppressions[0].reason"] == "Omistaja nimetään vuodenvaihteessa."


def test_a_rich_text_comes_in_its_pieces_under_one_path() -> None:
    text = RichText((Paragraph(("Katso ", Link("ohje", "https://a.fi"), ".")),))
    model = PracticeModel(form=tm.Form(sections=(Section(field="needs", text=text),)))
    assert list(texts_of(model.form.sections[0])) == [
        ("field", "needs"),
        ("text", "Katso "),
        ("text", "ohje"),
        ("text", "https://a.fi"),
        ("text", "."),
    ]


def test_fields_of_ones_own_are_texts_too() -> None:
    custom = (CustomField("x-oma", CustomMapping((("nimi", ("a", 1)),))),)
    changed = map_texts(evolve(FULL, custom=custom), lambda path, text: f"{path}!")
    assert changed.custom[0].value == CustomMapping((("nimi", ("x-oma.nimi[0]!", 1)),))


def test_values_of_enumerations_are_no_texts() -> None:
    assert map_texts(FULL, lambda path, text: "x").innokyla_stage is FULL.innokyla_stage


@settings(max_examples=100)
@given(models)
def test_a_walk_that_changes_nothing_gives_the_same_model(given_model: PracticeModel) -> None:
    assert map_texts(given_model, lambda path, text: text) is given_model


@settings(max_examples=100)
@given(models)
def test_no_text_is_passed_by(given_model: PracticeModel) -> None:
    marked = map_texts(given_model, lambda path, text: f"§{text}")
    assert all(text.startswith("§") for _, text in texts_of(marked))


def test_a_line_of_words_and_links_can_be_changed_whole() -> None:
    text = RichText((Paragraph(("Kysy ", Link("Mai", "https://a.fi"), "jalta.")),))
    model = PracticeModel(form=tm.Form(sections=(Section(field="needs", text=text),)))
    seen = []

    def joined(path: str, content: tuple[str | Link, ...]) -> tuple[str | Link, ...]:
        seen.append(path)
        return ("".join(piece if isinstance(piece, str) else piece.text for piece in content),)

    changed = map_texts(model, lambda _, text: text, change_content=joined)
    assert changed.form.sections[0].text.plain == "Kysy Maijalta."
    assert seen == ["form.sections[0].text"]


def test_names_of_custom_fields_can_be_changed_and_paths_hold_the_new_ones() -> None:
    inner = CustomMapping((("maija", "soittaa"),))
    model = PracticeModel(custom=(CustomField("x-maija", inner), CustomField("x-muu", "a")))
    renamed = map_texts(
        model,
        lambda path, text: f"{path}: {text}",
        change_custom_name=lambda _, name: name.replace("maija", "joku"),
    )
    assert renamed.custom == (
        CustomField("x-joku", CustomMapping((("joku", "x-joku.joku: soittaa"),))),
        CustomField("x-muu", "x-muu: a"),
    )
