"""The whole check of an importer, for one line."""

from __future__ import annotations

import pickle
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from typing import Any, ClassVar, Final

from attrs import evolve

from toimintamalli.analysis.differences import differences
from toimintamalli.delivery.export import render
from toimintamalli.delivery.reading import read_data
from toimintamalli.diagnostics import Diagnostic
from toimintamalli.errors import ReadError, ToimintamalliError
from toimintamalli.model import PracticeModel
from toimintamalli.plugins import Imported, Importer, Kind, get_importer, make_options
from toimintamalli.testing._exporter_base import named
from toimintamalli.testing._findings import FindingsKit
from toimintamalli.testing._process import HERE, OTHER_DAY, OTHER_SEED, ask, failure_of
from toimintamalli.testing._samples import example_model, sample_models
from toimintamalli.testing._strange import cut_files, strange_files
from toimintamalli.testing._told import complain_of, complaint, refused_or

__all__ = ["ImporterContract"]

_SUFFIX: Final = re.compile(r"(\.[a-z0-9]+)+")
_THREADS: Final = 3
_Files = tuple[tuple[str, bytes], ...]


class ImporterContract(FindingsKit):
    """The check of an importer: subclass it in a test file, name the format, and run pytest.

    Attributes:
        format: Name of the format, as in the entry point.
        heavy: Import names of libraries that only reading may import, beside those that are known
            to be heavy.
        catalogues: Import names of the packages whose ``diagnostics.toml`` the plugin speaks with;
            where none is named, the package that its entry point leads to.
        exporter: Name of the format that writes what this one reads; empty where nothing does.
        export_options: Options with which it writes.
        lost: Paths of the model that do not come back, ``*`` for anything: ``"boards*"``.
        seconds: How long reading one file may take.
        examples: How many files hypothesis makes.

    Example:
        >>> class TestExcel(ImporterContract):
        ...     format = "excel"
        ...     exporter = "excel"
        >>> TestExcel().test_the_suffixes_begin_with_a_dot()
    """

    exporter: ClassVar[str] = ""
    export_options: ClassVar[Mapping[str, object]] = {}
    lost: ClassVar[tuple[str, ...]] = ()
    seconds: ClassVar[float] = 20
    examples: ClassVar[int] = 50
    _kind = Kind.IMPORTER

    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Return files that can be read, each with what it is called.

        Override it for a format that no exporter writes; else they are made by `exporter`.
        """
        return tuple((named(model), self._exported(model)) for model in self._models())

    def models(self) -> tuple[PracticeModel, ...]:
        """Return the models that are written and read back, where `exporter` is named.

        Override it for a format that holds only some models.
        """
        return sample_models()

    @property
    def _plugin(self) -> Importer[Any]:
        importer: Importer[Any] = self._loaded(get_importer)
        return importer

    def _models(self) -> tuple[PracticeModel, ...]:
        return self.models() if self.exporter else ()

    def _exported(self, model: PracticeModel) -> bytes:
        options: dict[str, Any] = dict(self.export_options)
        return render(model, format=self.exporter, **options).data

    # -- metadata -----------------------------------------------------------------------------

    def test_the_suffixes_begin_with_a_dot(self) -> None:
        """A file finds its importer by them."""
        suffixes = self._plugin.suffixes
        if not suffixes or not all(_SUFFIX.fullmatch(one) for one in suffixes):
            raise complaint(
                found=f"suffixes {suffixes!r}",
                expected="one or more, each a dot and lower case letters or digits",
                do="set the member `suffixes` to a tuple such as ('.ics',)",
            )

    # -- files that can be read ---------------------------------------------------------------

    def test_good_files_are_read(self) -> None:
        """Without them the other checks would try only what is refused."""
        for name, data in self.files():
            self._read(name, data, None)

    def test_a_file_read_back_gives_the_model_again(self) -> None:
        """What was exported and comes back says the same, but for what is said to be lost."""
        faults: list[str] = []
        for model in self._models():
            made = self._read(named(model), self._exported(model), None).model
            paths = [found.path for found in differences(model, made)]
            faults += [
                f"{path}, of {named(model)}"
                for path in paths
                if not any(fnmatchcase(path, pattern) for pattern in self.lost)
            ]
        complain_of(
            dict.fromkeys(faults),
            expected="the model that was exported, but for the paths in `lost`",
            do="write and read what is missing, or add such paths to `lost` and to the "
            "documentation of the format",
        )

    def _is_lost(self, path: str) -> bool:
        return any(fnmatchcase(path, pattern) for pattern in self.lost)

    def test_an_unchanged_file_proposes_nothing(self) -> None:
        """Whoever returns a file as it was has said nothing."""
        faults: list[str] = []
        for model in self._models():
            made = self._read(named(model), self._exported(model), model)
            faults += [f"{one.path}, of {named(model)}" for one in differences(model, made.model)]
            faults += [f"change {one.path}, of {named(model)}" for one in made.changes]
        complain_of(
            faults,
            expected="the model that was given, and no changes",
            do="take over from the file only what was changed in it",
        )

    def test_a_proposal_leaves_the_model_as_it_was(self) -> None:
        """A proposal is another model; the one that was given is whoever's it was."""
        for base in (PracticeModel(), example_model()):
            for name, data in self.files():
                # What is given is a copy: the samples serve other checks as well.
                given: PracticeModel = pickle.loads(pickle.dumps(base))
                self._tried(name, data, given)
                if given != base:
                    raise complaint(
                        found=f"reading changed {named(base)}",
                        expected="that the model given as `into` is as before",
                        do="make another model with attrs.evolve, never object.__setattr__",
                    )

    def test_the_changes_of_a_proposal_are_listed(self) -> None:
        """People decide by the list: it is empty exactly when nothing changes."""
        faults = []
        for name, data in self.files():
            if self._read(name, data, None).changes:
                faults.append(f"changes for {name}, which was read into no model")
            for base in self._bases():
                made = self._tried(name, data, base)
                if isinstance(made, Imported):
                    faults += _wrong_changes(made, base, name)
        complain_of(
            faults,
            expected="one Change or more for another model, none for the same; each with a path "
            "and with other text after than before",
            do="make `changes` of toimintamalli.differences(into, model)",
        )

    def _bases(self) -> Iterator[PracticeModel]:
        yield PracticeModel()
        for model in self._models():
            yield evolve(model, basics=evolve(model.basics, title="Toinen nimi"))

    # -- files that cannot be read ------------------------------------------------------------

    def test_strange_files_are_read_or_refused(self) -> None:
        """People choose wrong files; a reader says so within seconds."""
        self._read_or_refused(strange_files())

    def test_broken_files_are_read_or_refused(self) -> None:
        """Files are cut off on their way and changed by programs; the last of `files` is."""
        for name, data in self.files()[-1:]:
            self._read_or_refused(cut_files(name, data))

    def test_any_bytes_are_read_or_refused(self) -> None:
        """Files that nobody thought of are made by hypothesis."""
        from hypothesis import HealthCheck, given, settings
        from hypothesis import strategies as st

        @settings(
            max_examples=self.examples,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.binary(max_size=300) | st.text(max_size=300).map(_encoded))
        def read_one(data: bytes) -> None:
            self._read_or_refused((("bytes of hypothesis", data),))

        read_one()

    def _read_or_refused(self, files: Iterable[tuple[str, bytes]]) -> None:
        __tracebackhide__ = True
        for name, data in files:
            for base in (None, example_model()):
                begun = time.monotonic()
                made = self._tried(name, data, base)
                taken = time.monotonic() - begun
                if isinstance(made, ToimintamalliError) and not isinstance(made, ReadError):
                    raise complaint(
                        found=f"{type(made).__name__} for a file: {name}",
                        expected="ReadError",
                        do="raise ReadError for whatever is wrong with a file",
                    )
                if taken > self.seconds:
                    raise complaint(
                        found=f"{taken:.0f} seconds for a file: {name}",
                        expected=f"{self.seconds} seconds at most",
                        do="look how large things are before they are unpacked or parsed",
                    )

    # -- steadiness ---------------------------------------------------------------------------

    def test_the_same_file_gives_the_same_model_everywhere(self) -> None:
        """Not hash order, clock, time zone or user decide about what is read."""
        files = self.files()
        try:
            here, *others = (
                ask(read_files, self.format, files, around=one)
                for one in (HERE, OTHER_SEED, OTHER_DAY)
            )
        except RuntimeError as error:
            raise complaint(
                found=f"a fresh interpreter cannot read: {failure_of(error)}",
                expected="that every process can, whatever its clock, zone and user",
                do="look for what only this process has: an environment, a folder, a state",
            ) from None
        complain_of(
            [
                f"another model of {n} in another process"
                for o in others
                for n in _others(files, here, o)
            ],
            expected="the same model and findings",
            do="sort what is iterated from a set; take days from the file or from an option",
        )

    def test_threads_read_the_same(self) -> None:
        """A web service reads for several people at a time."""
        files = self.files() * _THREADS
        alone = [self._read(name, data, None) for name, data in files]
        with ThreadPoolExecutor(_THREADS) as pool:
            together = list(pool.map(lambda one: self._read(one[0], one[1], None), files))
        complain_of(
            [f"another model of {name} in a thread" for name in _others(files, alone, together)],
            expected="the same model and findings",
            do="keep what is being read in local variables, not in the module or the importer",
        )

    def test_importer_options_and_result_can_be_pickled(self) -> None:
        """Batches send them to other processes and machines."""
        importer = self._plugin
        options = make_options(importer.options_type, {}, format_name=self.format)
        for name, data in self.files():
            try:
                other, again = pickle.loads(pickle.dumps((importer, options)))
                made = pickle.loads(pickle.dumps(other.read(data, again, into=None)))
            except (pickle.PickleError, AttributeError, TypeError) as error:
                raise complaint(
                    found=f"{type(error).__name__}: {error}",
                    expected="that importer, options and result survive pickle",
                    do="keep functions, locks, files and local classes out of their fields",
                ) from None
            if again != options or made != importer.read(data, options, into=None):
                raise complaint(
                    found=f"another result or other options after pickle, for {name}",
                    expected="the same",
                    do="keep everything that decides in the fields of the options",
                )

    # -- reading ------------------------------------------------------------------------------

    def _read(self, name: str, data: bytes, into: PracticeModel | None) -> Imported:
        __tracebackhide__ = True
        made = self._tried(name, data, into)
        if isinstance(made, Imported):
            return made
        raise complaint(
            found=f"{type(made).__name__} for a file: {name}: {made.message('en')}",
            expected="a model",
            do="read what `files` returns, or override `files` and `models`",
        )

    def _tried(
        self, name: str, data: bytes, into: PracticeModel | None
    ) -> Imported | ToimintamalliError:
        __tracebackhide__ = True
        return refused_or(lambda: read_data(data, format=self.format, into=into), f"a file: {name}")

    def _told(self) -> Iterable[Diagnostic]:
        for name, data in (*self.files(), *strange_files()):
            made = self._tried(name, data, None)
            yield from made.diagnostics if isinstance(made, Imported) else made.report


def read_files(format_name: str, files: _Files) -> list[Imported]:
    """Return what is read of files; run in another process."""
    return [read_data(data, format=format_name) for _, data in files]


def _others(files: _Files, first: list[Imported], second: list[Imported]) -> Iterator[str]:
    for (name, _), one, other in zip(files, first, second, strict=True):
        if one != other:
            yield name


def _wrong_changes(made: Imported, base: PracticeModel, name: str) -> Iterator[str]:
    if bool(made.changes) is (made.model == base):
        told = f"{len(made.changes)} changes for {'the same' if made.changes else 'another'} model"
        yield f"{told}, of {name} into {named(base)}"
    for change in made.changes:
        if not change.path or change.before == change.after:
            yield f"change {change!r}, of {name}"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
