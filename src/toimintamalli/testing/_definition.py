"""What criteria sets and worksheets owe: to be found, to load, to speak one language or all."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any, Final

import attrs

from toimintamalli.errors import ToimintamalliError
from toimintamalli.testing._process import HERE, OTHER_SEED, ask, failure_of
from toimintamalli.testing._told import complain_of, complaint
from toimintamalli.text import Language, LocalizedText
from toimintamalli.vocabulary import Provenance

__all__ = ["DefinitionKit"]

# Shorter texts may well be the same in two languages: a number, a name, an abbreviation.
_SENTENCE: Final = 25


class DefinitionKit:
    """Checks that criteria sets and worksheets share."""

    _kind = ""

    @property
    def _name(self) -> str:
        raise NotImplementedError

    def _get(self) -> Callable[[str], Any]:
        raise NotImplementedError

    @property
    def _definition(self) -> Any:
        __tracebackhide__ = True
        try:
            return self._get()(self._name)
        except ToimintamalliError as error:
            raise complaint(
                found=error.message("en"),
                expected=f"a {self._kind} of the name {self._name!r}",
                do="mend the lines that are told; install the package again (`pip install -e .`) "
                "after each change of its entry points",
            ) from None

    def test_it_is_found_and_loads(self) -> None:
        """The entry point, the file and the identifier in it have one name."""
        bare = self._name.rpartition(":")[2]
        if self._definition.id != bare:
            raise complaint(
                found=f"identifier {self._definition.id!r}",
                expected=repr(bare),
                do="give the entry point, the file and `id` one name",
            )

    def test_every_text_stands_in_one_language_or_in_all(self) -> None:
        """Half a translation leaves a reader in the middle of a page without words."""
        texts = list(_texts(self._definition, ""))
        complain_of(
            [f"{path} is empty in {one.value!r}" for path, text in texts for one in Language
             if not text.get(one).strip()],
            expected="words in fi, sv and en; or the same words in all, in a set of one language",
            do="complete the text, or write it once where no translation is there",
        )  # fmt: skip
        long = [(path, text) for path, text in texts if len(text.fi) >= _SENTENCE]
        plain = [path for path, text in long if text.fi == text.sv == text.en]
        complain_of(
            plain if len(plain) < len(long) else [],
            expected="words in fi, sv and en, as the other texts have",
            do="translate these texts as well, or none",
        )

    def test_it_tells_where_it_comes_from(self) -> None:
        """Numbers and questions are worth what their source is."""
        faults = [
            f"{path or 'provenance'}: no source"
            for path, origin in _parts(self._definition, Provenance, "")
            if not origin.source.strip()
        ]
        complain_of(
            faults,
            expected="status, source and the day of reading; a note on what is not certain",
            do="complete `provenance`",
        )

    def test_it_is_the_same_everywhere(self) -> None:
        """It survives pickle, and another process reads the same."""
        here = self._definition
        try:
            others = [ask(self._get(), self._name, around=one) for one in (HERE, OTHER_SEED)]
        except RuntimeError as error:
            raise complaint(
                found=f"a fresh interpreter cannot load it: {failure_of(error)}",
                expected=f"that every process finds the {self._kind}",
                do="install the package, and let its TOML file be part of the wheel",
            ) from None
        complain_of(
            ["another definition in another process"] * (others != [here, here])
            + ["another definition after pickle"] * (pickle.loads(pickle.dumps(here)) != here),
            expected="the same definition",
            do="look for two packages that offer the same name",
        )


def _texts(value: Any, path: str) -> Iterator[tuple[str, LocalizedText]]:
    return _parts(value, LocalizedText, path)


def _parts(value: Any, wanted: type[Any], path: str) -> Iterator[tuple[str, Any]]:
    """Yield what of a class a definition holds, with its path."""
    if isinstance(value, wanted):
        yield path, value
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _parts(one, wanted, f"{path}[{place}]")
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _parts(getattr(value, field.name), wanted, f"{path}.{field.name}".strip("."))
