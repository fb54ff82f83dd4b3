"""The whole check of an exporter, for one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, ClassVar, Final

from toimintamalli.diagnostics import Diagnostic
from toimintamalli.errors import SubjectError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import Rendered, describe_options
from toimintamalli.testing._exporter_people import PeopleKit
from toimintamalli.testing._exporter_steady import SteadyKit
from toimintamalli.testing._hostile import hostile_model, hostile_texts
from toimintamalli.testing._told import complaint
from toimintamalli.text import Language

__all__ = ["ExporterContract"]

_SUFFIX: Final = re.compile(r"(\.[a-z0-9]+)+")
_MEDIA_TYPE: Final = re.compile(r"[a-z]+/[a-zA-Z0-9.+-]+(; ?[a-z]+=[a-zA-Z0-9.-]+)*")
_KINDS: Final = frozenset({PracticeModel, Portfolio})


class ExporterContract(SteadyKit, PeopleKit):
    """The check of an exporter: subclass it in a test file, name the format, and run pytest.

    Attributes:
        format: Name of the format, as in the entry point.
        heavy: Import names of libraries that only rendering may import, beside those that are
            known to be heavy.
        variants: Further options with which the checks are made, such as
            ``({"worksheet": "all"},)``; the defaults are always among them.
        catalogues: Import names of the packages whose ``diagnostics.toml`` the plugin speaks with;
            where none is named, the package that its entry point leads to.
        languages_differ: Whether another language gives another file; false for a format that has
            no words of its own.
        shows_texts: Whether a file holds texts of the model; false for one of numbers only.
        examples: How many models hypothesis makes.

    Example:
        >>> class TestExcel(ExporterContract):
        ...     format = "excel"
        >>> TestExcel().test_the_suffix_begins_with_a_dot()
    """

    languages_differ: ClassVar[bool] = True
    examples: ClassVar[int] = 25

    # -- metadata -----------------------------------------------------------------------------

    def test_the_suffix_begins_with_a_dot(self) -> None:
        """The suffix is put behind the name of a file, and leads back to the format."""
        suffix = self._plugin.suffix
        if not _SUFFIX.fullmatch(suffix):
            raise complaint(
                found=f"suffix {suffix!r}",
                expected="a dot and lower case letters or digits, such as '.ics'",
                do="set the member `suffix`",
            )

    def test_the_media_type_is_well_formed(self) -> None:
        """Web services send it along."""
        media_type = self._plugin.media_type
        if not _MEDIA_TYPE.fullmatch(media_type):
            raise complaint(
                found=f"media type {media_type!r}",
                expected="a type and a subtype, such as 'text/calendar; charset=utf-8'",
                do="set the member `media_type`",
            )

    def test_the_subjects_are_models_or_portfolios(self) -> None:
        """What is exported is redacted before, and only these can be."""
        subjects = self._plugin.subjects
        if not subjects or not subjects <= _KINDS:
            names = ", ".join(sorted(getattr(one, "__name__", repr(one)) for one in subjects))
            raise complaint(
                found=f"subjects: {names or 'none'}",
                expected="PracticeModel, Portfolio, or both",
                do="set the member `subjects` to a frozenset of the two classes",
            )

    def test_other_subjects_are_refused(self) -> None:
        """A model is no portfolio, and a text is neither."""
        foreign: tuple[Any, ...] = ("teksti", None, PracticeModel(), Portfolio())
        for subject in foreign:
            if isinstance(subject, tuple(self._plugin.subjects & _KINDS)):
                continue
            made = self._tried(subject, {})
            if not isinstance(made, SubjectError):
                told = type(made).__name__
                raise complaint(
                    found=f"{told} for a subject of the class {type(subject).__name__}",
                    expected="SubjectError",
                    do="name in `subjects` only what the format exports",
                )

    # -- files --------------------------------------------------------------------------------

    def test_every_sample_gives_a_file(self) -> None:
        """Half-finished models open, and so do their exports."""
        for subject, options in self._tries():
            made = self._render(subject, options)
            if not _SUFFIX.fullmatch(made.suffix) or not _MEDIA_TYPE.fullmatch(made.media_type):
                raise complaint(
                    found=f"suffix {made.suffix!r}, media type {made.media_type!r}",
                    expected="those of the file that was made",
                    do="give `Rendered` the members of the exporter, or what suits the options",
                )

    def test_the_suffix_of_a_file_is_that_of_the_format(self) -> None:
        """Without options, a file is what the format says that its files are."""
        exporter = self._plugin
        for subject in self.subjects():
            made = self._render(subject, {})
            found = (made.suffix, made.media_type)
            if found != (exporter.suffix, exporter.media_type):
                raise complaint(
                    found=f"a file with suffix and media type {found}",
                    expected=f"{(exporter.suffix, exporter.media_type)}, as the exporter says",
                    do="let one come from the other",
                )

    def test_every_choice_of_an_option_gives_a_file(self) -> None:
        """Whatever may be chosen has been tried once."""
        for options in self._choices():
            for subject in self.subjects():
                self._render(subject, options)

    def _choices(self) -> Iterator[Mapping[str, object]]:
        for info in describe_options(self._plugin.options_type):
            match info.default:
                case bool():
                    yield {info.name: not info.default}
                case Enum():
                    yield from ({info.name: one} for one in type(info.default))

    def test_every_language_gives_a_file(self) -> None:
        """Finnish, Swedish and English headings, and no Finnish ones for everybody."""
        made = {one: self._all_in(one) for one in Language}
        if self.languages_differ and len(set(made.values())) < len(made):
            raise complaint(
                found="the same files for two languages, whatever the sample",
                expected="words of the format in the language that is asked for",
                do="take words from labels.toml by options.language, or set "
                "`languages_differ = False` for a format that has none",
            )

    def _all_in(self, language: Language) -> tuple[bytes, ...]:
        options = {"language": language.value}
        return tuple(
            self._render(subject, {**way, **options}).data for subject, way in self._tries()
        )

    def test_hostile_texts_give_a_file_or_are_refused(self) -> None:
        """What people paste stays text, wherever it stands."""
        for text in hostile_texts:
            for subject in self._fitting(_holding(hostile_model(text))):
                self._tried(subject, {})

    def test_any_model_gives_a_file_or_is_refused(self) -> None:
        """Models that nobody thought of are made by hypothesis."""
        from hypothesis import HealthCheck, given, settings

        from toimintamalli.testing.strategies import practice_models

        @settings(
            max_examples=self.examples,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(practice_models())
        def try_one(model: PracticeModel) -> None:
            for subject in self._fitting(_holding(model)):
                self._tried(subject, {})

        try_one()

    # -- findings -----------------------------------------------------------------------------

    def _told(self) -> Iterable[Diagnostic]:
        for subject, options in self._tries():
            yield from self._render(subject, options).diagnostics
        for text in hostile_texts:
            for subject in self._fitting(_holding(hostile_model(text))):
                made = self._tried(subject, {})
                yield from made.diagnostics if isinstance(made, Rendered) else made.report


def _holding(model: PracticeModel) -> tuple[PracticeModel, Portfolio]:
    return model, Portfolio(title=model.basics.title, models=(model,))
