"""The summary for final reporting: the start, what was done, what was reached; nothing to come."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from toimintamalli.analysis.evaluation import EvaluationResult
from toimintamalli.analysis.metrics import metric_progress
from toimintamalli.composition._composed import Composed, Remark
from toimintamalli.composition._evaluations import evaluations_part
from toimintamalli.composition._names import NameFilter
from toimintamalli.composition._parts import Part, joined, told
from toimintamalli.composition._prose import Prose, bullets, remark, said, sentence
from toimintamalli.composition._results import metrics_part, names_out, observed, started
from toimintamalli.composition._use import (
    decision_paragraph,
    evidence_line,
    giving_up_line,
    stage_lines,
)
from toimintamalli.diagnostics import as_language
from toimintamalli.model import (
    Block,
    DecisionState,
    GivingUp,
    Heading,
    Inline,
    Link,
    Paragraph,
    PracticeModel,
    RichText,
    RootingPlan,
    Task,
    TaskState,
)
from toimintamalli.text import Language
from toimintamalli.vocabulary import localized

__all__ = ["final_report", "last_recorded_day"]

_PACKAGE = "toimintamalli.composition"


def final_report(
    model: PracticeModel,
    results: Sequence[EvaluationResult] = (),
    as_of: datetime.date | None = None,
    language: Language | str | None = None,
) -> Composed:
    """Return the summary for final reporting, by the rules of the funder.

    It tells where the work started, what was done and what was reached; outputs are opened in the
    text, and links stand last as an extra. Nothing of the future is told: tasks that are not done
    and days still to come are left out and listed in `Composed.left_out`. Whether something was
    made with other funding, a model tells only as far as it holds the days of the project, which
    nothing told may overstep: whoever signs the report looks at that.

    Args:
        model: The model; it is not changed.
        results: What its evaluations add up to, as from `toimintamalli.evaluate`.
        as_of: Day from which it is seen; by default the last day on which the model records
            something: an observation, an evaluation or a change of the description. Never later
            than the last day of the project.
        language: Language of the text; by default that of the model.

    Returns:
        The text, and what it covers: the start, what was done, what was reached.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> import toimintamalli as tm
        >>> report = final_report(tm.load("malli.yaml"), language="en")
        >>> [point.point for point in report.coverage]
        ['start', 'done', 'reached']
    """
    day = _last_told(model, as_of)
    prose = Prose.of(as_language(language or model.language))
    names = NameFilter.of(model, prose.language)
    plan = names.without(model.rooting_plan or RootingPlan(), "rooting_plan")
    quoted = _without_names(evolve(model, rooting_plan=plan), names)
    teller = _Teller(quoted, plan, day, prose)
    parts = {
        "start": teller.start(),
        "done": teller.done(),
        "reached": teller.reached(names_out(results, names)),
    }
    blocks = [*teller.frame()]
    for key, part in parts.items():
        if part.blocks:
            blocks += (Heading(prose[f"heading.{key}"]), *part.blocks)
    blocks += teller.extra()
    return Composed(
        text=RichText(tuple(blocks)) if any(part.blocks for part in parts.values()) else RichText(),
        coverage=tuple(
            part.coverage(key, localized(_PACKAGE, f"covers.{key}")) for key, part in parts.items()
        ),
        left_out=(*names.remarks, *teller.left_out()),
    )


def _without_names(model: PracticeModel, names: NameFilter) -> PracticeModel:
    """Return the parts of a model that the report tells of, without the people it names."""
    return evolve(
        model,
        basics=evolve(
            model.basics,
            title=names.without(model.basics.title, "basics.title"),
            funders=names.without(model.basics.funders, "basics.funders"),
        ),
        metrics=names.without(model.metrics, "metrics"),
        stages=names.without(model.stages, "stages"),
        core_elements=names.without(model.core_elements, "core_elements"),
        form=evolve(model.form, sections=names.without(model.form.sections, "form.sections")),
    )


def last_recorded_day(model: PracticeModel) -> datetime.date | None:
    """Return the last day on which a model records something that has happened.

    Args:
        model: The model.

    Returns:
        The latest day of an observation, an evaluation, or a change of the description; None where
        there is none.
    """
    days = [one.date for metric in model.metrics for one in metric.observations]
    days += (evaluation.date for evaluation in model.evaluations if evaluation.date)
    days += (day for day in (model.basics.created, model.basics.modified) if day)
    return max(days, default=None)


def _last_told(model: PracticeModel, as_of: datetime.date | None) -> datetime.date | None:
    """Return the day from which the report is seen."""
    days = (as_of or last_recorded_day(model), model.programme.project_end)
    return min((day for day in days if day), default=None)


@frozen
class _Teller:
    """Tells of one model as it stood on a day; without a day, nothing that has one in the plan."""

    model: PracticeModel
    plan: RootingPlan
    day: datetime.date | None
    prose: Prose

    def frame(self) -> Iterator[Block]:
        """Say what is reported, from which day, and who paid for it."""
        if said(self.model.basics.title):
            yield Heading(self.model.basics.title)
        funders = ", ".join(filter(None, map(said, self.model.basics.funders)))
        programme = self.model.programme
        period = self.prose.period(programme.project_start, programme.project_end)
        parts = [self.prose.fill("report.as_of", day=self.prose.day(self.day))] if self.day else []
        parts += [self.prose.fill("report.project", period=period)] if period else []
        parts += [self.prose.fill("report.funding", funders=funders)] if funders else []
        yield Paragraph(" ".join(parts))

    # -- where it started ---------------------------------------------------------------------

    def start(self) -> Part:
        """Return the description of the start, and the baselines of the metrics."""
        lines = tuple(self._baselines())
        return joined(
            (
                told(self._section("starting_point"), "form.starting_point", "starting_point"),
                told(self.prose.listed("report.baselines", lines), "metrics", "baselines"),
            )
        )

    def _baselines(self) -> Iterator[str]:
        for metric in self.model.metrics:
            name, start = said(metric.name), started(metric_progress(metric, self.day))
            if name and start:
                yield f"{name}: {observed('report.baseline', start, metric, self.prose)}"

    # -- what was done ------------------------------------------------------------------------

    def done(self) -> Part:
        """Return the solution, its core elements, and the tasks that were done."""
        core = [said(text) for text in self.model.core_elements if said(text)]
        tasks = [self._task(task) for task in self.plan.tasks if self._is_done(task)]
        return joined(
            (
                told(self._section("solution_idea"), "form.solution_idea", "solution_idea"),
                told(self.prose.listed("report.core", core), "core_elements", "core_elements"),
                told(self.prose.listed("report.tasks", tasks), "rooting_plan.tasks", "tasks_done"),
            )
        )

    def _task(self, task: Task) -> tuple[Inline, ...]:
        """Return a task with what shows that it was done, in words."""
        shown = [
            _plain(line)
            for one in task.evidence
            if self._has_come(one.date, undated=True)
            if (line := evidence_line(one, self.model, self.prose))
        ]
        return (" ".join([sentence(task.what), *(f"{line}." for line in shown)]),)

    def _is_done(self, task: Task) -> bool:
        start = self.model.programme.project_start
        before = start is not None and task.due is not None and task.due < start
        in_time = self._has_come(task.start, undated=True) and not before
        return bool(task.what.strip()) and task.state is TaskState.DONE and in_time

    # -- what was reached ---------------------------------------------------------------------

    def reached(self, results: Sequence[EvaluationResult]) -> Part:
        """Return the results, the stages, the decision, and the old practices that ended."""
        stages = [one for one in self.model.stages if self._is_within(one.date, undated=True)]
        lessons = [said(text) for text in self.plan.lessons if said(text)]
        ended = [
            line
            for one in self.plan.giving_up
            if self._has_ended(one)
            if (line := giving_up_line(one, self.prose))
        ]
        # Where the decision can be read stands among the links.
        decided = self.plan.decision if self._is_decided() else None
        decision = evolve(decided, address="") if decided else None
        so_far = self.prose.listed("stages.lead", stage_lines(stages, self.prose))
        return joined(
            (
                metrics_part(self.model, self.day, self.prose, final=True),
                told(so_far, "stages", "stages"),
                Part(decision_paragraph(decision, self.prose)),
                Part(self.prose.listed("ended.lead", ended)),
                evaluations_part(self.model, results, self.day, self.prose, future=False),
                Part(self.prose.listed("report.lessons", lessons)),
            )
        )

    def _has_ended(self, one: GivingUp) -> bool:
        """Whether an old practice has ended: its day has come, and somebody confirmed it."""
        return self._is_within(one.when, undated=False) and bool(one.confirmed_by.strip())

    def _is_decided(self) -> bool:
        decision = self.plan.decision
        settled = (DecisionState.DECIDED, DecisionState.REJECTED)
        return (
            decision is not None
            and decision.state in settled
            and self._is_within(decision.date, undated=True)
        )

    # -- links, and what stays outside --------------------------------------------------------

    def extra(self) -> tuple[Block, ...]:
        """Return the links, which only add to the text."""
        lines = tuple((link,) for link in dict.fromkeys(self._links()))
        return (Heading(self.prose["heading.extra"]), bullets(lines)) if lines else ()

    def _links(self) -> Iterator[Link]:
        named = [
            (one.title, one.address)
            for task in self.plan.tasks
            if self._is_done(task)
            for one in task.evidence
            if self._has_come(one.date, undated=True)
        ]
        if self.plan.decision and self._is_decided():
            named.append((self.prose["decision.read"], self.plan.decision.address))
            named += ((one.title, one.address) for one in self.plan.decision.evidence)
        for text, address in named:
            shown = self.prose.reference(text, address)
            yield from (piece for piece in shown if isinstance(piece, Link))

    def left_out(self) -> Iterator[Remark]:
        """Say what the model holds that is not done, or not known to be done."""
        for place, task in enumerate(self.plan.tasks):
            if task.what.strip() and not self._is_done(task):
                yield remark(f"rooting_plan.tasks[{place}]", "left_out.task", what=task.what)
        for place, one in enumerate(self.plan.giving_up):
            if said(one.what) and not self._has_ended(one):
                yield remark(f"rooting_plan.giving_up[{place}]", "left_out.outside", what=one.what)
        for place, record in enumerate(self.model.stages):
            if not self._is_within(record.date, undated=True):
                path, what = f"stages[{place}]", record.unit or record.stage
                yield remark(path, "left_out.outside", what=what)
        yield from self._undecided()
        for field in ("training", "communication"):
            if getattr(self.plan, field):
                yield remark(f"rooting_plan.{field}", "left_out.no_state")

    def _undecided(self) -> Iterable[Remark]:
        decision = self.plan.decision
        if decision and decision.state is not DecisionState.NONE and not self._is_decided():
            yield remark("rooting_plan.decision", "left_out.undecided")

    # -- helpers ------------------------------------------------------------------------------

    def _has_come(self, day: datetime.date | None, *, undated: bool) -> bool:
        """Whether a day has come by the day of the report."""
        if day is None:
            return undated
        return self.day is not None and day <= self.day

    def _is_within(self, day: datetime.date | None, *, undated: bool) -> bool:
        """Whether a day has come, and is not from before the project."""
        start = self.model.programme.project_start
        is_earlier = day is not None and start is not None and day < start
        return self._has_come(day, undated=undated) and not is_earlier

    def _section(self, field: str) -> tuple[Block, ...]:
        """Return the blocks of a section; its sub-headings become paragraphs."""
        section = self.model.form.section(field)
        blocks = section.text.blocks if section else ()
        return tuple(
            Paragraph(f"{block.text}:") if isinstance(block, Heading) else block for block in blocks
        )


def _plain(line: tuple[Inline, ...]) -> str:
    """Return a line in words alone; its link stands among the extras."""
    return said("".join(piece if isinstance(piece, str) else piece.text for piece in line))
