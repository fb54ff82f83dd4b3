"""The text of *Toimivuuden ja käyttöönoton ehdot*: the rooting plan under the five points."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from toimintamalli.composition._composed import Composed
from toimintamalli.composition._names import NameFilter
from toimintamalli.composition._parts import Part
from toimintamalli.composition._process import process
from toimintamalli.composition._prose import Prose, sentence
from toimintamalli.composition._resources import resources
from toimintamalli.composition._tasks import tasks
from toimintamalli.composition._use import management, taken_into_use
from toimintamalli.diagnostics import as_language
from toimintamalli.model import Block, Heading, Paragraph, PracticeModel, RichText, RootingPlan
from toimintamalli.text import Language
from toimintamalli.vocabulary import recording_points

__all__ = ["compose_conditions"]

_WRITERS: dict[str, Callable[[PracticeModel, RootingPlan, Prose], Part]] = {
    "tasks": tasks,
    "resources": resources,
    "management": management,
    "taken-into-use": taken_into_use,
    "process": process,
}


def compose_conditions(model: PracticeModel, language: Language | str | None = None) -> Composed:
    """Return the text of *Toimivuuden ja käyttöönoton ehdot* from the rooting plan.

    What the plan does not tell is not in the text; the coverage says what to add, and where. The
    text names roles and organisations, never the people whom the model names.

    Args:
        model: The model; it is not changed.
        language: Language of the text; by default that of the model. What the plan says stays in
            the language in which it was written.

    Returns:
        The text, and what it covers of the five points that must be recorded.

    Raises:
        OptionError: The library does not speak the language.

    Example:
        >>> import toimintamalli as tm
        >>> composed = compose_conditions(tm.load("malli.yaml"))
        >>> [(point.point, point.state.value) for point in composed.coverage][:2]
        [('tasks', 'partly'), ('resources', 'partly')]
    """
    prose = Prose.of(as_language(language or model.language))
    names = NameFilter.of(model, prose.language)
    plan = names.without(model.rooting_plan or RootingPlan(), "rooting_plan")
    quoted = evolve(
        model,
        stages=names.without(model.stages, "stages"),
        metrics=names.without(model.metrics, "metrics"),
    )
    blocks = [*_idea(plan, prose)]
    coverage = []
    for point in recording_points():
        part = _WRITERS[point.id](quoted, plan, prose)
        if part.blocks:
            blocks += (Heading(prose.of_language(point.heading)), *part.blocks)
        coverage.append(part.coverage(point.id, point.name))
    return Composed(text=RichText(tuple(blocks)), coverage=tuple(coverage), left_out=names.remarks)


def _idea(plan: RootingPlan, prose: Prose) -> tuple[Block, ...]:
    """What is being rooted, and why."""
    said = tuple(Paragraph(sentence(text)) for text in (plan.what, plan.why) if text.strip())
    return (Heading(prose["heading.idea"]), *said) if said else ()
