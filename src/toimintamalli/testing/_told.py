"""How a kit tells of a fault: what was found, what was expected, what to do."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from toimintamalli.errors import PluginError, ToimintamalliError
from toimintamalli.text import Language, LocalizedText

__all__ = ["complain_of", "complaint", "lacking_languages", "options_told", "refused_or"]

ResultT = TypeVar("ResultT")

_MOST_TOLD = 5


def complaint(*, found: str, expected: str, do: str) -> AssertionError:
    """Return the failure of a test."""
    return AssertionError(f"\nFound:    {found}\nExpected: {expected}\nTo do:    {do}")


def complain_of(faults: Iterable[str], *, expected: str, do: str) -> None:
    """Fail the test that is running if there are faults; the first few are told."""
    __tracebackhide__ = True
    all_faults = list(faults)
    if all_faults:
        told = all_faults[:_MOST_TOLD]
        more = len(all_faults) - len(told)
        rest = [f"and {more} more"] if more else []
        raise complaint(found="\n          ".join([*told, *rest]), expected=expected, do=do)


def lacking_languages(text: LocalizedText | Callable[[Language], str]) -> tuple[str, ...]:
    """Return the languages in which a text is empty or cannot be had."""
    get = text.get if isinstance(text, LocalizedText) else text
    return tuple(language.value for language in Language if not _spoken(get, language))


def _spoken(get: Callable[[Language], str], language: Language) -> str:
    try:
        return get(language).strip()
    except (KeyError, LookupError, AttributeError, TypeError):
        return ""


def refused_or(what: Callable[[], ResultT], about: str) -> ResultT | ToimintamalliError:
    """Return what a call returns, or the error by which it refuses.

    Args:
        what: Calls the plugin.
        about: What it is called with, for the complaint.

    Raises:
        AssertionError: Another error escaped, or the plugin broke.
    """
    __tracebackhide__ = True
    try:
        return what()
    except PluginError as error:
        escaped = error.__cause__ or error
    except ToimintamalliError as error:
        return error
    except Exception as error:
        escaped = error
    raise complaint(
        found=f"{type(escaped).__name__}: {escaped}{_place_of(escaped)}, with {about}",
        expected="a result, or an error of toimintamalli.errors that tells what is wrong",
        do="handle the case, or raise OptionError, SubjectError or ReadError with a finding "
        "of your own catalogue",
    ) from escaped


def _place_of(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f" ({frames[-1].filename}:{frames[-1].lineno})" if frames else ""


def options_told(options: Mapping[str, object]) -> str:
    """Return options as they are written in a call."""
    return ", ".join(f"{name}={value!r}" for name, value in options.items()) or "default options"
