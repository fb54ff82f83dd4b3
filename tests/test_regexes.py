"""No pattern takes more time than the length of a text: every one is tried on texts made for it."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re import _parser  # the only way to know what a pattern looks for
from typing import Any

import pytest

import toimintamalli as tm
import toimintamalli_excel
import toimintamalli_innokyla
import toimintamalli_pdf
from toimintamalli.filling._listed import _described
from toimintamalli.surveys._placing import _bare

LENGTH = 10_000
MOST_SECONDS = 0.1
"""A text of that length takes a hundredth of it where time grows with length, and several times
as much where it grows with the square."""

METHODS = ("match", "fullmatch", "search", "sub", "split", "findall", "finditer")
PACKAGES = (tm, toimintamalli_excel, toimintamalli_innokyla, toimintamalli_pdf)
PIECES = (*" \t\n1_-.,'\"([", "a", "a ", "\n ", "1.", "* ")
OF_TITLES = ("(RRP, P4, I1", ", ", "I1+", "http://a ", "1.1.2025 ")
ENDS = ("", "\x01")


def modules() -> Iterator[Any]:
    for package in PACKAGES:
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def patterns_of(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from patterns_of(item)
    elif isinstance(value, dict):
        for item in value.items():
            yield from patterns_of(item)


def methods_of(name: str, sources: str) -> tuple[str, ...]:
    """Return the methods called on a pattern by its name; the hardest where that does not show."""
    found = set(re.findall(rf"\b{name}\.({'|'.join(METHODS)})\b", sources))
    anchored = found and found <= {"match", "fullmatch"}
    return tuple(sorted(found)) if anchored else ("search",)


def collected() -> dict[str, tuple[re.Pattern[Any], tuple[str, ...]]]:
    everything = list(modules())
    sources = {module: Path(module.__file__).read_text("utf-8") for module in everything}
    found = {}
    for module in everything:
        for name, value in vars(module).items():
            for number, pattern in enumerate(patterns_of(value)):
                methods = methods_of(name, sources[module])
                found[f"{module.__name__}.{name}[{number}]"] = (pattern, methods)
        for pattern in re.findall(r'\bre\.\w+\(\s*r?"((?:[^"\\]|\\.)*)",', sources[module]):
            found[f"{module.__name__}: {pattern}"] = (re.compile(pattern), ("search",))
    return found


PATTERNS = collected()


def signs(items: Any) -> Iterator[str]:
    """Yield signs that the parts of a parsed pattern look for."""
    for operation, value in items:
        match str(operation):
            case "LITERAL":
                yield chr(value)
            case "IN":
                yield from signs_of_set(value)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                yield from signs(value[2])
            case "SUBPATTERN":
                yield from signs(value[3])
            case "BRANCH":
                for branch in value[1]:
                    yield from signs(branch)
            case "ATOMIC_GROUP":
                yield from signs(value)


def signs_of_set(members: Any) -> Iterator[str]:
    for operation, value in members:
        match str(operation):
            case "LITERAL":
                yield chr(value)
            case "RANGE":
                yield chr(value[0])
            case "CATEGORY":
                yield {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(value), "a")


def start_of(items: Any) -> str:
    """Return a text with which a match may begin."""
    text = ""
    for operation, value in items:
        match str(operation):
            case "LITERAL":
                text += chr(value)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                text += start_of(value[2]) * max(1, min(value[0], 3))
            case "SUBPATTERN":
                text += start_of(value[3])
            case "BRANCH":
                text += start_of(value[1][0])
            case "IN":
                text += next(signs([(operation, value)]), "a")
    return text


def texts_for(pattern: re.Pattern[Any]) -> Iterator[str]:
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    known = list(dict.fromkeys(signs(parsed)))
    start = start_of(parsed)
    pairs = ("".join(pair) for pair in itertools.permutations(known[:4], 2))
    for piece in dict.fromkeys((*known[:10], *pairs, *PIECES, start, f"{start} ")):
        for begin, end in itertools.product(("", start), ENDS):
            yield begin + (piece or "a") * (LENGTH // len(piece or "a")) + end


def seconds(call: Any) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


def test_the_patterns_are_found() -> None:
    assert len({pattern for pattern, _ in PATTERNS.values()}) > 100


@pytest.mark.parametrize("place", PATTERNS)
def test_no_pattern_goes_back_over_a_text_again_and_again(place: str) -> None:
    pattern, methods = PATTERNS[place]
    for text in texts_for(pattern):
        data = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
        for method in methods:
            call = getattr(pattern, method)
            # Once more where it is slow: another process may have been in the way.
            times = (seconds(lambda call=call, data=data: call(data)) for _ in range(2))
            assert any(taken < MOST_SECONDS for taken in times), (method, text[:40])


# -- patterns that are put together at first use ----------------------------------------------


@pytest.mark.parametrize("use", [tm.read_title, _bare, lambda text: _described(None, text)])
@pytest.mark.parametrize("piece", [*PIECES, *OF_TITLES])
def test_titles_and_lines_are_read_in_time_that_grows_with_length(use: Any, piece: str) -> None:
    short, long = piece * (5_000 // len(piece)), piece * (40_000 // len(piece))
    use(short)
    assert seconds(lambda: use(long)) < 30 * seconds(lambda: use(short)) + 0.2
