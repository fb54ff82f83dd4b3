"""Audit of a published table: which procedures would print its figures, alone and together."""

from __future__ import annotations

import time
from collections import Counter
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.analysis.audit import (
    MAX_SPLITS,
    Explanation,
    Figure,
    FigureAudit,
    TableAudit,
    Verdict,
    audit_table,
)

# Results of the first round of the self-evaluation of effects (THL, 2025), n = 67: the printed
# percentage and the count of those who agree, and of those for whom it cannot be assessed yet.
PUBLISHED = (
    ("resurssit on arvioitu ja määritelty", ("95", 64), ("3", 2)),
    ("johto edistää, ohjaa ja seuraa", ("89", 60), ("5", 3)),
    ("päätös pysyvästä käyttöönotosta", ("74", 50), ("18", 12)),
    ("yhteensovitettu muihin palveluihin", ("45", 30), ("55", 37)),
    ("johtamisosaaminen varmistettu", ("31", 21), ("64", 43)),
    ("ammattilaisia koulutettu", ("48", 32), ("52", 35)),
    ("ammattilaisille tuki", ("40", 27), ("55", 37)),
    ("asiakkaille digituki", ("24", 16), ("70", 47)),
    ("maakunnan edustaja mukana", ("78", 52)),
)


def figure(count: int, n: int, printed: str, statement: str = "väittämä") -> Figure:
    return Figure(statement=statement, count=count, n=n, printed=Decimal(printed))


def published() -> list[Figure]:
    return [
        figure(count, 67, printed, statement)
        for statement, *answers in PUBLISHED
        for printed, count in answers
    ]


def verdicts(table: TableAudit) -> list[str]:
    return [row.verdict.value for row in table.rows]


def explanation(row: FigureAudit, procedure: Verdict) -> Explanation:
    (found,) = (known for known in row.explanations if known.procedure is procedure)
    return found


def procedures(row: FigureAudit) -> list[str]:
    return [known.procedure.value for known in row.explanations]


def rounded_by(rounding: str, count: int, n: int, decimals: int = 0) -> Decimal:
    """Return a percentage as the standard library rounds it, with digits to spare."""
    with localcontext(prec=60):
        step = Decimal(1).scaleb(-decimals)
        return (Decimal(100 * count) / n).quantize(step, rounding)


def half_up(count: int, n: int, decimals: int = 0) -> Decimal:
    return rounded_by(ROUND_HALF_UP, count, n, decimals)


# -- the published table ----------------------------------------------------------------------


def test_the_published_table_is_read_as_its_makers_made_it() -> None:
    audit = audit_table(published())
    assert Counter(verdicts(audit)) == {"exact": 13, "sum_of_rounded": 3, "rounded_twice": 1}
    told = {
        (row.figure.count, int(row.figure.printed)): row.verdict.value
        for row in audit.rows
        if row.verdict is not Verdict.EXACT
    }
    assert told == {
        (64, 95): "sum_of_rounded",
        (60, 89): "sum_of_rounded",
        (50, 74): "sum_of_rounded",
        (3, 5): "rounded_twice",
    }
    assert len(audit.problems) == 0


def test_truncation_would_explain_three_figures_but_the_rest_of_the_table_rules_it_out() -> None:
    audit = audit_table(published())
    (ruled_out,) = audit.ruled_out
    assert ruled_out.procedure is Verdict.TRUNCATED
    refuting = {(found.count, int(found.printed)) for found in ruled_out.figures}
    assert refuting == {(2, 3), (3, 5), (12, 18), (16, 24), (52, 78)}
    (decision,) = (row for row in audit.rows if row.figure.count == 50)
    against = explanation(decision, Verdict.TRUNCATED).ruled_out_by
    assert against == figure(12, 67, "18", "päätös pysyvästä käyttöönotosta")


def test_a_sum_of_rounded_parts_names_the_parts() -> None:
    row = audit_table(published()).rows[0]
    found = explanation(row, Verdict.SUM_OF_ROUNDED)
    assert row.exact_percent == Fraction(6400, 67)
    assert (1, 63) in found.splits
    assert (found.parts, found.splits_total) == (Verdict.EXACT, len(found.splits))
    assert all(half_up(a, 67) + half_up(b, 67) == 95 for a, b in found.splits)
    assert all(a <= b and a + b == 64 for a, b in found.splits)


# -- one figure alone -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "n", "printed", "verdict"),
    [
        (64, 67, "96", "exact"),
        (64, 67, "95.5", "exact"),
        (64, 67, "95.52", "exact"),
        (0, 67, "0", "exact"),
        (67, 67, "100", "exact"),
        (67, 67, "100.0", "exact"),
        (1, 8, "12.5", "exact"),
        (1, 8, "13", "exact"),
        (1, 8, "12", "truncated"),
        (64, 67, "95", "truncated"),
        (64, 67, "95.51", "sum_of_rounded"),
        (3, 67, "5", "rounded_twice"),
        (1, 3, "34", "impossible"),
        (64, 67, "59", "impossible"),
        (0, 67, "1", "impossible"),
        (67, 67, "99", "sum_of_rounded"),
        (67, 67, "101", "sum_of_rounded"),
        (1, 2, "-50", "impossible"),
    ],
)
def test_a_figure_alone_is_explained_as_plainly_as_can_be(
    count: int, n: int, printed: str, verdict: str
) -> None:
    assert verdicts(audit_table([figure(count, n, printed)])) == [verdict]


def test_a_figure_alone_keeps_every_explanation_for_nothing_rules_one_out() -> None:
    (row,) = audit_table([figure(64, 67, "95")]).rows
    assert procedures(row) == ["truncated", "sum_of_rounded"]
    assert {known.ruled_out_by for known in row.explanations} == {None}


def test_a_figure_that_nothing_explains_refutes_nothing() -> None:
    audit = audit_table([*published(), figure(64, 67, "59")])
    assert Counter(verdicts(audit))["impossible"] == 1
    assert verdicts(audit)[:-1] == verdicts(audit_table(published()))
    assert audit.rows[-1].explanations == ()


# -- whole tables -----------------------------------------------------------------------------


def test_a_table_that_was_cut_off_throughout_is_said_to_be() -> None:
    table = [figure(64, 67, "95"), figure(50, 67, "74"), figure(12, 67, "17"), figure(30, 60, "50")]
    audit = audit_table(table)
    assert verdicts(audit) == ["truncated", "truncated", "truncated", "exact"]
    assert audit.rounding is Verdict.TRUNCATED
    assert Verdict.TRUNCATED not in {found.procedure for found in audit.ruled_out}


def test_a_row_that_was_made_to_add_up_to_100_is_said_to_be() -> None:
    table = [figure(1, 3, "34"), figure(1, 3, "33"), figure(1, 3, "33")]
    assert verdicts(audit_table(table)) == ["row_adjusted", "exact", "exact"]
    without = [figure(1, 3, "34"), figure(1, 3, "33", "muu"), figure(1, 3, "33", "muu")]
    assert verdicts(audit_table(without))[0] == "impossible"


def test_largest_remainders_go_up_and_no_others() -> None:
    right = [figure(2, 7, "29"), figure(2, 7, "28"), figure(3, 7, "43")]
    assert verdicts(audit_table(right)) == ["exact", "row_adjusted", "exact"]
    wrong = [figure(2, 7, "29"), figure(2, 7, "29"), figure(3, 7, "42")]
    assert "row_adjusted" not in {
        name for row in audit_table(wrong).rows for name in procedures(row)
    }


def test_a_row_is_adjusted_only_where_its_counts_make_up_the_whole() -> None:
    for row in (
        [figure(1, 3, "34"), figure(1, 3, "33")],
        [figure(1, 3, "34"), figure(1, 3, "33"), figure(1, 3, "33.3")],
        [figure(3, 3, "101")],
        [figure(1, 3, "34"), figure(1, 3, "34"), figure(1, 3, "34")],
    ):
        assert "row_adjusted" not in verdicts(audit_table(row))


def test_tables_with_decimals_are_judged_at_their_decimals() -> None:
    right = [figure(64, 67, "95.5"), figure(2, 67, "3.0"), figure(1, 67, "1.5")]
    assert verdicts(audit_table(right)) == ["exact"] * 3
    twice = figure(1, 674, "0.2")  # 0.148 → 0.15 → 0.2
    assert verdicts(audit_table([*right, twice])) == ["exact"] * 3 + ["rounded_twice"]


def test_when_every_way_of_rounding_is_refuted_the_one_that_explains_most_is_taken() -> None:
    # 12.5 printed 12 is cut off and nothing else, 4.48 printed 5 is rounded twice and nothing
    # else: no hand did both. 2.99 printed 2 is 1 + 1, whatever was done with the others.
    cut, twice, summed = figure(1, 8, "12"), figure(3, 67, "5"), figure(2, 67, "2", "muu")
    audit = audit_table([cut, twice, twice, summed])
    assert verdicts(audit) == ["impossible", "rounded_twice", "rounded_twice", "sum_of_rounded"]
    assert [found.procedure.value for found in audit.ruled_out] == ["rounded_twice", "truncated"]
    assert [known.ruled_out_by for known in audit.rows[0].explanations] == [twice]
    assert explanation(audit.rows[3], Verdict.TRUNCATED).ruled_out_by == twice
    assert explanation(audit.rows[3], Verdict.SUM_OF_ROUNDED).ruled_out_by is None


def test_an_empty_table_has_nothing_to_tell() -> None:
    assert audit_table([]) == TableAudit()


# -- what cannot be audited -------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad",
    [
        figure(0, 0, "0"),
        figure(1, 0, "100"),
        figure(1, -1, "5"),
        figure(-1, 67, "5"),
        figure(1, 67, "NaN"),
        figure(1, 67, "sNaN"),
        figure(1, 67, "-Infinity"),
        figure(1, 67, "1E+999999"),
        figure(1, 67, "1E-999999"),
    ],
)
def test_a_figure_that_cannot_be_audited_is_told_and_the_others_go_on(bad: Figure) -> None:
    audit = audit_table([bad, figure(64, 67, "96")])
    assert verdicts(audit) == ["exact"]
    assert audit.problems.codes == ("TM340",)
    assert "väittämä" in audit.problems.text("sv")


def test_a_count_larger_than_its_n_is_impossible_and_told_with_its_line() -> None:
    bad = Figure(statement="johto", count=76, n=67, printed=Decimal("113.4"), line=4)
    audit = audit_table([bad])
    assert verdicts(audit) == ["impossible"]
    assert (audit.problems.codes, audit.problems.diagnostics[0].line) == (("TM341",), 4)
    assert "113,4\N{NO-BREAK SPACE}%" in audit.problems.text("fi")
    assert "113.4%" in audit.problems.text("en")


# -- properties -------------------------------------------------------------------------------

DECIMALS = st.integers(0, 3)


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 500) | st.integers(1, 10**7))
    return draw(st.integers(0, n)), n


@given(st.lists(shares(), max_size=12), DECIMALS)
def test_a_table_that_was_rounded_half_up_is_exact(
    table: list[tuple[int, int]], decimals: int
) -> None:
    figures = [figure(c, n, str(half_up(c, n, decimals)), str(c)) for c, n in table]
    audit = audit_table(figures)
    assert set(verdicts(audit)) <= {"exact"}
    assert audit.rounding is Verdict.EXACT


@given(st.lists(shares(), min_size=1, max_size=12), DECIMALS)
def test_a_table_that_was_cut_off_throughout_is_exact_or_cut_off(
    table: list[tuple[int, int]], decimals: int
) -> None:
    cut = [rounded_by(ROUND_DOWN, c, n, decimals) for c, n in table]
    assume(any(half_up(c, n, decimals) != p for (c, n), p in zip(table, cut, strict=True)))
    figures = [figure(c, n, str(p), str(c)) for (c, n), p in zip(table, cut, strict=True)]
    audit = audit_table(figures)
    assert audit.rounding is Verdict.TRUNCATED
    for row, (c, n) in zip(audit.rows, table, strict=True):
        right = half_up(c, n, decimals) == row.figure.printed
        assert row.verdict is (Verdict.EXACT if right else Verdict.TRUNCATED)


@given(shares(), st.data(), DECIMALS)
def test_a_sum_of_two_rounded_parts_always_has_them_among_its_explanations(
    share: tuple[int, int], data: st.DataObject, decimals: int
) -> None:
    count, n = share
    part = data.draw(st.integers(0, count // 2))
    printed = half_up(part, n, decimals) + half_up(count - part, n, decimals)
    (row,) = audit_table([figure(count, n, str(printed))]).rows
    found = explanation(row, Verdict.SUM_OF_ROUNDED)
    assert row.verdict is not Verdict.IMPOSSIBLE
    assert found.parts is Verdict.EXACT
    assert (part, count - part) in found.splits or found.splits[-1][0] < part
    assert len(found.splits) == min(found.splits_total, MAX_SPLITS)


@given(st.integers(1, 90), st.data(), st.integers(-2, 2))
def test_the_splits_are_those_that_trying_every_part_finds(
    n: int, data: st.DataObject, off: int
) -> None:
    count = data.draw(st.integers(0, n))
    printed = half_up(count, n) + off
    expected = [
        (part, count - part)
        for part in range(count // 2 + 1)
        if half_up(part, n) + half_up(count - part, n) == printed
    ]
    (row,) = audit_table([figure(count, n, str(printed))]).rows
    summed = [known for known in row.explanations if known.parts is Verdict.EXACT]
    assert [list(known.splits) for known in summed] == [expected[:MAX_SPLITS]] * bool(expected)
    assert [known.splits_total for known in summed] == [len(expected)] * bool(expected)


@given(st.permutations(published()), st.permutations(range(12)))
def test_the_order_of_the_rows_changes_no_verdict(table: list[Figure], order: list[int]) -> None:
    expected = {row.figure: row.verdict for row in audit_table(published()).rows}
    assert {row.figure: row.verdict for row in audit_table(table).rows} == expected
    mixed = [figure(place, 12, str(place * 8 + place % 3), str(place % 5)) for place in range(12)]
    verdict_of = {row.figure: row.verdict for row in audit_table(mixed).rows}
    shuffled = audit_table([mixed[place] for place in order])
    assert {row.figure: row.verdict for row in shuffled.rows} == verdict_of


@given(st.lists(st.integers(1, 40), min_size=2, max_size=6), DECIMALS)
def test_a_row_adjusted_by_largest_remainders_is_never_impossible(
    counts: list[int], decimals: int
) -> None:
    n, scale = sum(counts), 100 * 10**decimals
    units = [count * scale // n for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: -(counts[place] * scale % n))
    for place in by_remainder[: scale - sum(units)]:
        units[place] += 1
    printed = [Decimal(unit).scaleb(-decimals) for unit in units]
    table = [figure(c, n, str(p)) for c, p in zip(counts, printed, strict=True)]
    for row in audit_table(table).rows:
        assert "row_adjusted" in procedures(row)
        assert row.verdict is not Verdict.IMPOSSIBLE


@given(
    st.lists(st.builds(Figure, statement=st.sampled_from("ab"), count=st.integers(-2, 40),
                       n=st.integers(-2, 40), printed=st.decimals()), max_size=8)
)  # fmt: skip
def test_any_figures_are_audited_or_told(figures: list[Figure]) -> None:
    audit = audit_table(figures)
    assert len(audit.rows) + audit.problems.codes.count("TM340") == len(figures)
    for row in audit.rows:
        ruled_out = {known.procedure for known in row.explanations if known.ruled_out_by}
        assert row.verdict not in ruled_out
        assert row.verdict is Verdict.IMPOSSIBLE or row.verdict.value in procedures(row)
    audit.problems.text("en")


def test_counts_up_to_a_million_are_audited_at_once() -> None:
    table = [
        figure(
            count, 999_983, str(half_up(count, 999_983, decimals) - Decimal(1).scaleb(-decimals))
        )
        for count in range(900_001, 900_101)
        for decimals in (0, 1)
    ]
    start = time.process_time()
    audit = audit_table(table)
    assert time.process_time() - start < 20
    assert len(audit.rows) == len(table)


def test_the_decimal_context_of_the_caller_changes_nothing() -> None:
    with localcontext(prec=2):
        assert verdicts(audit_table([figure(123_456, 999_983, "12.34580988")])) == ["exact"]


def test_the_function_is_public() -> None:
    assert tm.audit_table is audit_table
