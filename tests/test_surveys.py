"""Surveys: what Webropol and Microsoft Forms wrote becomes evaluations, and nothing is invented."""

from __future__ import annotations

import csv
import datetime
import io
import time
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli._csv import read_table
from toimintamalli.analysis.answers import ReplyState, read_sheets
from toimintamalli.instruments import get_instrument
from toimintamalli.model import Answer, AnswerState, CustomField, Evaluation, EvaluatorRole
from toimintamalli.model.instrument import CriterionChange, EarlierVersion
from toimintamalli.surveys import (
    UNMAPPED_ANSWER,
    UNMAPPED_ROLE,
    AnswerSpelling,
    CriterionColumn,
    RoleSpelling,
    SheetKind,
    SurveyColumns,
    add_answers,
)
from toimintamalli.surveys._known import answer_book
from toimintamalli.vocabulary import enum_title
from toimintamalli.written import day, spelling, spellings, truth, whole_number

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data" / "kyselyt"
ASKED = ("kotikuntoutus", "perhekeskuksen-chat")
MODELS = tuple(tm.load(ROOT / "examples" / "models" / f"{name}.yaml") for name in ASKED)

READINESS = get_instrument("juurtumisvalmius")
EFFECTS = get_instrument("vaikutusten-itsearviointi")
DECISION = "Päätös toiminnan vakiinnuttamisesta on tehty"
ALL_BUT_DECISION = tuple(
    CriterionColumn(criterion=criterion.id)
    for criterion in READINESS.criteria
    if criterion.id != "decision-made"
)
MAPPING = tm.SurveyMapping(
    instrument="juurtumisvalmius", evaluation="kysely", criteria=ALL_BUT_DECISION
)
OF_MODELS = evolve(MAPPING, columns=SurveyColumns(model="Malli"))


def survey_of(
    folder: Path, text: str | bytes, mapping: tm.SurveyMapping | Path = MAPPING
) -> tm.Survey:
    path = folder / "kysely.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tm.read_survey(path, mapping)


def levels(evaluation: Evaluation) -> list[str | None]:
    return [answer.level for answer in evaluation.answers]


def codes(survey: tm.Survey) -> tuple[str, ...]:
    return survey.diagnostics.codes


def lines(survey: tm.Survey, code: str) -> list[int | None]:
    return [finding.line for finding in survey.diagnostics if finding.code == code]


def table(*rows: tuple[str, ...], delimiter: str = ";") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


# -- a Webropol file: semicolons, Windows-1252, one row for each evaluator -----------------------


@pytest.fixture
def webropol(tmp_path: Path) -> tm.Survey:
    text = (DATA / "webropol.csv").read_text("utf-8")
    return survey_of(tmp_path, text.encode("cp1252"), DATA / "webropol.toml")


def test_the_rows_of_a_model_are_one_round(webropol: tm.Survey) -> None:
    assert [(one.model, one.lines) for one in webropol.rounds] == [
        ("Kotikuntoutus ikääntyneille, Lapin HVA (RRP, P4, I2)", (2, 4)),
        ("Perhekeskuksen chat", (5,)),
    ]


def test_a_round_says_when_by_whom_and_with_what(webropol: tm.Survey) -> None:
    first = webropol.rounds[0].evaluation
    assert (first.id, first.instrument) == ("kysely-2025", "vaikutusten-itsearviointi")
    assert first.instrument_version == EFFECTS.version
    assert first.date == datetime.date(2025, 6, 11)  # the day of the last answer
    assert (first.participants, first.county_represented) == (2, True)
    assert [(known.id, known.role) for known in first.evaluators] == [
        ("v1", EvaluatorRole.SELF),
        ("v2", EvaluatorRole.PEER),
    ]


def test_answers_are_read_by_question_by_mapping_and_by_the_end_of_a_heading(
    webropol: tm.Survey,
) -> None:
    of_one = [a for a in webropol.rounds[0].evaluation.answers if a.evaluator == "v1"]
    assert of_one == [
        Answer(criterion="core-elements", level="agree", evaluator="v1"),
        Answer(criterion="fits-environment", level="partly_agree", evaluator="v1"),
        Answer(
            criterion="management-leads",
            level="disagree",
            evaluator="v1",
            reason='Ensimmäinen rivi.\nToinen; "rivi".',
        ),
        Answer(criterion="permanent-decision", level="agree", evaluator="v1"),
    ]
    assert codes(webropol).count("TM357") == 2


def test_an_unknown_answer_is_kept_and_told_with_the_nearest_known(webropol: tm.Survey) -> None:
    kept = [a for a in webropol.rounds[0].evaluation.answers if a.custom]
    assert [(a.state, a.custom) for a in kept] == [
        (AnswerState.NO_ANSWER, (CustomField(UNMAPPED_ANSWER, "Täysin samma mieltä"),)),
        (AnswerState.NO_ANSWER, (CustomField(UNMAPPED_ANSWER, "En osaa sanoa"),)),
    ]
    told = [finding for finding in webropol.diagnostics if finding.code == "TM364"]
    assert [(f.line, f.parameter("count"), f.parameter("nearest")) for f in told] == [
        (4, 1, "täysin samaa mieltä"),
        (4, 1, "–"),
    ]


def test_the_other_states_of_an_answer_stay_apart(webropol: tm.Survey) -> None:
    states = [
        (answer.criterion, answer.state)
        for one in webropol.rounds
        for answer in one.evaluation.answers
        if answer.state in (AnswerState.CANNOT_YET, AnswerState.NOT_APPLICABLE)
    ]
    assert states == [
        ("fits-environment", AnswerState.CANNOT_YET),
        ("core-elements", AnswerState.NOT_APPLICABLE),
    ]


def test_what_is_not_understood_is_told_with_its_line(webropol: tm.Survey) -> None:
    assert [f.parameter("found") for f in webropol.diagnostics if f.code == "TM365"] == [
        "Tarkkailija",
        "31.6.2025",
        "ehkä",
    ]
    assert lines(webropol, "TM365") == [5, 5, 5]
    assert lines(webropol, "TM363") == [6]  # no model
    second = webropol.rounds[1].evaluation
    assert (second.date, second.county_represented) == (None, None)
    assert second.evaluators[0].custom == (CustomField(UNMAPPED_ROLE, "Tarkkailija"),)


def test_rows_without_answers_make_no_evaluator(webropol: tm.Survey) -> None:
    (told,) = (finding for finding in webropol.diagnostics if finding.code == "TM362")
    assert (told.parameter("count"), told.parameter("lines")) == (2, "7, 8")


def test_no_name_comes_into_a_model_or_a_finding(webropol: tm.Survey) -> None:
    placed = tm.place_answers(webropol, MODELS)
    documents = "".join(
        tm.dumps(evolve(model, basics=tm.BasicData(title="x"))) for model in placed.models
    )
    told = webropol.diagnostics.text() + placed.diagnostics.text()
    for name in ("Sepitetty", "Keksitty", "Puuttuva", "Vieras", "Johtava", "Kiitos"):
        assert name not in documents + told


def test_columns_that_nothing_uses_are_told_once(webropol: tm.Survey) -> None:
    (told,) = (finding for finding in webropol.diagnostics if finding.code == "TM358")
    assert told.parameter("columns") == ("Vapaa palaute",)


def test_a_guessed_encoding_is_told(webropol: tm.Survey) -> None:
    assert codes(webropol)[0] == "TM348"
    assert {finding.source for finding in webropol.diagnostics} == {"kysely.csv"}


# -- a Forms file: commas, UTF-8 with a mark, Swedish, sheets agreed together --------------------


@pytest.fixture
def forms() -> tm.Survey:
    return tm.read_survey(DATA / "forms.csv", DATA / "forms.toml")


def test_a_shared_sheet_has_no_evaluators_and_says_how_many_took_part(forms: tm.Survey) -> None:
    first, second = (one.evaluation for one in forms.rounds)
    assert (first.evaluators, first.participants, second.participants) == ((), 3, 5)
    assert (first.county_represented, second.county_represented) == (True, False)
    assert (first.unit, first.date) == ("Rovaniemi, hemvården", datetime.date(2025, 6, 10))
    assert {answer.evaluator for answer in first.answers} == {None}


def test_swedish_answers_are_known(forms: tm.Survey) -> None:
    assert [levels(one.evaluation) for one in forms.rounds] == [
        ["agree", "partly_disagree", None],
        ["partly_agree", None, "agree"],
    ]
    assert set(codes(forms)) == {"TM355"}


def test_a_criterion_without_a_column_is_told(forms: tm.Survey) -> None:
    assert len(codes(forms)) == len(EFFECTS.criteria) - 3


def test_a_round_is_placed_by_the_identifier_of_its_model(forms: tm.Survey) -> None:
    placed = tm.place_answers(forms, MODELS)
    assert (placed.unplaced, placed.diagnostics.codes) == ((), ())
    assert [model.evaluations[-1].unit for model in placed.models] == [
        "Rovaniemi, hemvården",
        "Björneborg",
    ]


def test_what_was_placed_can_be_written_read_and_checked(forms: tm.Survey) -> None:
    for model in tm.place_answers(forms, MODELS).models:
        assert tm.loads(tm.dumps(model)) == model
        assert not {"TM302", "TM303", "TM304", "TM305", "TM306"} & set(tm.check(model).codes)


# -- spellings ---------------------------------------------------------------------------------

BOOK = answer_book(EFFECTS.scales[0], (AnswerSpelling(text=("4",), level="agree"),))
KNOWN_TEXTS = [
    (text, level.id)
    for level in EFFECTS.scales[0].levels
    for text in (level.label.fi, level.label.sv, level.label.en, *level.spellings)
]


@pytest.mark.parametrize(
    "written",
    [
        "4",
        "4,0",
        "4.0",
        "(4)",
        "4 = täysin samaa mieltä",
        "4 - Täysin samaa mieltä",
        "4. täysin samaa mieltä",
        "4) täysin samaa mieltä",
        "(4) täysin samaa mieltä",
        "[4] täysin samaa mieltä",
        "täysin samaa mieltä (4)",
        "TÄYSIN\N{NO-BREAK SPACE}SAMAA  MIELTÄ.",
        " ”täysin samaa mieltä” ",
        "ta\u0308ysin samaa mielta\u0308",
    ],
)
def test_one_answer_in_many_spellings_is_one_answer(written: str) -> None:
    meaning = BOOK.meaning(written)
    assert meaning is not None
    assert meaning.level == "agree"


@pytest.mark.parametrize(
    "written", ["en osaa sanoa", "samaa mieltä", "4,5", "-4", "44", "5", "ehkä 4", "=4+1", "", "?"]
)
def test_what_is_not_known_is_not_guessed(written: str) -> None:
    assert BOOK.meaning(written) is None


@pytest.mark.parametrize("state", [s for s in AnswerState if s is not AnswerState.LEVEL])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_other_states_are_known_by_their_names(state: AnswerState, language: str) -> None:
    meaning = BOOK.meaning(getattr(enum_title(state), language).upper())
    assert meaning is not None
    assert (meaning.state, meaning.level) == (state, None)


@given(
    st.sampled_from(KNOWN_TEXTS),
    st.sampled_from(["{}", " {} ", '"{}"', "{}.", "4 = {}", "(12) {}", "{} (3)", "\u00a0{}\n"]),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_case_space_marks_and_numbers_do_not_matter(
    known: tuple[str, str], frame: str, case: type[str]
) -> None:
    text, level = known
    meaning = BOOK.meaning(frame.format(case(text)))
    assert meaning is not None
    assert meaning.level == level


@given(st.text())
def test_a_spelling_is_its_own_spelling(text: str) -> None:
    assert spelling(spelling(text)) == spelling(text)
    assert all(candidate for candidate in spellings(text)[1:])


def test_a_text_of_two_levels_means_neither() -> None:
    low, *rest, high = EFFECTS.scales[0].levels
    both = evolve(
        EFFECTS.scales[0],
        levels=(evolve(low, spellings=("x",)), *rest, evolve(high, spellings=("X",))),
    )
    assert answer_book(both, ()).meaning("x") is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10.6.2025", datetime.date(2025, 6, 10)),
        ("10.06.2025 13.45", datetime.date(2025, 6, 10)),
        ("10.6.2025 klo 13:45:10", datetime.date(2025, 6, 10)),
        ("2025-06-10", datetime.date(2025, 6, 10)),
        ("2025-06-10T13:45", datetime.date(2025, 6, 10)),
        ("2025-06-10 13:45:00.123Z", datetime.date(2025, 6, 10)),
        ("6/10/2025", None),
        ("31.6.2025", None),
        ("10.6.", None),
        ("kesäkuu", None),
        ("45818", None),
    ],
)
def test_a_day_is_read_only_where_it_means_one_day(
    written: str, read: datetime.date | None
) -> None:
    assert day(written) == read


@pytest.mark.parametrize(
    ("written", "read"), [("3", 3), ("3,0", 3), ("3.00", 3), ("3,5", None), ("-3", None)]
)
def test_a_number_of_people_is_whole(written: str, read: int | None) -> None:
    assert whole_number(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [("Kyllä", True), ("JA", True), ("yes", True), ("ei", False), ("Nej.", False), ("no", False)],
)
def test_yes_and_no_are_read_in_three_languages(written: str, read: bool) -> None:
    assert truth(written) is read


# -- round trip --------------------------------------------------------------------------------

LEVELS_OF_READINESS = {level.id: level for level in READINESS.scales[0].levels}
RESPONSES = st.lists(
    st.lists(
        st.sampled_from([None, *LEVELS_OF_READINESS, *AnswerState]),
        min_size=len(READINESS.criteria),
        max_size=len(READINESS.criteria),
    ).filter(any),
    min_size=1,
    max_size=6,
)


@given(
    RESPONSES,
    st.sampled_from(["fi", "sv", "en"]),
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_survey_written_with_known_labels_is_read_back_exactly(
    tmp_path_factory: pytest.TempPathFactory,
    responses: list[list[str | AnswerState | None]],
    language: str,
    delimiter: str,
    encoding: str,
) -> None:
    def written(reply: str | AnswerState | None) -> str:
        if reply is None:
            return ""
        if isinstance(reply, AnswerState):
            state = AnswerState.CANNOT_YET if reply is AnswerState.LEVEL else reply
            return str(getattr(enum_title(state), language))
        return str(getattr(LEVELS_OF_READINESS[reply].label, language))

    headings = tuple(getattr(criterion.question, language) for criterion in READINESS.criteria)
    rows = [tuple(map(written, response)) for response in responses]
    text = table(("ID", *headings), *(("1", *row) for row in rows), delimiter=delimiter)
    path = tmp_path_factory.mktemp("kysely") / "kysely.csv"
    path.write_bytes(text.encode(encoding))
    mapping = tm.SurveyMapping(instrument=READINESS.id, evaluation="k", ignored=("ID",))
    survey = tm.read_survey(path, mapping)
    assert codes(survey) == ()
    (one,) = survey.rounds
    answers = one.evaluation.answers
    assert len(one.evaluation.evaluators) == len(responses)
    assert [(a.evaluator, a.criterion, a.level or a.state) for a in answers] == [
        (
            f"v{number}",
            criterion.id,
            AnswerState.CANNOT_YET if reply is AnswerState.LEVEL else reply,
        )
        for number, response in enumerate(responses, 1)
        for criterion, reply in zip(READINESS.criteria, response, strict=True)
        if reply is not None
    ]


# -- rows --------------------------------------------------------------------------------------


def test_without_a_column_of_models_all_rows_are_one_round(tmp_path: Path) -> None:
    survey = survey_of(tmp_path, f"{DECISION}\ntäyttyy\nkesken\n")
    assert [(one.model, one.lines) for one in survey.rounds] == [("", (2, 3))]
    (placed,) = tm.place_answers(survey, MODELS[:1]).models
    assert levels(placed.evaluations[-1]) == ["met", "in_progress"]


def test_a_survey_that_names_no_model_is_placed_in_none_of_several(tmp_path: Path) -> None:
    placed = tm.place_answers(survey_of(tmp_path, f"{DECISION}\ntäyttyy\n"), MODELS)
    assert (placed.models, placed.diagnostics.codes) == (MODELS, ("TM367",))


def test_two_rows_of_one_evaluator_are_told_and_a_contradiction_counts_as_no_answer(
    tmp_path: Path,
) -> None:
    mapping = evolve(MAPPING, columns=SurveyColumns(evaluator="Nimi"))
    text = f"Nimi;{DECISION}\nTesti Henkilö;täyttyy\ntesti henkilö;kesken\nToinen Testi;avoin\n"
    survey = survey_of(tmp_path, text, mapping)
    evaluation = survey.rounds[0].evaluation
    assert (codes(survey), lines(survey, "TM366")) == (("TM366",), [3])
    assert [known.id for known in evaluation.evaluators] == ["v1", "v2"]
    assert evaluation.participants == 2
    sheets = read_sheets(evaluation, READINESS)
    states = [sheet.replies[2].state for sheet in sheets.individual]
    assert states == [ReplyState.NO_ANSWER, ReplyState.LEVEL]
    assert sheets.problems.codes == ("TM304",)


def test_two_shared_sheets_of_one_model_are_told_and_neither_wins(tmp_path: Path) -> None:
    columns = SurveyColumns(model="Malli", participants="Osallistujia")
    mapping = evolve(MAPPING, sheet=SheetKind.CONSENSUS, columns=columns)
    text = f"Malli;Osallistujia;{DECISION}\nA;3;täyttyy\nA;4;kesken\nB;2;avoin\nB;2;avoin\n"
    survey = survey_of(tmp_path, text, mapping)
    first, second = (one.evaluation for one in survey.rounds)
    assert codes(survey) == ("TM366", "TM366")
    assert (levels(first), first.participants) == (["met", "in_progress"], None)
    assert (levels(second), second.participants) == (["open"], 2)
    consensus = read_sheets(first, READINESS).consensus
    assert consensus is not None
    assert consensus.replies[2].state is ReplyState.NO_ANSWER


def test_a_row_that_is_too_long_is_left_out_and_a_short_one_is_read(tmp_path: Path) -> None:
    text = f"Malli;{DECISION};Muuta\nA;täyttyy;x;y\nB;kesken\nC;avoin;z;;\nD;avoin;z\n"
    survey = survey_of(tmp_path, text, OF_MODELS)
    assert [one.model for one in survey.rounds] == ["B", "C", "D"]
    assert lines(survey, "TM359") == [2, 3]


def test_an_open_quotation_mark_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    survey = survey_of(tmp_path, f'Malli;{DECISION}\nA;täyttyy\n"B;kesken\nC;avoin\n', OF_MODELS)
    assert [(one.model, one.lines) for one in survey.rounds] == [
        ("A", (2,)),
        ("B", (3,)),
        ("C", (4,)),
    ]
    assert lines(survey, "TM360") == [3]


def test_lines_are_those_of_the_file_also_behind_cells_of_several_lines(tmp_path: Path) -> None:
    text = f'Malli;"{DECISION}"\r\n"A\r\nA";täyttyy\r\n\r\nB;kesken\rC;avoin'
    survey = survey_of(tmp_path, text, OF_MODELS)
    assert [(one.model, one.lines) for one in survey.rounds] == [
        ("A A", (2,)),
        ("B", (5,)),
        ("C", (6,)),
    ]


def test_questions_with_commas_and_answers_with_semicolons_do_not_mislead(tmp_path: Path) -> None:
    with_commas = f"Malli, jota arvioit, ja sen nimi;{DECISION}\nA;täyttyy\n"
    assert len(read_table(with_commas.encode()).headings) == 2
    with_semicolons = f"Malli,{DECISION},Monivalinta\nA,täyttyy,x;y;z\nB,avoin,x;z\n"
    assert len(read_table(with_semicolons.encode()).headings) == 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    survey = survey_of(tmp_path, f"Malli;{DECISION}\nÄlykoti;täyttyy\n".encode(encoding), OF_MODELS)
    assert survey.rounds[0].model == "Älykoti"
    certain = encoding in ("utf-16", "utf-8")
    assert codes(survey) == (() if certain else ("TM348",))


def test_a_declared_separator_counts(tmp_path: Path) -> None:
    survey = survey_of(tmp_path, f"sep=;\r\nMalli;{DECISION}\r\nA, B;täyttyy\r\n", OF_MODELS)
    assert [(one.model, one.lines) for one in survey.rounds] == [("A, B", (3,))]


def test_hostile_text_is_cleaned_told_and_stays_text(tmp_path: Path) -> None:
    text = f'Malli;{DECISION}\n=HYPERLINK("x")\x00\x1b[2J\u202e;@SUM(A1)\x07\n'
    survey = survey_of(tmp_path, text, OF_MODELS)
    (one,) = survey.rounds
    assert one.model == '=HYPERLINK("x")[2J'
    assert one.evaluation.answers[0].custom == (CustomField(UNMAPPED_ANSWER, "@SUM(A1)"),)
    assert codes(survey) == ("TM361", "TM364")
    (model,) = tm.place_answers(
        survey_of(tmp_path, text.replace("Malli;", "M;")), MODELS[:1]
    ).models
    assert tm.loads(tm.dumps(model)) == model


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read_or_refused_as_a_table(data: bytes, with_heading: bool) -> None:
    try:
        read = read_table((f"Malli;{DECISION}\n".encode() if with_heading else b"") + data)
    except (tm.ReadError, tm.LoadError):
        return
    assert all(len(row.cells) == len(read.headings) for row in read.rows)


def test_many_quotation_marks_take_no_long_time() -> None:
    began = time.process_time()
    read_table(("a;b\n" + '"x;"";\n' * 20_000 + '"').encode())
    assert time.process_time() - began < 5


# -- headings ----------------------------------------------------------------------------------


def test_a_doubled_heading_is_told_and_not_read(tmp_path: Path) -> None:
    other = READINESS.criteria[0]
    mapping = evolve(MAPPING, criteria=ALL_BUT_DECISION[1:])
    text = table((other.question.fi, DECISION, DECISION), ("avoin", "täyttyy", "kesken"))
    survey = survey_of(tmp_path, text, mapping)
    assert (codes(survey), levels(survey.rounds[0].evaluation)) == (("TM356",), ["open"])


def test_a_heading_of_the_mapping_that_is_not_there_is_told_with_the_nearest(
    tmp_path: Path,
) -> None:
    mapping = evolve(MAPPING, columns=SurveyColumns(unit="Yksikkö"))
    survey = survey_of(tmp_path, f"Yksiköt;{DECISION}\nA;täyttyy\n", mapping)
    (told, _) = survey.diagnostics
    assert (told.code, told.parameter("nearest")) == ("TM354", "Yksiköt")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "TM352"),
        ("\n\n", "TM352"),
        (f"{DECISION}\n", "TM352"),
        (";;\nA;B;C\n", "TM352"),
        ("Nimi;Muuta\nA;B\n", "TM353"),
    ],
)
def test_what_is_no_survey_is_refused(text: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(tm.ReadError) as refused:
        survey_of(tmp_path, text)
    assert refused.value.report.codes[0] == code
    assert refused.value.report.diagnostics[0].source == "kysely.csv"


def test_models_are_never_mixed_because_their_column_is_missing(tmp_path: Path) -> None:
    with pytest.raises(tm.ReadError, match="Malli"):
        survey_of(tmp_path, f"Mallin nimi;{DECISION}\nA;täyttyy\nB;kesken\n", OF_MODELS)


# -- mappings ----------------------------------------------------------------------------------


def test_a_spelling_of_the_mapping_goes_before_the_set(tmp_path: Path) -> None:
    answers = (AnswerSpelling(text=("kesken", "EOS"), state=AnswerState.CANNOT_YET),)
    survey = survey_of(tmp_path, f"{DECISION}\nKesken\neos\n", evolve(MAPPING, answers=answers))
    states = [answer.state for answer in survey.rounds[0].evaluation.answers]
    assert states == [AnswerState.CANNOT_YET] * 2


def test_an_older_version_gives_its_own_names_to_the_answers(tmp_path: Path) -> None:
    older = EarlierVersion(
        version="2024", criteria=(CriterionChange(old="paatos", new="decision-made"),)
    )
    path = tmp_path / "kysely.csv"
    path.write_text(f"{DECISION}\ntäyttyy\n", encoding="utf-8")
    mapping = tm.SurveyMapping(instrument=READINESS.id, version="2024", evaluation="k")
    instrument = evolve(READINESS, earlier=(older,))
    survey = tm.read_survey(path, mapping, instrument=instrument)
    evaluation = survey.rounds[0].evaluation
    assert evaluation.instrument_version == "2024"
    assert [answer.criterion for answer in evaluation.answers] == ["paatos"]
    assert read_sheets(evaluation, instrument).problems.codes == ()


WRONG_MAPPINGS = {
    'instrument = "ei-ole"\nevaluation = "k"': ("TM324", 1),
    'instrument = "juurtumisvalmius"\nversion = "1900"\nevaluation = "k"': ("TM324", 2),
    'instrument = "juurtumisvalmius"\nevaluation = "k"\nrool = "self"': ("TM120", 3),
    'instrument = "juurtumisvalmius"\n': ("TM126", None),
    'instrument = "juurtumisvalmius': ("TM320", 1),
    'instrument = "juurtumisvalmius"\nevaluation = "k"\n[[criteria]]\ncriterion = "x"': (
        "TM324",
        4,
    ),
    'instrument = "juurtumisvalmius"\nevaluation = "k"\n[[answers]]\ntext = ["a"]': ("TM350", 3),
    'instrument = "juurtumisvalmius"\nevaluation = "k"\n[[answers]]\ntext = ["a"]\nlevel = "x"': (
        "TM324",
        5,
    ),
    'instrument = "juurtumisvalmius"\nevaluation = "k"\n[[answers]]\ntext = ["a", "b"]\n'
    'level = "met"\n[[answers]]\ntext = ["B."]\nstate = "no_answer"': ("TM351", 7),
    'instrument = "juurtumisvalmius"\nevaluation = "k"\n[[roles]]\ntext = ["a"]\nrole = "self"\n'
    '[[roles]]\ntext = ["A"]\nrole = "peer"': ("TM351", 7),
}


@pytest.mark.parametrize("text", WRONG_MAPPINGS)
def test_a_wrong_mapping_is_refused_with_its_line(text: str, tmp_path: Path) -> None:
    mapping = tmp_path / "kysely.toml"
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(tm.LoadError) as refused:
        survey_of(tmp_path, f"{DECISION}\ntäyttyy\n", mapping)
    (finding,) = refused.value.report
    assert (finding.code, finding.line) == WRONG_MAPPINGS[text]
    assert finding.source == "kysely.toml"


def test_a_criterion_or_column_may_not_be_mapped_twice(tmp_path: Path) -> None:
    twice = (
        CriterionColumn(criterion="decision-made", column="a"),
        CriterionColumn(criterion="decision-made", column="A"),
    )
    with pytest.raises(tm.LoadError) as refused:
        survey_of(tmp_path, "a\ntäyttyy\n", evolve(MAPPING, criteria=twice))
    assert set(refused.value.report.codes) == {"TM323"}


def test_a_mapping_for_another_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(tm.OptionError, match="juurtumisvalmius"):
        tm.read_survey(tmp_path / "kysely.csv", MAPPING, instrument=EFFECTS)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(tm.MissingFileError):
        tm.read_survey(tmp_path / "kysely.csv", MAPPING)
    with pytest.raises(tm.MissingFileError):
        tm.read_survey(DATA / "forms.csv", tmp_path / "kysely.toml")


def test_seats_are_known_by_name_or_by_the_mapping(tmp_path: Path) -> None:
    columns = SurveyColumns(role="Rooli")
    roles = (RoleSpelling(text=("Ammattilainen toiselta alueelta",), role=EvaluatorRole.PEER),)
    mapping = evolve(MAPPING, columns=columns, roles=roles, role=EvaluatorRole.COUNTY)
    rows = ("kokemusasiantuntija", "ammattilainen toiselta alueelta", "")
    text = f"Rooli;{DECISION}\n" + "".join(f"{role};täyttyy\n" for role in rows)
    evaluators = survey_of(tmp_path, text, mapping).rounds[0].evaluation.evaluators
    assert [known.role for known in evaluators] == [
        EvaluatorRole.EXPERT_BY_EXPERIENCE,
        EvaluatorRole.PEER,
        EvaluatorRole.COUNTY,
    ]


# -- placing -----------------------------------------------------------------------------------


def model(title: str, name: str | None = None) -> tm.PracticeModel:
    return tm.PracticeModel(id=name, basics=tm.BasicData(title=title))


def placed_in(name: str, *models: tm.PracticeModel) -> tuple[list[int], tuple[str, ...]]:
    """Return which models got answers, and what was told."""
    evaluation = Evaluation(id="k", instrument="juurtumisvalmius")
    survey = tm.Survey(rounds=(tm.SurveyRound(model=name, evaluation=evaluation, lines=(2,)),))
    placed = tm.place_answers(survey, models)
    got = [at for at, one in enumerate(placed.models) if one is not models[at]]
    assert len(got) + len(placed.unplaced) == 1
    return got, placed.diagnostics.codes


CHAT = "Chat, Lapin HVA (RRP, P4, I1)"


@pytest.mark.parametrize("name", [CHAT, f"  {CHAT.upper()} ", "chat-1", "CHAT-1"])
def test_a_model_is_known_by_its_title_or_identifier(name: str) -> None:
    assert placed_in(name, model("Muu"), model(CHAT, "chat-1")) == ([1], ())


@pytest.mark.parametrize("name", ["chat", "Chat, Lapin HVA", "Chat (RRP, P4, I1)"])
def test_a_title_without_county_and_code_is_a_guess_and_called_one(name: str) -> None:
    assert placed_in(name, model("Muu"), model(CHAT)) == ([1], ("TM368",))


@pytest.mark.parametrize(
    "name", ["Chat, Kainuun HVA", "Chat (RRP, P4, I2)", "Chatti", "Chat, Lapin", "", "(RRP)"]
)
def test_another_county_code_or_name_is_another_model(name: str) -> None:
    assert placed_in(name, model("Muu"), model(CHAT)) == ([], ("TM367",))


def test_a_name_of_several_models_is_placed_in_none() -> None:
    other = model("Chat, Kainuun HVA (RRP, P4, I1)")
    assert placed_in("Chat", model(CHAT), other) == ([], ("TM367",))
    assert placed_in(CHAT, model(CHAT), model(CHAT)) == ([], ("TM367",))
    assert placed_in("Chat, Lapin HVA", model(CHAT), other) == ([0], ("TM368",))


def test_an_evaluation_is_not_added_twice() -> None:
    evaluation = Evaluation(id="k", instrument="juurtumisvalmius")
    once = add_answers(model(CHAT), evaluation)
    assert once.evaluations == (evaluation,)
    with pytest.raises(tm.OptionError, match="jo arviointi"):
        add_answers(once, evaluation)
    assert placed_in(CHAT, once) == ([], ("TM369",))
