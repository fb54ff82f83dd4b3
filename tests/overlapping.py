"""The portfolio of `data/overlapping.toml`, made to try what finds overlaps.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from toimintamalli.model import (
    BasicData,
    Form,
    Portfolio,
    PracticeModel,
    ProgrammeData,
    RichText,
    Section,
)

DATA = Path(__file__).with_name("data") / "overlapping.toml"
WRITTEN = tomllib.loads(DATA.read_text("utf-8"))
TWINS = {frozenset(pair) for pair in WRITTEN["twins"]}
RELATED_ACROSS = {frozenset(pair) for pair in WRITTEN["related_across"]}


def portfolio() -> Portfolio:
    """Return the models of both counties."""
    return Portfolio(models=tuple(map(_model, WRITTEN["models"])))


def _model(written: dict[str, Any]) -> PracticeModel:
    project = WRITTEN["projects"][written["county"]]
    sections = {
        "operating_environment": project["environment"],
        "needs": project["needs"],
        "solution_idea": written["solution"],
    }
    return PracticeModel(
        id=written["id"],
        basics=BasicData(
            title=f"{written['title']}, {project['county']}", summary=written["summary"].strip()
        ),
        programme=ProgrammeData(
            programme="rrp",
            pillar="P4",
            counties=(written["county"],),
            customer_groups=(written["customer_group"],),
        ),
        form=Form(
            sections=tuple(
                Section(field=field, text=RichText.parse(text)) for field, text in sections.items()
            )
        ),
    )
