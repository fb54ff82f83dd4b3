"""What is certain is mended, and nothing else; in files, comments and layout stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli import _yaml
from toimintamalli.analysis.titles import read_title
from toimintamalli.fixing import spelled_title, tidied
from toimintamalli.model import (
    BasicData,
    CustomField,
    Form,
    Link,
    Paragraph,
    PracticeModel,
    RichText,
    Section,
)
from toimintamalli.testing import strategies

DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "models").glob("*.yaml"))
models = strategies.practice_models()

# Characters as they come along when text is copied, written out so that they can be seen here.
SOFT_HYPHEN, NO_BREAK, ZERO_WIDTH, PRIVATE = "\xad", "\xa0", "\u200b", "\uf8ff"


def titled(title: str) -> PracticeModel:
    return PracticeModel(basics=BasicData(title=title))


def fixed_title(title: str) -> str:
    return tm.fix(titled(title)).model.basics.title


# -- texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "mended"),
    [
        (f"Perhe{SOFT_HYPHEN}tupa", "Perhetupa"),
        (f"Perhe{NO_BREAK}ja{NO_BREAK}tupa", "Perhe ja tupa"),
        (f"{ZERO_WIDTH}Perhetupa  ", "Perhetupa"),
        ("Pa\u0308iva\u0308tupa", "Päivätupa"),
        ("Perhe\x07tupa\r\nkylällä", "Perhetupa\nkylällä"),
        ("rivi\n", "rivi\n"),
        ("Äiti ja Öljy ”näin” – 👩\u200d👧", "Äiti ja Öljy ”näin” – 👩\u200d👧"),
        ("\n", "\n"),
    ],
)
def test_hidden_characters_and_odd_spaces_go_and_words_stay(found: str, mended: str) -> None:
    assert fixed_title(found) == mended


def test_a_sign_that_would_be_lost_keeps_its_text_as_it_is() -> None:
    text = f"Kirjain {PRIVATE} ja väli{NO_BREAK}tässä"
    assert fixed_title(text) == text


def test_each_changed_field_is_told_once_with_what_changed() -> None:
    model = titled(f"Per{SOFT_HYPHEN}he{SOFT_HYPHEN}tupa{NO_BREAK}kylällä")
    (change,) = tm.fix(model).changes
    assert (change.code, change.path, change.severity) == ("TM295", "basics.title", "info")
    assert change.message() == (
        "Teksti siistittiin: pehmeitä tavuviivoja poistettu (2), "
        "erikoisvälejä muutettu välilyönneiksi (1)."
    )
    assert "soft hyphens removed (2)" in change.message("en")


def test_words_around_a_link_keep_their_spaces() -> None:
    piece = f"katso{NO_BREAK}"
    text = RichText((Paragraph((piece, Link(f"oh{SOFT_HYPHEN}je", "https://a.fi"), " ja soita")),))
    model = PracticeModel(form=Form(sections=(Section(heading="A", text=text),)))
    fixed = tm.fix(model)
    (section,) = fixed.model.form.sections
    assert section.text.markup == "katso [ohje](https://a.fi) ja soita"
    assert [found.path for found in fixed.changes] == ["form.sections[0].text"]


def test_fields_of_ones_own_are_not_touched() -> None:
    own = (CustomField("x-oma", f"väli{NO_BREAK}lyönti"),)
    basics = BasicData(title="Perhetupa", custom=own)
    model = PracticeModel(basics=basics, custom=own)
    assert tm.fix(model).model is model


def test_a_text_composed_from_the_plan_stays_as_the_library_wrote_it() -> None:
    demo = tm.load(DEMO)
    written = tm.write_section(
        demo, "evaluation_results", tm.compose_results(demo, ()), force=True
    ).model
    place = next(
        n for n, one in enumerate(written.form.sections) if one.field == "evaluation_results"
    )
    assert NO_BREAK in written.form.sections[place].text.markup
    assert tm.fix(written).model.form.sections[place] == written.form.sections[place]


@pytest.mark.parametrize("file", [DEMO, *EXAMPLES], ids=lambda file: file.name)
def test_the_models_of_the_project_need_no_mending(file: Path) -> None:
    model = tm.load(file)
    fixed = tm.fix(model)
    assert fixed.model is model
    assert fixed.changes.codes == ()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(models)
def test_fixing_again_changes_nothing(model: PracticeModel) -> None:
    fixed = tm.fix(model)
    again = tm.fix(fixed.model)
    assert again.model == fixed.model
    assert again.changes.codes == ()


@given(st.text())
def test_tidying_again_changes_nothing(text: str) -> None:
    once = tidied(text).text
    assert tidied(once).text == once


# -- title ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "spelled"),
    [
        ("Tupa, Lapin HVA (RRP, P4,I1)", "Tupa, Lapin HVA (RRP, P4, I1)"),
        ("Tupa (RRP,P4,I4)", "Tupa (RRP, P4, I4)"),
        ("Tupa (RRP, P4 I3)", "Tupa (RRP, P4, I3)"),
        ("Tupa ( rrp,p3 )", "Tupa (RRP, P3)"),
        ("Tupa, RRP, P4, I1", "Tupa (RRP, P4, I1)"),
        ("Tupa (RRP, P4, I1B)", "Tupa (RRP, P4, I1B)"),
    ],
)
def test_the_code_of_a_title_is_spelled_alike(title: str, spelled: str) -> None:
    assert fixed_title(title) == spelled


@pytest.mark.parametrize(
    "title",
    [
        "Tupa",
        "Tupa (RRP)",
        "Tupa (RRP2, P4,I1)",  # what the number means is not known
        "Tupa (RRP, P9,I1)",
        "Tupa (RRP, P4,I9)",
        "Tupa (RRP, P4, I1B&I4)",
        "Tupa (RRP,P4,I1 ja I4)",
        "Tupa (RRP,P4,I1) kylällä",
        "RRP,P4,I1",
        "Osana RRP,P4,I1",
        "Tupa (osa RRP,P4,I1)",
    ],
)
def test_a_code_that_is_not_certain_stays(title: str) -> None:
    assert fixed_title(title) == title


def test_a_spelled_code_is_told_with_both_spellings() -> None:
    (change,) = tm.fix(titled("Tupa (RRP, P4,I1)")).changes
    assert change.code == "TM296"
    assert '"Tupa (RRP, P4,I1)" → "Tupa (RRP, P4, I1)"' in change.message()


parts = st.sampled_from(["RRP", "rrp", "P4", "P3", "I1", "I1B", "I4", "I9", "2", "(", ")"])
joints = st.sampled_from([", ", ",", " ", " ja ", "&", ""])
titles = st.lists(st.tuples(parts, joints), max_size=8).map(
    lambda pieces: "Tupa " + "".join(f"{part}{joint}" for part, joint in pieces)
)


@given(titles | st.text())
def test_spelling_never_changes_the_meaning_and_comes_to_rest(title: str) -> None:
    spelled = spelled_title(title)
    assert evolve(read_title(spelled), written="") == evolve(read_title(title), written="")
    assert spelled_title(spelled) == spelled


# -- files ------------------------------------------------------------------------------------

UNTIDY = f"""\
# Oma huomautus alussa
format_version: 2

basics:
  title: Etä{SOFT_HYPHEN}vastaanotto, Lapin HVA (RRP, P4,I1)   # nimi
  summary: |  # kuvaus
    Kaksi{NO_BREAK}sanaa.

    Toinen rivi{ZERO_WIDTH}.


  # väliin jäävä huomautus
  place: 'It''s{NO_BREAK}täällä'
  locations: [ "Lapin{NO_BREAK}hyvinvointialue", "Kai\\u00adnuu" ]
form:
    sections:   # neljä välilyöntiä
    -   heading: Taitettu
        text: >-
          Taitettu{NO_BREAK}teksti
          jatkuu ja [linkki{NO_BREAK}tänne](https://example.fi) vie.

          Toinen kappale.
    -   heading: Paljas
        text: Teksti jatkuu
          toisella{NO_BREAK}rivillä   # huom
    -   heading: Luettelo
        text: |2
            - ensimmäinen{NO_BREAK}kohta
              - ali{SOFT_HYPHEN}kohta
x-oma: "säi{SOFT_HYPHEN}lyy"
"""
TIDY = (
    UNTIDY.replace("Kai\\u00adnuu", "Kainuu")
    .replace("P4,I1", "P4, I1")
    .replace(SOFT_HYPHEN, "")
    .replace(NO_BREAK, " ")
    .replace(ZERO_WIDTH, "")
    .replace('"säilyy"', f'"säi{SOFT_HYPHEN}lyy"')
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "malli.yaml"
    path.write_bytes(UNTIDY.encode())
    return path


def test_only_the_texts_change_and_comments_and_layout_stay(file: Path) -> None:
    fixed = tm.fix_file(file)
    assert fixed.changed
    assert file.read_bytes().decode() == TIDY
    assert [found.line for found in fixed.findings] == [5, 6, 13, 14, 14, 18, 24, 27, 5]


def test_a_file_that_was_mended_needs_no_mending(file: Path) -> None:
    tm.fix_file(file)
    before = file.stat()
    again = tm.fix_file(file)
    assert (again.changed, again.findings.codes) == (False, ())
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def test_a_trial_writes_nothing_and_tells_the_same(file: Path) -> None:
    tried = tm.fix_file(file, dry_run=True)
    assert file.read_bytes().decode() == UNTIDY
    assert tried == tm.fix_file(file)


def test_windows_line_ends_and_a_byte_order_mark_stay(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode())
    assert tm.fix_file(file).changed
    assert file.read_bytes() == b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode()


def test_json_is_mended_in_place(tmp_path: Path) -> None:
    path = tmp_path / "malli.json"
    text = '{ "format_version": 2,\n  "basics": {"title": "Etä\\u00advastaanotto \\"A\\" "}\n}\n'
    path.write_text(text, "utf-8")
    assert tm.fix_file(path).changed
    assert path.read_text("utf-8") == text.replace("\\u00ad", "").replace('\\" "', '\\""')


def test_a_model_that_the_library_wrote_is_mended_into_what_it_would_write(tmp_path: Path) -> None:
    model = tm.load(DEMO)
    basics = evolve(model.basics, title=f"Etä{SOFT_HYPHEN}vastaanotto (RRP, P4,I1)")
    untidy = evolve(model, basics=basics)
    for name, form in (("malli.yaml", "yaml"), ("malli.json", "json")):
        tm.dump(untidy, tmp_path / name)
        assert tm.fix_file(tmp_path / name).changed
        written = (tmp_path / name).read_text("utf-8")
        expected = tm.dumps(tm.fix(untidy).model, format=form)
        # A text that had to be quoted stays quoted.
        assert written.replace('"', "") == expected.replace('"', "")


def test_a_file_in_another_encoding_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "malli.yaml"
    data = UNTIDY.encode("utf-16")
    path.write_bytes(data)
    fixed = tm.fix_file(path)
    assert path.read_bytes() == data
    (told,) = fixed.findings
    assert (fixed.changed, told.code, told.severity) == (False, "TM297", "warning")
    assert "ei ole UTF-8" in told.message()
    assert "basics.title" in told.hint()


@pytest.mark.parametrize(
    "document",
    [
        # Without its hidden character the line would begin a list.
        f"format_version: 2\nform:\n  sections:\n  - text: |\n      {ZERO_WIDTH}- ei luettelo\n",
        # A quoted text of several lines whose break is an escape.
        'format_version: 2\nbasics:\n  title: "Etä\\u00advast\\\n    aanotto"\n',
        # The field had another name in this version.
        f"format_version: 1\nworksheets:\n- id: t\n  source: A{NO_BREAK}B\n",
    ],
)
def test_what_cannot_be_mended_in_place_is_left_alone(document: str, tmp_path: Path) -> None:
    path = tmp_path / "malli.yaml"
    path.write_text(document, "utf-8")
    assert tm.fix(tm.load(path)).changes.codes == ("TM295",)
    fixed = tm.fix_file(path)
    assert path.read_text("utf-8") == document
    assert (fixed.changed, fixed.findings.codes) == (False, ("TM297",))
    assert "säilyy" in fixed.findings.text()


def test_many_places_are_not_all_named(tmp_path: Path) -> None:
    path = tmp_path / "malli.yaml"
    places = ", ".join(f'"A{NO_BREAK}{n}"' for n in range(9))
    text = f"format_version: 2\nbasics:\n  locations: [{places}]\n"
    path.write_bytes(text.encode("utf-16"))
    assert tm.fix_file(path).findings.diagnostics[0].hint().count("basics.locations") == 5


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(tm.MissingFileError):
        tm.fix_file(tmp_path / "puuttuu.yaml")


def test_a_failure_to_write_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(tm.UnreadableFileError):
        tm.fix_file(file)
    assert file.read_bytes().decode() == UNTIDY
    assert list(file.parent.iterdir()) == [file]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(models, st.sampled_from(["yaml", "json"]))
def test_a_file_says_the_mended_model_or_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, model: PracticeModel, form: str
) -> None:
    path = tmp_path_factory.mktemp("malli") / f"malli.{form}"
    tm.dump(model, path)
    before = path.read_bytes()
    fixed = tm.fix_file(path)
    if fixed.changed:
        assert tm.load(path) == tm.fix(model).model
    else:
        assert path.read_bytes() == before
    assert not tm.fix_file(path).changed


# -- editing in place -------------------------------------------------------------------------


# JSON's escapes of characters beyond these are no YAML.
plane_texts = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]))


@given(st.lists(plane_texts, min_size=1, max_size=4), st.text())
def test_an_edit_changes_its_text_and_leaves_the_others(texts: list[str], new: str) -> None:
    edited = _yaml.edit(json.dumps(texts), {(0,): lambda _: new}, as_json=True)
    assert json.loads(edited) == [new, *texts[1:]]


def test_json_that_is_no_yaml_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "malli.json"
    text = f'{{"format_version": 2, "basics": {{"title": "A{NO_BREAK}B \\ud83d\\ude00"}}}}'
    path.write_text(text, "utf-8")
    assert tm.fix_file(path).findings.codes == ("TM297",)
    assert path.read_text("utf-8") == text
