"""Checks of personal and secret data in the texts of a model; what it says is never repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.personal_data import PersonalDataKind, personal_data_in, personal_evaluators

__all__ = ["evaluators_in_sight", "personal_data_in_texts"]


def personal_data_in_texts(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM502 to TM507: a text may hold personal or secret data; one finding a text and a kind."""
    told_apart = {one.path for one in personal_evaluators(model)}
    finds = Counter((one.path, one.kind) for one in personal_data_in(model))
    for (path, kind), count in finds.items():
        if path not in told_apart:
            yield _finding(kind, path, count)


def _finding(kind: PersonalDataKind, path: str, count: int) -> Diagnostic:
    match kind:
        case PersonalDataKind.IDENTITY_CODE:
            return diagnostic("TM502", path, place=path, count=count)
        case PersonalDataKind.PASSWORD:
            return diagnostic("TM503", path, place=path, count=count)
        case PersonalDataKind.ACCESS_TOKEN:
            return diagnostic("TM504", path, place=path, count=count)
        case PersonalDataKind.EMAIL:
            return diagnostic("TM505", path, place=path, count=count)
        case PersonalDataKind.PHONE:
            return diagnostic("TM506", path, place=path, count=count)
        case PersonalDataKind.NAME:
            return diagnostic("TM507", path, place=path, count=count)


def evaluators_in_sight(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM508: the identifier of an evaluator may tell who the person is."""
    for one in personal_evaluators(model):
        yield diagnostic("TM508", one.path, place=one.path)
