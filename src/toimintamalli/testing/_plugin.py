"""What every plugin owes: an entry point, words in three languages, options, a light import."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, ClassVar, Final

import attrs

from toimintamalli._entry_points import Offer, offers
from toimintamalli.errors import OptionError, ToimintamalliError
from toimintamalli.plugins import API_VERSION, Kind, OptionInfo, describe_options, make_options
from toimintamalli.testing._process import failure_of, packages_of
from toimintamalli.testing._told import complain_of, complaint, lacking_languages, refused_or

__all__ = ["PluginKit"]

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Libraries that nobody who only lists the formats should wait for.
_HEAVY: Final = (
    "bs4", "docx", "fitz", "fpdf", "html5lib", "httpx", "icalendar", "jinja2", "lxml",
    "matplotlib", "networkx", "numpy", "odf", "openpyxl", "pandas", "pikepdf", "PIL", "plotly",
    "polars", "pptx", "pyarrow", "pydantic", "pypdf", "reportlab", "requests", "rich", "scipy",
    "sqlalchemy", "weasyprint", "xlrd", "xlsxwriter",
)  # fmt: skip
_NOT_ALLOWED: Final = "ei-mikään-sallituista"


class PluginKit:
    """Checks that exporters and importers share.

    Attributes:
        format: Name of the format, as in the entry point.
        heavy: Import names of libraries that only rendering or reading may import, beside those
            that are known to be heavy.
    """

    format: ClassVar[str]
    heavy: ClassVar[tuple[str, ...]] = ()
    _kind: ClassVar[Kind]

    # -- what is checked ----------------------------------------------------------------------

    @property
    def _plugin(self) -> Any:
        """The plugin, loaded as users load it."""
        raise NotImplementedError

    @property
    def _offer(self) -> Offer:
        """The entry point of the plugin."""
        __tracebackhide__ = True
        group = f"toimintamalli.{self._kind}s"
        found = [offer for offer in offers(group) if offer.answers_to(self.format)]
        if found:
            return found[0]
        names = ", ".join(offer.name for offer in offers(group)) or "none"
        raise complaint(
            found=f"no {self._kind} {self.format!r}; installed are: {names}",
            expected=f'an entry point in the group "{group}"',
            do="install the package (`pip install -e .`), and again after each change of its "
            "entry points",
        )

    @property
    def _package(self) -> str:
        """Import name of the package that holds the plugin."""
        return self._offer.entry_point.module.partition(".")[0]

    def _loaded(self, load: Any) -> Any:
        __tracebackhide__ = True
        _ = self._offer  # tells what to do where there is none
        try:
            return load(self.format)
        except ToimintamalliError as error:
            raise complaint(
                found=error.message("en"),
                expected=f"an {self._kind} with all members of the protocol",
                do="see docs: Write a plugin",
            ) from None

    # -- name and place -----------------------------------------------------------------------

    def test_the_plugin_is_found_under_its_name(self) -> None:
        """The entry point and the plugin have one name, of small letters, digits and hyphens."""
        offered, named = self._offer.name, self._plugin.name
        if offered != named or not _NAME.fullmatch(named):
            raise complaint(
                found=f"entry point {offered!r}, name {named!r}",
                expected="one name of lower case letters, digits and hyphens",
                do="give the entry point and the member `name` the same name",
            )

    def test_the_title_stands_in_three_languages(self) -> None:
        """Lists of formats are shown in Finnish, Swedish and English."""
        complain_of(
            [f"title is empty in {spoken!r}" for spoken in lacking_languages(self._plugin.title)],
            expected="a title in fi, sv and en",
            do="complete the title; a Finnish word is no help to a Swedish reader",
        )

    def test_the_version_of_the_protocol_is_todays(self) -> None:
        """A plugin made for another version is refused before it is used."""
        if self._plugin.api_version != API_VERSION:
            raise complaint(
                found=f"api_version {self._plugin.api_version}",
                expected=f"api_version {API_VERSION}",
                do="adapt the plugin to the protocol of the library that is installed",
            )

    # -- imports ------------------------------------------------------------------------------

    def test_listing_the_formats_does_not_import_the_plugin(self) -> None:
        """Who lists formats waits for none of them."""
        imported = _imported("import toimintamalli as tm; tm.formats()")
        if self._package in imported:
            raise complaint(
                found=f"listing the formats imports {self._package}",
                expected="that only metadata are read",
                do="look for what imports the package: a .pth file, or another plugin",
            )

    def test_importing_the_plugin_imports_nothing_heavy(self) -> None:
        """The doctor and the suffix of a file import a plugin without using it."""
        heavy = sorted({*_HEAVY, *self.heavy} & _imported(f"import {self._module}"))
        complain_of(
            [f"importing {self._module} imports {name}" for name in heavy],
            expected="that what the format is made with is imported at its first use",
            do="move the import into the function that needs it, or into a private module that "
            "`render` or `read` imports",
        )

    @property
    def _module(self) -> str:
        return self._offer.entry_point.module

    # -- options ------------------------------------------------------------------------------

    def test_every_option_is_documented_in_three_languages(self) -> None:
        """The help of the command line and the documentation are made of these words."""
        complain_of(
            self._undocumented(),
            expected="option(default, help=...) with words in fi, sv and en",
            do="document every option; `toimintamalli.vocabulary.Term` keeps words in TOML",
        )

    def _undocumented(self) -> list[str]:
        faults: list[str] = []
        for field in attrs.fields(self._plugin.options_type):
            try:
                infos = {info.name: info for info in describe_options(self._plugin.options_type)}
            except KeyError:
                if not any("help" in key for key in field.metadata):
                    faults.append(f"option {field.name!r} has no help")
                continue
            lacking = lacking_languages(infos[field.name].help.get)
            faults += [f"the help of option {field.name!r} lacks {one!r}" for one in lacking]
        return faults

    def test_the_class_of_the_options_is_described_and_frozen(self) -> None:
        """Options are shared between threads, and a class without a text tells nobody anything."""
        kind = self._plugin.options_type
        faults = []
        if not (kind.__doc__ or "").strip():
            faults.append(f"{kind.__name__} has no docstring")
        if not _is_frozen(kind):
            faults.append(f"{kind.__name__} can be changed")
        complain_of(
            faults,
            expected="@frozen(kw_only=True), with a docstring",
            do="describe what the options are for, and freeze the class",
        )

    def test_the_options_have_values_when_none_is_given(self) -> None:
        """Nobody must know an option to use a format."""
        kind = self._plugin.options_type
        made = refused_or(lambda: make_options(kind, {}, format_name=self.format), "no options")
        if isinstance(made, ToimintamalliError):
            raise complaint(
                found=f"without options: {made.message('en')}",
                expected="a default for every option",
                do="give every option a default that makes sense to most users",
            )

    def test_wrong_values_of_options_are_refused(self) -> None:
        """A wrong value is told before anything is made, and never in a traceback."""
        faults = [
            f"option {info.name!r} takes {value!r}"
            for info in describe_options(self._plugin.options_type)
            for value in _wrong_values(info)
            if not isinstance(self._with({info.name: value}), OptionError)
        ]
        complain_of(
            faults,
            expected="OptionError",
            do="let the type of the default decide, and check the rest in __attrs_post_init__",
        )

    def test_strange_values_of_options_are_taken_or_refused(self) -> None:
        """Whatever text or number is given: an option takes it or raises OptionError."""
        for info in describe_options(self._plugin.options_type):
            for value in _strange_values(info):
                self._with({info.name: value})

    def test_unknown_options_are_refused(self) -> None:
        """A slip in a name must not be taken for silence."""
        if not isinstance(self._with({"ei_ole_olemassa": 1}), OptionError):
            raise complaint(
                found="an option that no field has is taken",
                expected="OptionError",
                do="let `options_type` be an attrs class with a field for each option",
            )

    def _with(self, values: dict[str, object]) -> Any:
        __tracebackhide__ = True
        kind = self._plugin.options_type
        made = refused_or(
            lambda: make_options(kind, values, format_name=self.format), f"options {values}"
        )
        if isinstance(made, ToimintamalliError) and not isinstance(made, OptionError):
            raise complaint(
                found=f"{type(made).__name__}, with options {values}",
                expected="OptionError",
                do="raise OptionError for a value that is not allowed",
            )
        return made


def _is_frozen(kind: type[attrs.AttrsInstance]) -> bool:
    made = kind()
    name = attrs.fields(kind)[0].name if attrs.fields(kind) else "x"
    try:
        setattr(made, name, getattr(made, name, None))
    except AttributeError:
        return True
    return False


def _wrong_values(info: OptionInfo) -> tuple[object, ...]:
    """Return values of other types than the default has."""
    match info.default:
        case Enum():
            return (_NOT_ALLOWED, 17, None)
        case bool():
            return (_NOT_ALLOWED, 1, None)
        case int():
            return (_NOT_ALLOWED, True, 1.5, None)
        case None:
            return (17, True, [])
        case _:
            return (17, None, [])


def _strange_values(info: OptionInfo) -> tuple[object, ...]:
    match info.default:
        case bool() | Enum():
            return ()
        case int():
            return (-1, 0, 10**12)
        case _:
            return ("", " ", "\x00", "ä" * 10_000, "2025-02-30", "%s", "../..")


def _imported(code: str) -> set[str]:
    """Return the top-level packages that some code imports in a fresh interpreter."""
    __tracebackhide__ = True
    try:
        return packages_of(code)
    except RuntimeError as error:
        raise complaint(
            found=f"a fresh interpreter cannot run `{code}`: {failure_of(error)}",
            expected="a package that can be imported alone",
            do="import it in a new Python, and mend what it says",
        ) from None
