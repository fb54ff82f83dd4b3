"""Batches: whatever executor does the work, every model has its outcome and every file is whole."""

from __future__ import annotations

import itertools
import json
import os
import re
import runpy
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve

import toimintamalli as tm
from toimintamalli.delivery import _kept, _work
from toimintamalli.delivery.batch import Executor
from toimintamalli.model import Contributor

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "how-to" / "export-hundreds-of-models.md"
DOCUMENTS = (
    *sorted((ROOT / "examples" / "models").glob("*.yaml")),
    ROOT / "src" / "toimintamalli" / "cli" / "demo" / "malli.yaml",
)
BROKEN = "format_version: 2\nbasics: ["
TEXT: dict[str, Any] = {"format": "innokyla"}
HELPERS = runpy.run_path(str(Path(__file__).with_name("plugin_site.py")))


def titled(title: str, **members: Any) -> tm.PracticeModel:
    return tm.PracticeModel(basics=tm.BasicData(title=title), **members)


def numbered(count: int) -> list[tm.PracticeModel]:
    return [titled(f"Malli {number}") for number in range(count)]


def names_in(folder: Path) -> list[str]:
    """Return the exports of a folder; what it remembers is no export."""
    return sorted(file.name for file in folder.iterdir() if file.name != _kept.NAME)


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names_in(folder)}


def codes(outcome: tm.Outcome) -> tuple[str, ...]:
    return () if outcome.error is None else outcome.error.report.codes


def states(outcomes: list[tm.Outcome]) -> list[str]:
    return ["failed" if one.error else "unchanged" if one.unchanged else "made" for one in outcomes]


class Counting:
    """An executor that does its work when it is asked for, and counts what is out."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.functions: set[str] = set()
        self.sent: list[Any] = []
        self.out = self.most_out = self.cancelled = 0

    def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Any:
        self.functions.add(f"{work.__module__}.{work.__qualname__}")
        self.sent += arguments[1]
        self.sizes.append(len(arguments[1]))
        self.out += 1
        self.most_out = max(self.most_out, self.out)
        return Waiting(self, lambda: work(*arguments))


class Waiting:
    def __init__(self, counting: Counting, work: Callable[[], Any]) -> None:
        self.counting = counting
        self.work = work

    def result(self) -> Any:
        self.counting.out -= 1
        return self.work()

    def cancel(self) -> None:
        self.counting.cancelled += 1


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder of four real documents and one that cannot be read."""
    folder = tmp_path / "mallit"
    folder.mkdir()
    for document in DOCUMENTS:
        shutil.copy(document, folder)
    (folder / "rikki.yaml").write_text(BROKEN, "utf-8")
    return folder


@pytest.fixture(scope="module")
def two_processes() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield pool


# -- order and faults -------------------------------------------------------------------------


@pytest.fixture(params=["alone", "executor", "threads"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor | None]:
    with ThreadPoolExecutor(3) as threads:
        found: dict[str, Executor | None] = {"executor": Counting(), "threads": threads}
        yield found.get(request.param)


@pytest.mark.parametrize("chunk", [1, 3, 100])
def test_outcomes_come_in_the_order_of_the_models(executor: Executor | None, chunk: int) -> None:
    outcomes = list(tm.render_many(numbered(10), executor=executor, chunk=chunk, **TEXT))
    assert [outcome.index for outcome in outcomes] == list(range(10))
    firsts = [outcome.rendered.data.split(b"\n")[0] for outcome in outcomes if outcome.rendered]
    assert firsts == [f"Malli {number}".encode() for number in range(10)]


def test_one_failing_model_never_stops_the_rest(
    executor: Executor | None, documents: Path, tmp_path: Path
) -> None:
    given = [documents / "malli.yaml", tmp_path / "puuttuu.yaml", documents, titled("Perhetupa")]
    given += [documents / "rikki.yaml", documents / "kuva.png", None, titled("Toinen")]
    outcomes = list(tm.export_many(given, tmp_path / "ulos", executor=executor, **TEXT))
    assert [codes(outcome) for outcome in outcomes] == [
        (),
        ("TM133",),
        ("TM134",),
        (),
        ("TM101",),
        ("TM133",),
        ("TM910",),
        (),
    ]
    assert names_in(tmp_path / "ulos") == [
        "etavastaanotto-esimerkki.txt",
        "perhetupa.txt",
        "toinen.txt",
    ]
    assert [bool(outcome.path) for outcome in outcomes] == [
        not outcome.error for outcome in outcomes
    ]
    assert outcomes[4].source == (documents / "rikki.yaml").as_posix()


def test_a_plugin_that_fails_on_one_model_exports_the_others(tmp_path: Path) -> None:
    source = HELPERS["WORKING"].replace(
        "assert isinstance",
        "assert subject.basics.title != 'Kaksi', 'ei kahta'\n        assert isinstance",
    )
    with HELPERS["plugin_site"](tmp_path / "site") as site:
        site.install(source=source)
        models = [titled(title) for title in ("Yksi", "Kaksi", "Kolme")]
        outcomes = list(tm.render_many(models, format="otsikko"))
    assert list(map(codes, outcomes)) == [(), ("TM914",), ()]
    assert "ei kahta" in str(outcomes[1].error)


def test_an_error_of_a_plugins_own_kind_can_be_sent_home(tmp_path: Path) -> None:
    fault = """
from toimintamalli.diagnostics import failure


class OwnError(ReadError):
    def __init__(self, one, two):
        super().__init__(failure("TM112"))


class Failing(TitleExporter):
    def render(self, subject, options, /):
        raise OwnError(1, 2)


exporter = Failing()
"""
    with HELPERS["plugin_site"](tmp_path / "site") as site:
        site.install(source=HELPERS["WORKING"] + fault)
        (outcome,) = tm.render_many([titled("Perhetupa")], format="otsikko")
    assert type(outcome.error) is tm.ReadError


def test_a_fault_of_the_library_itself_is_told_of_its_model_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rendered_for = _work.rendered_for

    def odd(exporter: Any, subject: Any, options: Any) -> Any:
        if subject.basics.title == "Malli 1":
            raise MemoryError("täynnä")
        return rendered_for(exporter, subject, options)

    monkeypatch.setattr(_work, "rendered_for", odd)
    outcomes = list(tm.render_many(numbered(3), executor=Counting(), **TEXT))
    assert list(map(codes, outcomes)) == [(), ("TM941",), ()]
    assert isinstance(outcomes[1].error, tm.NotDoneError)
    assert "MemoryError: täynnä" in str(outcomes[1].error)


@pytest.mark.parametrize(
    ("call", "error", "code"),
    [
        ({"format": "ei-asennettu"}, tm.UnknownFormatError, "TM916"),
        ({"format": None}, tm.UnknownFormatError, "TM915"),
        ({"suffix": ".doc"}, tm.UnknownFormatError, "TM915"),
        ({"suffix": "/../x.txt"}, tm.OptionError, "TM909"),
        ({"format": "innokyla", "kieli": "fi"}, tm.OptionError, "TM908"),
        ({"format": "innokyla", "audience": "kaikki"}, tm.OptionError, "TM909"),
        ({"format": "innokyla", "language": "de"}, tm.OptionError, "TM903"),
        ({"format": "innokyla", "chunk": 0}, tm.OptionError, "TM909"),
        ({"format": "innokyla", "in_flight": True}, tm.OptionError, "TM909"),
    ],
)
def test_what_is_asked_wrongly_is_told_at_once_and_nothing_is_made(
    call: dict[str, Any], error: type[tm.ToimintamalliError], code: str, tmp_path: Path
) -> None:
    with pytest.raises(error) as caught:
        tm.export_many(numbered(1), tmp_path / "ulos", **call)
    assert caught.value.report.codes == (code,)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_means_its_documents_and_a_file_itself(documents: Path) -> None:
    sources = [outcome.source for outcome in tm.render_many(documents, **TEXT)]
    assert sources == [file.as_posix() for file in sorted(documents.iterdir())]
    one = documents / "malli.yaml"
    assert [outcome.source for outcome in tm.render_many(str(one), **TEXT)] == [one.as_posix()]


def test_what_no_document_can_hold_is_made_here(tmp_path: Path) -> None:
    hostile = titled("Puolikas \ud800 merkki")
    for executor in (None, Counting()):
        (outcome,) = tm.export_many(
            [hostile], tmp_path / str(executor is None), suffix=".xlsx", executor=executor
        )
        assert outcome.error is None
    assert contents(tmp_path / "True") == contents(tmp_path / "False")


# -- executors --------------------------------------------------------------------------------


def test_only_so_many_chunks_are_out_and_models_are_taken_when_needed() -> None:
    counting, taken = Counting(), itertools.count()
    endless = (titled(f"Malli {next(taken)}") for _ in itertools.count())
    outcomes = tm.render_many(endless, executor=counting, chunk=4, in_flight=3, **TEXT)
    read = list(itertools.islice(outcomes, 10))
    assert len(read) == 10
    assert counting.most_out == 3
    assert set(counting.sizes) == {4}
    assert next(taken) == 5 * 4  # the chunk that is read, those out, and no more


def test_without_an_executor_each_model_is_taken_when_its_outcome_is_wanted() -> None:
    taken = itertools.count()
    outcomes = tm.render_many((titled(str(next(taken))) for _ in itertools.count()), **TEXT)
    next(outcomes)
    next(outcomes)
    assert next(taken) == 2


def test_workers_are_sent_paths_and_documents_but_never_models(documents: Path) -> None:
    counting = Counting()
    file = documents / "malli.yaml"
    list(tm.render_many([file, titled("Perhetupa")], executor=counting, **TEXT))
    assert counting.functions == {"toimintamalli.delivery._work.work"}
    path, document = counting.sent
    assert (path.path, path.data) == (str(file), b"")
    assert (document.path, json.loads(document.data)["basics"]) == ("", {"title": "Perhetupa"})


def test_the_content_is_sent_to_workers_that_do_not_see_the_files(documents: Path) -> None:
    counting = Counting()
    file = documents / "malli.yaml"
    given = [file, documents / "puuttuu.yaml"]
    first, second = tm.render_many(given, executor=counting, shared_files=False, **TEXT)
    assert [(sent.path, sent.data) for sent in counting.sent] == [("", file.read_bytes())]
    assert first.rendered == next(tm.render_many([file], **TEXT)).rendered
    assert codes(second) == ("TM133",)


class Keywordless(ThreadPoolExecutor):
    """Refuses keywords, as executors do that have options of their own."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Future[Any]:  # type: ignore[override]  # that is the point
        return super().submit(work, *arguments)


@pytest.mark.parametrize("suffix", [".txt", ".xlsx", ".pdf"])
def test_threads_and_processes_write_the_same_bytes_under_the_same_names(
    suffix: str, documents: Path, two_processes: ProcessPoolExecutor, tmp_path: Path
) -> None:
    given = [*sorted(documents.iterdir()), *sorted(documents.iterdir()), titled(""), titled("")]
    alone = list(tm.export_many(given, tmp_path / "yksin", suffix=suffix))
    with Keywordless(3) as threads:
        for name, executor in (("saikeet", threads), ("prosessit", two_processes)):
            found = list(
                tm.export_many(given, tmp_path / name, suffix=suffix, executor=executor, chunk=2)
            )
            assert contents(tmp_path / name) == contents(tmp_path / "yksin")
            assert [one.diagnostics for one in found] == [one.diagnostics for one in alone]
            assert list(map(codes, found)) == list(map(codes, alone))
            paths = [one.path and one.path.name for one in found]
            assert paths == [one.path and one.path.name for one in alone]
    assert len(names_in(tmp_path / "yksin")) == 10


def test_a_killed_worker_costs_what_it_had_and_the_rest_is_told() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:

        class Deadly:
            calls = 0

            def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
                self.calls += 1
                return (
                    pool.submit(os._exit, 1) if self.calls == 3 else pool.submit(work, *arguments)
                )

        outcomes = list(
            tm.render_many(numbered(8), executor=Deadly(), chunk=1, in_flight=1, **TEXT)
        )
    assert states(outcomes) == ["made", "made", *["failed"] * 6]
    assert {codes(outcome) for outcome in outcomes[2:]} == {("TM940",)}
    assert "BrokenProcessPool" in str(outcomes[2].error)


def test_an_executor_that_is_shut_down_is_told_of_every_model() -> None:
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    outcomes = list(tm.render_many(numbered(3), executor=pool, **TEXT))
    assert [codes(outcome) for outcome in outcomes] == [("TM940",)] * 3


@pytest.mark.parametrize("answer", [None, (), "?"])
def test_an_executor_that_answers_oddly_is_told_of_every_model(answer: Any) -> None:
    class Odd:
        def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_result(answer)
            return future

    outcomes = list(tm.render_many(numbered(3), executor=Odd(), chunk=3, **TEXT))
    assert [codes(outcome) for outcome in outcomes] == [("TM940",)] * 3


def test_a_worker_without_the_plugin_says_so_of_every_model() -> None:
    class Elsewhere:
        def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
            asked, parcels = arguments
            future: Future[Any] = Future()
            try:
                future.set_result(work(evolve(asked, format="ei-asennettu"), parcels))
            except tm.ToimintamalliError as error:
                future.set_exception(error)
            return future

    outcomes = list(tm.render_many(numbered(2), executor=Elsewhere(), **TEXT))
    assert [codes(outcome) for outcome in outcomes] == [("TM916",)] * 2


def test_dask_writes_the_same_bytes_and_a_lost_worker_costs_only_its_own(
    documents: Path, tmp_path: Path
) -> None:
    import distributed

    given = sorted(documents.iterdir())
    alone = list(tm.export_many(given, tmp_path / "yksin", suffix=".pdf"))
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        found = list(
            tm.export_many(given, tmp_path / "dask", suffix=".pdf", executor=client, chunk=2)
        )
        assert contents(tmp_path / "dask") == contents(tmp_path / "yksin")
        assert list(map(codes, found)) == list(map(codes, alone))

        class Deadly:
            def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Any:
                if any(parcel.path.endswith("malli.yaml") for parcel in arguments[1]):
                    return client.submit(os._exit, 1)
                return client.submit(work, *arguments)

        lost = list(tm.render_many(given, executor=Deadly(), chunk=1, in_flight=1, **TEXT))
    assert states(lost) == ["made", "made", "failed", "made", "failed"]
    assert (codes(lost[2]), codes(lost[4])) == (("TM940",), ("TM101",))


# -- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["Perhetupa", "PERHETUPA", "perhetupa"], ["perhetupa", "perhetupa-2", "perhetupa-3"]),
        (["Äiti", "A\u0308iti"], ["aiti", "aiti-2"]),
        (["", "   ", "日本", "\u202e"], ["malli", "malli-2", "malli-3", "malli-4"]),
        (["con", "NUL", "Com1", "com10"], ["con-malli", "nul-malli", "com1-malli", "com10"]),
        (["../../etc/passwd", "C:\\x", ".", "a\0b"], ["etc-passwd", "c-x", "malli", "a-b"]),
        (["a", "a", "a-2", "a"], ["a", "a-2", "a-2-2", "a-3"]),
        (["Pitkä nimi " * 90], [("pitka-nimi-" * 8)[:80].rstrip("-")]),
        (["-f", "--", "~", "$(rm)", "a;b|c*?"], ["f", "malli", "malli-2", "rm", "a-b-c"]),
    ],
)  # fmt: skip
def test_names_of_files_are_safe_unique_and_the_same_every_time(
    titles: list[str], names: list[str], tmp_path: Path
) -> None:
    for folder in (tmp_path / "a", tmp_path / "b"):
        outcomes = list(tm.export_many(map(titled, titles), folder, **TEXT))
        assert [one.path and one.path.name for one in outcomes] == [f"{name}.txt" for name in names]
        assert names_in(folder) == sorted(f"{name}.txt" for name in names)


def test_a_file_is_named_by_identifier_then_title_then_the_models_own_file(tmp_path: Path) -> None:
    tm.dump(tm.PracticeModel(), tmp_path / "Nimetön malli.yaml")
    given = [titled("Otsikko", id="tunnus"), titled("Otsikko"), tmp_path / "Nimetön malli.yaml"]
    outcomes = list(tm.export_many(given, tmp_path / "ulos", suffix=".html"))
    names = [outcome.path and outcome.path.name for outcome in outcomes]
    assert names == ["tunnus.html", "otsikko.html", "nimeton-malli.html"]
    assert (tmp_path / "ulos" / "tunnus.html").read_bytes().startswith(b"<")


def test_names_of_files_and_what_is_remembered_tell_no_person_to_others(tmp_path: Path) -> None:
    person = Contributor(name="Väinö Keksitty")
    basics = tm.BasicData(title="Väinö Keksityn malli", contributors=(person,))
    models = [tm.PracticeModel(basics=basics), tm.PracticeModel(id="vaino-keksitty", basics=basics)]
    for model in models:
        tm.dump(model, tmp_path / f"Väinö Keksitty {len(model.id or '')}.yaml")
    nameless = tm.PracticeModel(basics=tm.BasicData(contributors=(person,)))
    tm.dump(nameless, tmp_path / "Väinö Keksitty.yaml")
    files = sorted(tmp_path.glob("*.yaml"))
    for executor in (None, Counting()):
        folder = tmp_path / f"ulos-{executor is None}"
        outcomes = list(
            tm.export_many(
                [*files, *models], folder, suffix=".txt", audience="public", executor=executor
            )
        )
        assert [outcome.error for outcome in outcomes] == [None] * 5
        assert len(names_in(folder)) == 5
        for file in folder.iterdir():
            told = file.name + file.read_text("utf-8")
            assert not re.search("(?i)v[äa]in[öo]|keksit", told)


# -- files ------------------------------------------------------------------------------------


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "malli-0.txt").write_text("oma", "utf-8")
    first, second = tm.export_many(numbered(2), tmp_path, **TEXT)
    assert (codes(first), codes(second)) == (("TM911",), ())
    assert (tmp_path / "malli-0.txt").read_text("utf-8") == "oma"
    outcomes = list(tm.export_many(numbered(2), tmp_path, overwrite=True, **TEXT))
    assert states(outcomes) == ["made", "made"]
    assert (tmp_path / "malli-0.txt").read_text("utf-8").startswith("Malli 0")


def test_a_target_that_is_a_file_is_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "ulos").write_text("oma", "utf-8")
    for target in (tmp_path / "ulos", tmp_path / "ulos" / "alla"):
        for dry_run in (False, True)[: 2 if target.name == "ulos" else 1]:
            with pytest.raises(tm.UnreadableFileError) as caught:
                tm.export_many(numbered(1), target, dry_run=dry_run, **TEXT)
            assert caught.value.report.codes == ("TM942",)
    assert (tmp_path / "ulos").read_text("utf-8") == "oma"


def test_a_folder_that_must_not_be_written_into_is_told_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for anybody but the superuser
    with pytest.raises(tm.UnreadableFileError) as caught:
        tm.export_many(numbered(1), tmp_path, **TEXT)
    assert caught.value.report.codes == ("TM942",)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_costs_the_files_that_found_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, calls = Path.replace, itertools.count()

    def full(self: Path, target: Path) -> Path:
        if next(calls) == 1:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    outcomes = list(tm.export_many(numbered(3), tmp_path, overwrite=True, **TEXT))
    assert list(map(codes, outcomes)) == [(), ("TM913",), ()]
    assert names_in(tmp_path) == ["malli-0.txt", "malli-2.txt"]


def test_a_folder_in_the_place_of_a_file_is_told_of_its_model(tmp_path: Path) -> None:
    (tmp_path / "malli-0.txt").mkdir()
    for dry_run in (True, False):
        first, second = tm.export_many(
            numbered(2), tmp_path, overwrite=True, dry_run=dry_run, **TEXT
        )
        assert (codes(first), codes(second)) == (("TM134",), ())


def test_a_dry_run_tells_the_same_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "ulos"
    would = list(tm.export_many([*numbered(2), None], folder, dry_run=True, **TEXT))
    assert not folder.exists()
    did = list(tm.export_many([*numbered(2), None], folder, **TEXT))
    assert [one.path for one in would] == [one.path for one in did]
    assert states(would) == states(did) == ["made", "made", "failed"]
    before = (folder / _kept.NAME).read_bytes()
    again = list(tm.export_many(numbered(3), folder, dry_run=True, **TEXT))
    assert list(map(codes, again)) == [("TM911",), ("TM911",), ()]
    assert names_in(folder) == ["malli-0.txt", "malli-1.txt"]
    assert (folder / _kept.NAME).read_bytes() == before


# -- stopping ---------------------------------------------------------------------------------


def test_who_stops_reading_cancels_what_waits_and_leaves_whole_files(tmp_path: Path) -> None:
    counting = Counting()
    outcomes = tm.export_many(
        numbered(40), tmp_path, executor=counting, chunk=2, in_flight=4, **TEXT
    )
    for _ in range(3):
        next(outcomes)
    outcomes.close()
    assert counting.cancelled == 4
    assert len(counting.sizes) == 5
    assert names_in(tmp_path) == ["malli-0.txt", "malli-1.txt", "malli-2.txt"]
    again = list(tm.export_many(numbered(40), tmp_path, resume=True, **TEXT))
    assert states(again) == ["unchanged"] * 3 + ["made"] * 37


def test_an_interrupt_passes_through_and_leaves_whole_files(tmp_path: Path) -> None:
    class Interrupted(Counting):
        def submit(self, work: Callable[..., Any], /, *arguments: Any) -> Any:
            waiting = super().submit(work, *arguments)
            return _Raising() if len(self.sizes) == 3 else waiting

    outcomes = tm.export_many(
        numbered(9), tmp_path, executor=Interrupted(), chunk=1, in_flight=3, **TEXT
    )
    assert [next(outcomes).index, next(outcomes).index] == [0, 1]
    with pytest.raises(KeyboardInterrupt):
        next(outcomes)
    assert names_in(tmp_path) == ["malli-0.txt", "malli-1.txt"]
    assert (tmp_path / _kept.NAME).exists()


class _Raising:
    def result(self) -> Any:
        raise KeyboardInterrupt


def test_progress_is_told_for_every_outcome(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    list(
        tm.export_many(
            [*numbered(2), None], tmp_path, progress=lambda *one: told.append(one), **TEXT
        )
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    told.clear()
    list(tm.render_many(iter(numbered(2)), progress=lambda *one: told.append(one), **TEXT))
    assert told == [(1, None), (2, None)]


# -- resuming ---------------------------------------------------------------------------------


@pytest.fixture(params=["alone", "executor"])
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., list[tm.Outcome]]:
    """Export with resuming into one folder, by an executor and without."""

    def run(models: Any, **asked: Any) -> list[tm.Outcome]:
        executor = Counting() if request.param == "executor" else None
        asked = {"suffix": ".txt", "resume": True, "executor": executor, "chunk": 2, **asked}
        return list(tm.export_many(models, tmp_path / "ulos", **asked))

    return run


Export = Callable[..., list[tm.Outcome]]


def test_unchanged_models_are_left_as_they_are(export: Export, tmp_path: Path) -> None:
    assert states(export(numbered(5))) == ["made"] * 5
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "ulos").iterdir()}
    again = export(numbered(5))
    assert states(again) == ["unchanged"] * 5
    assert [one.path for one in again] == [tmp_path / "ulos" / f"malli-{n}.txt" for n in range(5)]
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "ulos").iterdir()} == before


def test_unchanged_files_are_known_wherever_they_lie(
    export: Export, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(export(documents)) == ["made"] * 4 + ["failed"]
    documents.rename(tmp_path / "muualla")
    monkeypatch.chdir(tmp_path)
    assert states(export("muualla")) == ["unchanged"] * 4 + ["failed"]


def test_only_a_changed_model_is_exported_again(export: Export, tmp_path: Path) -> None:
    models = [titled("Yksi", id="yksi"), titled("Kaksi", id="kaksi"), titled("Kolme", id="kolme")]
    export(models)
    models[1] = titled("Kaksi uudestaan", id="kaksi")
    assert states(export(models)) == ["unchanged", "made", "unchanged"]
    assert (tmp_path / "ulos" / "kaksi.txt").read_text("utf-8").startswith("Kaksi uudestaan")
    assert len(names_in(tmp_path / "ulos")) == 3


@pytest.mark.parametrize(
    "other", [{"language": "sv"}, {"audience": "public"}, {"markers": False}, {"form": "html"}]
)
def test_another_option_exports_all_again(other: dict[str, Any], export: Export) -> None:
    export(numbered(2))
    assert states(export(numbered(2), **other)) == ["made", "made"]
    assert states(export(numbered(2), **other)) == ["unchanged", "unchanged"]


def test_an_option_given_as_its_default_changes_nothing(export: Export) -> None:
    export(numbered(2))
    assert states(export(numbered(2), form="plain", language=tm.Language.FINNISH)) == [
        "unchanged",
        "unchanged",
    ]


@pytest.mark.parametrize("changed", ["toimintamalli", "toimintamalli-innokyla"])
def test_another_version_of_the_library_or_the_plugin_exports_all_again(
    changed: str, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(numbered(2))
    offers = _kept.offers
    if changed == "toimintamalli":
        monkeypatch.setattr(_kept, "version_of", lambda _: "9.9")
    else:
        monkeypatch.setattr(
            _kept,
            "offers",
            lambda group: tuple(
                evolve(offer, version="9.9") if offer.distribution == changed else offer
                for offer in offers(group)
            ),
        )
    assert states(export(numbered(2))) == ["made", "made"]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"version": 1}',
        b'{"version": 2, "files": {}}',
        b'{"version": 1, "files": []}',
        b'{"version": 1, "files": {"malli-0.txt": ["a"]}}',
        b'{"version": 1, "files": {"malli-0.txt": [1, 2, 3], "../x": ["a", "b", "c"]}}',
        b"[" * 100_000,
        None,
    ],
)
def test_what_is_remembered_may_be_damaged_or_gone(
    damaged: bytes | None, export: Export, tmp_path: Path
) -> None:
    export(numbered(2))
    remembered = tmp_path / "ulos" / _kept.NAME
    if damaged is None:
        remembered.unlink()
    else:
        remembered.write_bytes(damaged)
    before = contents(tmp_path / "ulos")
    # All is made anew; files that hold just that already are no hindrance.
    assert states(export(numbered(2))) == ["made", "made"]
    assert contents(tmp_path / "ulos") == before
    assert states(export(numbered(2))) == ["unchanged", "unchanged"]


def test_what_is_remembered_may_be_a_folder(export: Export, tmp_path: Path) -> None:
    (tmp_path / "ulos" / _kept.NAME).mkdir(parents=True)
    assert states(export(numbered(2))) == ["made", "made"]
    assert states(export(numbered(2))) == ["made", "made"]


def test_a_file_that_is_gone_or_empty_is_made_again(export: Export, tmp_path: Path) -> None:
    export(numbered(3))
    (tmp_path / "ulos" / "malli-0.txt").unlink()
    (tmp_path / "ulos" / "malli-1.txt").write_bytes(b"")
    found = export(numbered(3))
    assert (states(found), codes(found[1])) == (["made", "failed", "unchanged"], ("TM911",))
    assert states(export(numbered(3), overwrite=True)) == ["unchanged", "made", "unchanged"]


def test_an_export_without_content_is_an_export(export: Export, tmp_path: Path) -> None:
    assert states(export([tm.PracticeModel(id="tyhja")])) == ["made"]
    assert contents(tmp_path / "ulos") == {"tyhja.txt": b""}
    assert states(export([tm.PracticeModel(id="tyhja")])) == ["unchanged"]


def test_what_a_person_wrote_into_an_export_is_not_lost(export: Export, tmp_path: Path) -> None:
    export([titled("Vanha", id="malli")])
    filled = tmp_path / "ulos" / "malli.txt"
    filled.write_text("täytetty", "utf-8")
    assert states(export([titled("Vanha", id="malli")])) == ["unchanged"]
    (found,) = export([titled("Uusi", id="malli")])
    assert codes(found) == ("TM911",)
    assert filled.read_text("utf-8") == "täytetty"
    assert states(export([titled("Uusi", id="malli")], overwrite=True)) == ["made"]
    assert filled.read_text("utf-8").startswith("Uusi")


def test_models_of_one_title_keep_their_files_whatever_comes_between(
    export: Export, tmp_path: Path
) -> None:
    first, second = (titled("Tupa", core_elements=(text,)) for text in ("yksi", "kaksi"))
    for name, model in (("a", first), ("b", second)):
        tm.dump(model, tmp_path / f"{name}.yaml")
    a, b = tmp_path / "a.yaml", tmp_path / "b.yaml"
    assert [one.path and one.path.name for one in export([a, b])] == ["tupa.txt", "tupa-2.txt"]
    tm.dump(evolve(second, id=None, core_elements=("muutettu",)), b, overwrite=True)
    changed = export([b, a])
    assert states(changed) == ["made", "unchanged"]
    assert [one.path and one.path.name for one in changed] == ["tupa-2.txt", "tupa.txt"]


def test_two_alike_documents_are_two_files(export: Export) -> None:
    alike = [titled("Tupa")] * 12
    names = [one.path and one.path.name for one in export(alike)]
    assert len(set(names)) == 12
    again = export(alike)
    assert states(again) == ["unchanged"] * 12
    assert [one.path and one.path.name for one in again] == names


def test_two_formats_may_share_a_folder(export: Export) -> None:
    export(numbered(2))
    assert states(export(numbered(2), suffix=".html")) == ["made", "made"]
    assert states(export(numbered(2))) == ["unchanged", "unchanged"]


def test_what_is_remembered_grows_by_digests_only(export: Export, tmp_path: Path) -> None:
    export([titled("Salainen hanke", id=f"malli-{number}") for number in range(70)])
    text = (tmp_path / "ulos" / _kept.NAME).read_text("ascii")
    assert len(json.loads(text)["files"]) == 70
    assert "Salainen" not in text
    assert len(text) / 70 < 150


# -- other executors --------------------------------------------------------------------------


def ray_guide() -> str:
    found = re.search(
        r":caption: ray_executor\.py\n(.*?)^```$", GUIDE.read_text("utf-8"), re.M | re.S
    )
    assert found is not None
    return found[1]


def fake_ray() -> ModuleType:
    """A module that is called as Ray is: remote functions give references, and get opens them."""
    ray = ModuleType("ray")
    pool = ThreadPoolExecutor(2)

    class Remote:
        def __init__(self, function: Callable[..., Any]) -> None:
            self.function = function

        def __call__(self, *_: Any) -> None:
            raise TypeError("Remote functions cannot be called directly.")

        def remote(self, *arguments: Any) -> Future[Any]:
            return pool.submit(self.function, *arguments)

    ray.remote = Remote  # type: ignore[attr-defined]  # a module made by hand
    ray.get = lambda reference: reference.result()  # type: ignore[attr-defined]  # as above
    ray.cancel = lambda reference: reference.cancel()  # type: ignore[attr-defined]  # as above
    return ray


def test_the_adapter_of_the_guide_fits_rays_way_of_calling(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "ray", fake_ray())
    names: dict[str, Any] = {}
    exec(compile(ray_guide(), "ray_executor.py", "exec"), names)
    outcomes = tm.export_many(
        numbered(9), tmp_path, executor=names["RayExecutor"](), chunk=2, in_flight=2, **TEXT
    )
    assert [outcome.index for outcome in itertools.islice(outcomes, 3)] == [0, 1, 2]
    outcomes.close()
    assert states(list(tm.export_many(numbered(9), tmp_path, resume=True, **TEXT))) == [
        *["unchanged"] * 3,
        *["made"] * 6,
    ]


def test_batches_may_run_in_several_threads_at_once(tmp_path: Path) -> None:
    def run(name: str) -> None:
        list(tm.export_many(numbered(20), tmp_path / name, **TEXT))

    threads = [threading.Thread(target=run, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({str(contents(tmp_path / str(number))) for number in range(4)}) == 1
    assert len(names_in(tmp_path / "0")) == 20
