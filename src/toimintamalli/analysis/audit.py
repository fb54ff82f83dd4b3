"""Audit of a published table: which ways of rounding would print its percentages.

A percentage that does not follow from its count is seldom a slip of the pen: parts were rounded
before they were added, a number was rounded twice or cut off, or a row was made to add up to 100.
One figure often allows several of these. The figures beside it, made by the same hand, tell them
apart: a way of rounding that cannot have made one of them is ruled out for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, field, frozen

from toimintamalli.analysis._procedures import (
    BASES,
    MAX_DECIMALS,
    MAX_SPLITS,
    Case,
    Figure,
    Verdict,
    adjusted_figures,
    is_plain,
)
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic
from toimintamalli.text import Language
from toimintamalli.vocabulary import shown_percent

__all__ = [
    "MAX_DECIMALS",
    "MAX_SPLITS",
    "Explanation",
    "Figure",
    "FigureAudit",
    "RuledOut",
    "TableAudit",
    "Verdict",
    "audit_table",
]


@frozen(kw_only=True)
class Explanation:
    """One procedure that would print a figure.

    Attributes:
        procedure: The procedure.
        parts: How the parts of a sum were rounded; None for the other procedures.
        splits: Pairs of parts that give the printed sum, the smaller part first.
        splits_total: The number of all such pairs; `splits` names at most `MAX_SPLITS`.
        ruled_out_by: A figure of the table that cannot have been printed so, of the same
            statement if there is one; None where the procedure is not ruled out.
    """

    procedure: Verdict
    parts: Verdict | None = None
    splits: tuple[tuple[int, int], ...] = ()
    splits_total: int = 0
    ruled_out_by: Figure | None = None


@frozen(kw_only=True)
class FigureAudit:
    """What is found of one figure.

    Attributes:
        figure: The figure.
        exact_percent: The percentage that follows from the count, not rounded.
        verdict: The procedure that fits the figure, and the table best.
        explanations: Every procedure that would print it, also those that are ruled out.
    """

    figure: Figure
    exact_percent: Fraction
    verdict: Verdict
    explanations: tuple[Explanation, ...] = ()


@frozen(kw_only=True)
class RuledOut:
    """A way of rounding with which the table was not made.

    Attributes:
        procedure: The way of rounding.
        figures: The figures that cannot have been printed so.
    """

    procedure: Verdict
    figures: tuple[Figure, ...]


@frozen(kw_only=True)
class TableAudit:
    """What is found of a whole table.

    Attributes:
        rows: The figures in their order, without those that cannot be audited.
        rounding: The way of rounding that leaves the fewest figures to explain otherwise.
        ruled_out: Ways of rounding wrongly that the table as a whole refutes. Rounding half up
            is never among them: a figure that follows from its count is right, however it was
            made.
        problems: Figures that cannot be audited, and counts that exceed their n.
    """

    rows: tuple[FigureAudit, ...] = ()
    rounding: Verdict = Verdict.EXACT
    ruled_out: tuple[RuledOut, ...] = ()
    problems: Report = field(factory=Report)


def audit_table(figures: Iterable[Figure]) -> TableAudit:
    """Return how the percentages of a table came about, judged figure by figure and as a whole.

    Args:
        figures: The figures of one table, made by one hand. Their order does not matter.

    Example:
        >>> lines = ((64, "95"), (2, "3"), (3, "5"))
        >>> table = [Figure(statement="", count=c, n=67, printed=Decimal(p)) for c, p in lines]
        >>> [row.verdict.value for row in audit_table(table).rows]
        ['sum_of_rounded', 'exact', 'rounded_twice']
    """
    given = tuple(figures)
    auditable = tuple(figure for figure in given if _can_be_audited(figure))
    adjusted = adjusted_figures(auditable)
    cases = [Case(figure, place in adjusted) for place, figure in enumerate(auditable)]
    refuted_by = {base: _refuting(base, cases) for base in BASES}
    chosen = _chosen(cases, refuted_by)
    evidence = {base: _Evidence(refuted_by[base]) for base in BASES}
    return TableAudit(
        rows=tuple(_audited(case, chosen, evidence) for case in cases),
        rounding=chosen,
        ruled_out=tuple(
            RuledOut(procedure=base, figures=refuted_by[base])
            for base in BASES
            if base is not Verdict.EXACT and refuted_by[base]
        ),
        problems=Report(finding for figure in given for finding in _problems(figure)),
    )


# -- what can be audited ----------------------------------------------------------------------


def _can_be_audited(figure: Figure) -> bool:
    return figure.n > 0 and figure.count >= 0 and is_plain(figure.printed)


@frozen
class _Printed:
    """A printed percentage, written in the language of the sentence that speaks of it."""

    value: Decimal

    def get(self, language: Language) -> str:
        return shown_percent(self.value, language) if is_plain(self.value) else str(self.value)


def _problems(figure: Figure) -> list[Diagnostic]:
    statement, count, n, printed = (
        figure.statement,
        figure.count,
        figure.n,
        _Printed(figure.printed),
    )
    if not _can_be_audited(figure):
        found = diagnostic("TM340", statement=statement, count=count, n=n, printed=printed)
    elif count > n:
        found = diagnostic("TM341", statement=statement, count=count, n=n, printed=printed)
    else:
        return []
    return [evolve(found, line=figure.line)]


# -- how the whole table was made -------------------------------------------------------------


def _refuting(base: Verdict, cases: Sequence[Case]) -> tuple[Figure, ...]:
    """Return the figures that something explains, but not this way of rounding."""
    return tuple(case.figure for case in cases if case.is_explained and not case.fits(base))


def _chosen(cases: Sequence[Case], refuted_by: dict[Verdict, tuple[Figure, ...]]) -> Verdict:
    """Return the way of rounding that the fewest figures refute, then leave to other means."""

    def burden(base: Verdict) -> tuple[int, int]:
        indirect = sum(base not in case.direct and case.fits(base) for case in cases)
        return len(refuted_by[base]), indirect

    return min(BASES, key=burden)


class _Evidence:
    """The figures that refute a way of rounding, the nearest found first."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._first = figures[0] if figures else None
        self._of_statement: dict[str, Figure] = {}
        for figure in figures:
            self._of_statement.setdefault(figure.statement, figure)

    def against(self, figure: Figure) -> Figure | None:
        """Return what refutes the way of rounding, from the figure's own row if possible."""
        return self._of_statement.get(figure.statement, self._first)


def _audited(case: Case, chosen: Verdict, evidence: dict[Verdict, _Evidence]) -> FigureAudit:
    figure = case.figure
    return FigureAudit(
        figure=figure,
        exact_percent=Fraction(100 * figure.count, figure.n),
        verdict=_verdict(case, chosen),
        explanations=_explanations(case, chosen, evidence),
    )


def _verdict(case: Case, chosen: Verdict) -> Verdict:
    if Verdict.EXACT in case.direct:
        return Verdict.EXACT
    if chosen in case.direct:
        return chosen
    if case.is_adjusted:
        return Verdict.ROW_ADJUSTED
    # Parts that were rounded rightly and added are never ruled out by the rest of a table.
    if case.summed & {chosen, Verdict.EXACT}:
        return Verdict.SUM_OF_ROUNDED
    return Verdict.IMPOSSIBLE


def _explanations(
    case: Case, chosen: Verdict, evidence: dict[Verdict, _Evidence]
) -> tuple[Explanation, ...]:
    def refuting(base: Verdict) -> Figure | None:
        return None if base is Verdict.EXACT else evidence[base].against(case.figure)

    found = [
        Explanation(procedure=base, ruled_out_by=refuting(base))
        for base in BASES
        if base in case.direct
    ]
    if case.is_adjusted:
        found.append(Explanation(procedure=Verdict.ROW_ADJUSTED))
    # Parts that were rounded rightly are named where they suffice. Others explain nothing that
    # the whole, rounded in the same way, does not.
    others = (base for base in (chosen, *BASES) if base not in case.direct)
    parts = [base for base in (Verdict.EXACT, *others) if base in case.summed]
    if parts:
        splits, total = case.splits(parts[0])
        found.append(
            Explanation(
                procedure=Verdict.SUM_OF_ROUNDED,
                parts=parts[0],
                splits=splits,
                splits_total=total,
                ruled_out_by=refuting(parts[0]),
            )
        )
    return tuple(found)
