"""The Word document of a model, read back as others read it: with python-docx and as plain XML."""

import ast
import datetime
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table

import toimintamalli as tm

SOURCES = Path(__file__).parents[1] / "src" / "toimintamalli_word"
MODEL = tm.loads("""
format_version: 2
language: fi
basics:
  title: Etävastaanotto
  summary: Hoitoon samana päivänä.
  contributors: [{name: Maija Mallikas, role: author, organisation: Kainuu}]
  created: 2024-02-12
  modified: 2025-06-03
core_elements: [Yksi yhteydenotto, Sama hoitaja]
form:
  sections:
    - field: solution_idea
      text: |-
        Alku [täältä](https://esimerkki.example/a).

        ## Vaiheet

        1. Ensin
           - hoitaja
           - lääkäri
        2. Sitten

        Välissä.

        1. Alusta
    - heading: Oma otsikko
      text: Oma teksti.
evaluations:
  - id: a
    instrument: vaikutusten-itsearviointi
    date: 2025-06-10
    answers:
      - {criterion: core-elements, evaluator: e1, level: agree, reason: Nimetty yhdessä.}
      - {criterion: core-elements, evaluator: e2, level: partly_agree}
      - {criterion: permanent-decision, evaluator: e1, state: cannot_yet}
rooting_plan:
  what: Etävastaanotto
  tasks:
    - id: T1
      what: Nimeä vastuuhoitaja
      owner_role: Palvelupäällikkö
      start: 2025-01-07
      due: 2025-03-31
      state: done
metrics:
  - id: m1
    name: Viikossa hoitoon
    unit: "%"
    direction: up
    baseline: {date: 2024-09-30, value: 52, n: 410}
    target: {value: 80, date: 2025-12-31}
    observations: [{date: 2025-05-31, value: 78.5}]
""")


def document_of(model: tm.PracticeModel, **options: object) -> WordDocument:
    return Document(BytesIO(tm.render(model, format="word", **options).data))


def headings(document: WordDocument) -> list[tuple[str, str]]:
    styled = ((one.style.name, one.text) for one in document.paragraphs)
    return [(style, text) for style, text in styled if style.startswith(("Title", "Heading"))]


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_named(document: WordDocument, name: str) -> Table:
    captions = {table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): table
                for table in document.tables}  # fmt: skip
    return captions[name]


# -- what it says -----------------------------------------------------------------------------


def test_headings_are_built_in_styles_and_skip_no_level() -> None:
    assert headings(document_of(MODEL)) == [
        ("Title", "Etävastaanotto"),
        ("Heading 1", "Perustiedot"),
        ("Heading 1", "Ydinelementit"),
        ("Heading 1", "Toimintamallikuvaus"),
        ("Heading 2", "Ratkaisun perusidea"),
        ("Heading 3", "Vaiheet"),
        ("Heading 2", "Oma otsikko"),
        ("Heading 1", "Arvioinnit"),
        ("Heading 2", "Toimintamallin vaikutusten itsearviointi, 10.6.2025"),
        ("Heading 1", "Juurruttamissuunnitelma"),
        ("Heading 2", "Mitä juurrutetaan"),
        ("Heading 2", "Tehtävät"),
        ("Heading 1", "Mittarit"),
    ]


def test_the_table_of_an_evaluation_counts_replies_by_the_names_of_levels() -> None:
    table = table_named(document_of(MODEL), "Toimintamallin vaikutusten itsearviointi")
    rows = {row[0]: row[1:] for row in rows_of(table)}
    assert rows["Arviointikriteeri"] == ["Vastaukset", "Perustelut ja näyttö"]
    assert rows["Toimintamallin keskeiset ydinelementit on tunnistettu"] == [
        "osittain samaa mieltä: 1\ntäysin samaa mieltä: 1",
        "Nimetty yhdessä.",
    ]
    assert "Ei voida vielä arvioida: 1" in rows[
        "Toimintamallin pysyvästä käyttöönotosta on tehty päätös"
    ][0].split("\n")


def test_the_table_of_tasks_says_who_when_and_how_far() -> None:
    assert rows_of(table_named(document_of(MODEL), "Tehtävät"))[1] == [
        "Nimeä vastuuhoitaja",
        "Palvelupäällikkö",
        "7.1.2025 – 31.3.2025",
        "Tehty",
    ]


def test_the_table_of_metrics_goes_from_baseline_to_target() -> None:
    name, baseline, latest, target, pace = rows_of(table_named(document_of(MODEL), "Mittarit"))[1]
    assert name == "Viikossa hoitoon"
    assert baseline == "52\N{NO-BREAK SPACE}%\n30.9.2024\nn\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}410"
    assert latest == "78,5\N{NO-BREAK SPACE}%\n31.5.2025"
    assert target == "80\N{NO-BREAK SPACE}%\n31.12.2025"
    assert pace == "matkalla"


def test_empty_required_fields_show_their_guidance_only_when_asked_for() -> None:
    plain, guided = document_of(MODEL), document_of(MODEL, guidance=True, language="sv")
    label = ("Heading 2", "Toimintaympäristö")
    assert label not in headings(plain)
    assert label in headings(guided)
    told = [one for one in guided.paragraphs if one.style.name == "Quote"]
    assert len(told) == len(headings(guided)) - len(headings(plain))


def test_evaluations_can_be_left_out_and_that_is_told() -> None:
    rendered = tm.render(MODEL, format="word", evaluations=False)
    assert "Arvioinnit" not in [text for _, text in headings(Document(BytesIO(rendered.data)))]
    (told,) = (one for one in rendered.diagnostics if one.code == "WORD002")
    assert "Arvioinnit" in told.message("fi")


def test_an_empty_model_is_a_document_with_a_title() -> None:
    document = document_of(tm.PracticeModel(), language="en")
    assert headings(document) == [("Title", "Practice model without a name")]
    assert document.tables == []


# -- lists, links, tables ---------------------------------------------------------------------


def list_items(document: WordDocument) -> list[tuple[str, int, int]]:
    """Return text, list and level of every item of a list."""
    numbered = ((one, one._p.pPr.numPr) for one in document.paragraphs if one._p.pPr is not None)
    return [
        (one.text, number.numId.val, number.ilvl.val)
        for one, number in numbered
        if number is not None
    ]


def test_lists_keep_their_levels_and_each_counts_by_itself() -> None:
    items = {text: (number, level) for text, number, level in list_items(document_of(MODEL))}
    assert [items[text][1] for text in ("Ensin", "hoitaja", "lääkäri", "Sitten", "Alusta")] == [
        0,
        1,
        1,
        0,
        0,
    ]
    assert items["Ensin"][0] == items["Sitten"][0] != items["Alusta"][0]
    assert items["hoitaja"][0] == items["lääkäri"][0] != items["Ensin"][0]


def test_a_list_begins_with_its_number() -> None:
    text = tm.RichText.parse("4. Neljäs\n5. Viides")
    model = tm.PracticeModel(form=tm.Form(sections=(tm.Section(field="solution_idea", text=text),)))
    document = document_of(model)
    (_, number, _), _ = list_items(document)
    numbering = document.part.numbering_part.element
    (made,) = (one for one in numbering.num_lst if one.numId == number)
    assert [one.startOverride.val for one in made.lvlOverride_lst] == [4]


def test_a_web_link_is_a_link_and_other_addresses_are_text() -> None:
    markup = "[verkko](https://esimerkki.example/a) [ajo](javascript:alert(1)) [kansio](file:///x)"
    section = tm.Section(field="solution_idea", text=tm.RichText.parse(markup))
    document = document_of(tm.PracticeModel(form=tm.Form(sections=(section,))))
    (paragraph,) = (one for one in document.paragraphs if "verkko" in one.text)
    assert [(one.text, one.address) for one in paragraph.hyperlinks] == [
        ("verkko", "https://esimerkki.example/a")
    ]
    assert "kansio (file:///x)" in paragraph.text


def test_every_table_has_a_name_and_one_marked_header_row_and_merges_no_cells() -> None:
    tables = document_of(MODEL).tables
    assert len(tables) == 4
    for table in tables:
        marked = [
            row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
            for row in table.rows
        ]
        assert marked == [True] + [False] * (len(table.rows) - 1)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert list(table._tbl.iter(qn("w:gridSpan"), qn("w:vMerge"))) == []


# -- languages and properties -----------------------------------------------------------------


@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_the_document_tells_its_language(language: str, tag: str) -> None:
    document = document_of(MODEL, language=language)
    assert document.core_properties.language == tag
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert [one.get(qn("w:val")) for one in defaults.iter(qn("w:lang"))] == [tag]


def test_texts_in_another_language_tell_theirs() -> None:
    document = document_of(MODEL, language="en")
    spoken = {
        run.text: [one.get(qn("w:val")) for one in run._r.iter(qn("w:lang"))]
        for paragraph in document.paragraphs
        for run in paragraph.runs
    }
    assert spoken["Hoitoon samana päivänä."] == ["fi-FI"]
    assert spoken["Basic data"] == []


def test_the_properties_hold_title_and_days_and_no_person() -> None:
    properties = document_of(MODEL).core_properties
    assert properties.title == "Etävastaanotto"
    assert properties.created.date() == datetime.date(2024, 2, 12)
    assert properties.modified.date() == datetime.date(2025, 6, 3)
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with zipfile.ZipFile(BytesIO(tm.render(MODEL, format="word").data)) as archive:
        about = [archive.read(n) for n in archive.namelist() if n.startswith("docProps/")]
    assert not any(b"Mallikas" in part for part in about)


def test_a_title_longer_than_word_allows_is_whole_in_the_document() -> None:
    title = "Pitkä nimi " * 40
    document = document_of(tm.PracticeModel(basics=tm.BasicData(title=title)))
    assert document.paragraphs[0].text == title.strip()
    assert len(document.core_properties.title) == 255


def test_headings_are_dark_enough_to_read() -> None:
    styles = document_of(MODEL).styles
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        assert contrast_on_white(styles[name].font.color.rgb) >= 7


def contrast_on_white(colour: tuple[int, int, int]) -> float:
    """Return the contrast of a colour by WCAG 2."""
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    shares = zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    return 1.05 / (sum(share * part for share, part in shares) + 0.05)


# -- findings ---------------------------------------------------------------------------------


def test_characters_that_word_cannot_hold_are_removed_and_told() -> None:
    title = "Perhe\x00tupa\x0b \N{BELL}\ud800\ufffe\N{GRINNING FACE}"
    rendered = tm.render(tm.PracticeModel(basics=tm.BasicData(title=title)), format="word")
    assert headings(Document(BytesIO(rendered.data))) == [
        ("Title", "Perhetupa \N{BELL}\N{GRINNING FACE}")
    ]
    (told,) = rendered.diagnostics
    assert (told.code, told.path, told.parameter("count")) == ("WORD001", "basics.title", 4)


def test_parts_of_the_model_that_are_not_shown_are_named() -> None:
    model = tm.loads(
        "format_version: 2\nx-oma: 1\nrooting_plan: {risks: [{what: Sijaispula}]}\n"
        "metrics: [{id: m, name: Jono, source: Tietojärjestelmä}]"
    )
    (told,) = tm.render(model, format="word").diagnostics
    assert told.code == "WORD002"
    assert told.message("fi") == (
        "Asiakirjassa ei ole näitä mallin tietoja: Omat lisäkentät, Riskit, Tietolähde."
    )


def test_answers_to_a_set_that_is_not_installed_are_shown_as_recorded() -> None:
    model = tm.loads(
        "format_version: 2\nevaluations: [{id: a, instrument: oma-setti, "
        "answers: [{criterion: k1, level: hyva}, {criterion: k2, state: not_applicable}]}]"
    )
    rendered = tm.render(model, format="word")
    assert rendered.diagnostics.codes == ("WORD003",)
    table = table_named(Document(BytesIO(rendered.data)), "oma-setti")
    assert [row[:2] for row in rows_of(table)[1:]] == [["k1", "hyva"], ["k2", "Ei koske"]]


def test_answers_that_cannot_be_used_are_counted() -> None:
    model = tm.loads(
        "format_version: 2\nevaluations: [{id: a, instrument: vaikutusten-itsearviointi, "
        "answers: [{criterion: core-elements, level: huikea}]}]"
    )
    (told,) = tm.render(model, format="word").diagnostics
    assert (told.code, told.parameter("count")) == ("WORD004", 1)


def test_a_reader_outside_is_not_told_that_an_answer_is_missing() -> None:
    own, others = (
        table_named(
            document_of(MODEL, audience=audience), "Toimintamallin vaikutusten itsearviointi"
        )
        for audience in ("internal", "partners")
    )
    assert "Ei vastausta: 2" in [row[1] for row in rows_of(own)]
    assert not any("Ei vastausta" in row[1] for row in rows_of(others))


# -- bytes ------------------------------------------------------------------------------------


def test_the_archive_tells_no_time() -> None:
    with zipfile.ZipFile(BytesIO(tm.render(MODEL, format="word").data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_process_gives_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "malli.yaml"
    tm.dump(MODEL, source)
    program = (
        "import hashlib, toimintamalli as tm\n"
        f"data = tm.render(tm.load({str(source)!r}), format='word').data\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(told) == 1


# -- the package ------------------------------------------------------------------------------


def test_the_plugin_uses_only_public_names_of_the_library() -> None:
    private = [
        f"{file.name}: {node.module} {alias.name}"
        for file in sorted(SOURCES.glob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("toimintamalli")
        for alias in node.names
        if node.module.partition(".")[0] == "toimintamalli"
        and any(part.startswith("_") for part in (*node.module.split("."), alias.name))
    ]
    assert private == []


def test_importing_the_plugin_does_not_load_python_docx() -> None:
    program = "import sys, toimintamalli_word; print('docx' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "False"
