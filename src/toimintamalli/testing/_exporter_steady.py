"""Checks that an export is always the same, whoever makes it, when and where."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Any, Final

from toimintamalli.delivery.export import render
from toimintamalli.plugins import Rendered, make_options
from toimintamalli.testing._exporter_base import ExporterBase, Subject, named
from toimintamalli.testing._process import (
    HERE,
    OTHER_DAY,
    OTHER_SEED,
    Surroundings,
    ask,
    failure_of,
)
from toimintamalli.testing._told import complain_of, complaint, options_told

__all__ = ["SteadyKit"]

_Try = tuple[Subject, Mapping[str, Any]]
_THREADS: Final = 3


class SteadyKit(ExporterBase):
    """Checks of determinism, of what may be changed, and of where an exporter can be used."""

    def test_the_same_bytes_come_twice(self) -> None:
        """The second export of a process is the first."""
        tries = list(self._tries())
        first = [self._render(*one).data for one in tries]
        complain_of(
            _others(tries, first, [self._render(*one).data for one in tries]),
            expected="the same bytes for the same subject and options",
            do="look for a counter, a cache or a random name that lives from export to export",
        )

    def test_the_bytes_do_not_follow_the_order_of_hashes(self) -> None:
        """Another process has another order in its sets."""
        complain_of(
            self._differing(OTHER_SEED),
            expected="the same bytes in every process",
            do="look for a set, frozenset or hash() that is iterated, and sort it; look for id() "
            "and for names of temporary files",
        )

    def test_the_bytes_do_not_follow_clock_zone_or_user(self) -> None:
        """An export of tomorrow, by somebody else, is the export of today."""
        complain_of(
            self._differing(OTHER_DAY),
            expected="the same bytes on another day, in another time zone, by another user",
            do="take days from the model or from an option; archives and document properties hold "
            "a time unless you set one",
        )

    def _differing(self, around: Surroundings) -> Iterator[str]:
        __tracebackhide__ = True
        tries = list(self._tries())
        try:
            first, second = (ask(digests, self.format, tries, around=one) for one in (HERE, around))
        except RuntimeError as error:
            raise complaint(
                found=f"a fresh interpreter cannot export: {failure_of(error)}",
                expected="that every process can, whatever its clock, zone and user",
                do="look for what only this process has: an environment, a folder, a state",
            ) from error
        return iter(list(_others(tries, first, second)))

    def test_subject_and_options_stay_as_they_are(self) -> None:
        """Frozen objects are shared; whoever changes one changes it for everybody."""
        exporter = self._plugin
        for subject, values in self._tries():
            options = make_options(exporter.options_type, values, format_name=self.format)
            before = (subject, options)
            # What is given is a copy: the samples serve other checks as well.
            given: Any = pickle.loads(pickle.dumps(before))
            exporter.render(*given)
            if given != before:
                raise complaint(
                    found=f"render changed {named(subject)}, or its options "
                    f"({options_told(values)})",
                    expected="that both are as before",
                    do="work on copies: attrs.evolve, never object.__setattr__",
                )

    def test_exporter_options_and_result_can_be_pickled(self) -> None:
        """Batches send them to other processes and machines."""
        exporter = self._plugin
        for subject, values in self._tries():
            options = make_options(exporter.options_type, values, format_name=self.format)
            try:
                other, again = pickle.loads(pickle.dumps((exporter, options)))
                made: Rendered = pickle.loads(pickle.dumps(other.render(subject, again)))
            except (pickle.PickleError, AttributeError, TypeError) as error:
                raise complaint(
                    found=f"{type(error).__name__}: {error}",
                    expected="that exporter, options and result survive pickle",
                    do="keep functions, locks, files and local classes out of their fields",
                ) from error
            if again != options or made.data != exporter.render(subject, options).data:
                raise complaint(
                    found=f"another file or other options after pickle, for {named(subject)}",
                    expected="the same",
                    do="keep everything that decides about the file in the fields of the options",
                )

    def test_threads_get_the_same_bytes(self) -> None:
        """A web service exports for several people at a time."""
        tries = list(self._tries())
        alone = [self._render(*one).data for one in tries]
        with ThreadPoolExecutor(_THREADS) as pool:
            together = list(pool.map(lambda one: self._render(*one).data, tries * _THREADS))
        complain_of(
            _others(tries * _THREADS, alone * _THREADS, together),
            expected="the same bytes in every thread",
            do="keep what is being made in local variables, not in the module or the exporter",
        )


def digests(format_name: str, tries: list[_Try]) -> list[bytes]:
    """Return the digest of each export; run in another process."""
    return [
        sha256(render(subject, format=format_name, **options).data).digest()
        for subject, options in tries
    ]


def _others(tries: list[_Try], first: list[bytes], second: list[bytes]) -> Iterator[str]:
    for (subject, options), one, other in zip(tries, first, second, strict=True):
        if one != other:
            yield f"other bytes for {named(subject)} with {options_told(options)}"
