"""How long documents take to read and write, beside pydantic and PyYAML.

The peer for JSON is a pydantic model of the same shape, made of the same classes: the same fields
and defaults, strict, unknown keys refused, what is not given left out when written. It keeps
formatted text as the text that it is; the library also reads its paragraphs, lists and links.

The document is the model of the demonstration with as many answers, tasks, metrics and notes as a
model gathers in a few years: 44 kB of JSON, 230 objects, 910 values.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
import pydantic
import yaml
from _rounds import Compared, compare, peak_of_fresh_process, show
from attrs import evolve

import toimintamalli as tm
from toimintamalli._migrations import VERSION_KEY
from toimintamalli.documents import dumps, loads
from toimintamalli.model import PracticeModel, RichText
from toimintamalli.vocabulary import counties

ROUNDS, ROUNDS_OF_MANY = 41, 5
KEPT, KEPT_FOR_MEMORY = 5000, 500
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
PYDANTIC, PYYAML = "pydantic v2", "PyYAML with libyaml"
OURS = "library"


def main() -> None:
    """Measure every row and print a table in Markdown."""
    if len(sys.argv) > 1:
        print(_kept_memory(_load_one(sys.argv[1])))
        return
    show(compared())


def compared() -> list[Compared]:
    """Return a row for each thing that is done with documents."""
    return [*_reading(), *_keeping(), *_writing(), *_yaml_rows()]


def _reading() -> list[Compared]:
    peer = peer_model()
    text, broken = made_json(), _broken(made_json())
    return [
        compare(
            "load JSON, every rule checked",
            f"{PYDANTIC}, `model_validate_json`",
            (lambda: peer.model_validate_json(text), lambda: loads(text, format="json")),
            rounds=ROUNDS,
            goal=0.9,
        ),
        compare(
            "an invalid document, all errors located",
            PYDANTIC,
            (lambda: _peer_errors(broken), lambda: _errors(broken)),
            rounds=ROUNDS,
            goal=2.5,
        ),
    ]


def _keeping() -> list[Compared]:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(KEPT):
            Path(folder, f"{number:04}.json").write_text(made_json(number), "utf-8")
        files = sorted(Path(folder).iterdir())
        peer = peer_model()
        time = compare(
            f"load {KEPT} files and keep the models: time",
            PYDANTIC,
            (
                lambda: [peer.model_validate_json(file.read_bytes()) for file in files],
                lambda: tm.load_portfolio(folder),
            ),
            rounds=ROUNDS_OF_MANY,
            goal=0.35,
        )
    peers, ours = (peak_of_fresh_process(__file__, way) for way in (PYDANTIC, OURS))
    memory = Compared(
        what="keep loaded models: memory of each",
        peer=PYDANTIC,
        unit="kB",
        of_peer=peers,
        of_library=ours,
        ratios=(ours / peers,),
        goal=0.5,
    )
    return [time, memory]


def _writing() -> list[Compared]:
    model, peers = loads(made_json(), format="json"), peer_model().model_validate_json(made_json())
    return [
        compare(
            "dump JSON",
            f"{PYDANTIC}, `model_dump_json`",
            (
                lambda: peers.model_dump_json(exclude_defaults=True, indent=2),
                lambda: dumps(model, format="json"),
            ),
            rounds=ROUNDS,
            goal=1.0,
        )
    ]


def _yaml_rows() -> list[Compared]:
    model = made_model()
    text, data = dumps(model), json.loads(made_json())
    return [
        compare(
            "load YAML, every rule checked",
            f"{PYYAML}, plain data",
            (lambda: yaml.load(text, Loader=yaml.CSafeLoader), lambda: loads(text)),
            rounds=ROUNDS,
            goal=0.6,
        ),
        compare(
            "dump YAML",
            f"{PYYAML}, plain data",
            (
                lambda: yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True),
                lambda: dumps(model),
            ),
            rounds=ROUNDS,
            goal=0.25,
        ),
    ]


# -- documents --------------------------------------------------------------------------------


def made_model(number: int = 0) -> PracticeModel:
    """Return a model that has been in use for years, with a title and texts of its own."""
    model = _model_of_years()
    county = counties()[number % len(counties())]
    title = f"Etävastaanotto {number}, {county.name.fi} (RRP, P4, I1)"
    sections = (
        evolve(section, text=RichText.parse(f"Malli {number}. {section.text.markup}"))
        for section in model.form.sections
    )
    return evolve(
        model,
        id=f"malli-{number}",
        basics=evolve(model.basics, title=title),
        programme=evolve(model.programme, counties=(county.id,)),
        form=evolve(model.form, sections=tuple(sections)),
    )


@cache
def _model_of_years() -> PracticeModel:
    demo = tm.load(DEMO)
    plan, metric = demo.rooting_plan, demo.metrics[0]
    assert plan is not None
    tasks = (evolve(task, id=f"{task.id}-{year}") for year in range(10) for task in plan.tasks)
    metrics = (evolve(metric, id=f"{metric.id}-{place}") for place in range(6))
    boards = (evolve(board, id=f"{board.id}-{year}") for year in range(6) for board in demo.boards)
    rounds = (
        evolve(evaluation, id=f"{evaluation.id}-{year}")
        for year in range(3)
        for evaluation in demo.evaluations
    )
    sections = (
        evolve(section, text=RichText.parse("\n\n".join([section.text.markup] * 3)))
        for section in demo.form.sections
    )
    return evolve(
        demo,
        form=evolve(demo.form, sections=tuple(sections)),
        rooting_plan=evolve(plan, tasks=tuple(tasks)),
        evaluations=tuple(rounds),
        metrics=tuple(metrics),
        boards=tuple(boards),
    )


def made_json(number: int = 0) -> str:
    """Return the document of a model in JSON."""
    return dumps(made_model(number), format="json")


def _broken(text: str) -> str:
    """Return the document with ten faults of three kinds, spread over it."""
    faults = (
        ('"state": "done"', '"state": "valmis"'),
        ('"votes": 5', '"votes": "5"'),
        ('"year": 2026', '"vuosi": 2026'),
    )
    for right, wrong in faults:
        text = text.replace(right, wrong, 5)
    return text


# -- the peer ---------------------------------------------------------------------------------


@cache
def peer_model(kind: type[Any] = PracticeModel) -> type[pydantic.BaseModel]:
    """Return a strict pydantic model with the fields, types and defaults of a class."""
    fields: dict[str, Any] = {
        field.name: (_peer_type(field.type), _peer_default(field))
        for field in attrs.fields(attrs.resolve_types(kind))
        if field.name != "custom"
    }
    if kind is PracticeModel:
        fields[VERSION_KEY] = (int, ...)
    config = pydantic.ConfigDict(strict=True, extra="forbid", frozen=True)
    return pydantic.create_model(kind.__name__, __config__=config, **fields)


def _peer_type(kind: Any) -> Any:
    if kind is RichText:
        return str
    if isinstance(kind, type) and attrs.has(kind):
        return peer_model(kind)
    if get_origin(kind) is tuple:
        return tuple[_peer_type(get_args(kind)[0]), ...]
    if get_origin(kind) in (UnionType, Union):
        (given,) = (one for one in get_args(kind) if one is not NoneType)
        return _peer_type(given) | None
    return kind


def _peer_default(field: Any) -> Any:
    default = field.default
    if default is attrs.NOTHING:
        return ...
    if isinstance(default, RichText):
        return default.markup
    return peer_model(type(default))() if attrs.has(type(default)) else default


# -- ways -------------------------------------------------------------------------------------


def _peer_errors(text: str) -> list[Any]:
    try:
        peer_model().model_validate_json(text)
    except pydantic.ValidationError as error:
        return list(error.errors())
    raise AssertionError("the document is not broken")


def _errors(text: str) -> tuple[object, ...]:
    try:
        loads(text, format="json")
    except tm.LoadError as error:
        return error.report.diagnostics
    raise AssertionError("the document is not broken")


def _load_one(way: str) -> Callable[[str], object]:
    if way == OURS:
        return lambda text: loads(text, format="json")
    return peer_model().model_validate_json


def _kept_memory(load: Callable[[str], object]) -> float:
    """Return the kilobytes that a model takes once it is loaded."""
    texts = [made_json(number) for number in range(KEPT_FOR_MEMORY)]
    load(texts[0])
    gc.collect()
    tracemalloc.start()
    kept = [load(text) for text in texts]
    gc.collect()
    return tracemalloc.get_traced_memory()[0] / 1024 / len(kept)


if __name__ == "__main__":
    main()
