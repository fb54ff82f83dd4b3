"""Names Excel accepts: sheet names, and the names of tables and choice lists."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Final

from toimintamalli_excel.workbook._text import shorten, utf16_length

SHEET_NAME_LIMIT: Final = 31
"""The longest sheet name in UTF-16 code units."""

IDENTIFIER_LIMIT: Final = 255
"""The longest name of a table or a defined name in characters."""

_RESERVED_SHEET_NAMES: Final = frozenset({"history", "historia", "historik"})
_FORBIDDEN_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]|_(?=x[0-9A-Fa-f]{4}_)")

# What Excel or its formula language already uses as a name.
_RESERVED_IDENTIFIERS: Final = frozenset(
    {
        *("true", "false", "print_area", "print_titles", "criteria", "database", "extract"),
        *("consolidate_area", "sheet_title", "auto_open", "auto_close", "auto_activate"),
        *("auto_deactivate", "recorder", "data_form"),
    }
)
# A1 and R1C1 references. Row and column letters of the latter depend on the language of Excel.
_LOOKS_LIKE_REFERENCE: Final = re.compile(r"[a-z]{1,3}[0-9]+|[a-z][0-9]*([a-z][0-9]*)?")
_UNDERSCORES_OF_ESCAPE: Final = re.compile("(?<!_)_++(?=x[0-9A-Fa-f]{4}(_|$))")


def sheet_names(wished: Iterable[str]) -> tuple[str, ...]:
    """Turn wished sheet names into valid ones that differ from each other.

    Args:
        wished: Any strings, in the order of the sheets.

    Returns:
        As many names: at most 31 UTF-16 code units, without forbidden characters, unique whatever
        the case. A wish with nothing usable becomes a number.
    """
    return _made_unique(
        [_sheet_name(wish) or "1" for wish in wished],
        numbered=lambda name, number: _fit(name, f" ({number})"),
    )


def identifiers(wished: Iterable[str]) -> tuple[str, ...]:
    """Turn wished names of tables and choice lists into valid ones that differ from each other.

    Tables and defined names share one name space in a workbook, so give all of them at once.

    Args:
        wished: Any strings.

    Returns:
        As many ASCII names that are not cell references and are unique whatever the case.
    """
    return _made_unique(
        [_identifier(wish) for wish in wished],
        numbered=lambda name, number: f"{name[: IDENTIFIER_LIMIT - 10]}.{number}",
    )


def _sheet_name(wish: str) -> str:
    composed = unicodedata.normalize("NFC", wish)
    visible = "".join(_visible_or_space(character) for character in composed)
    spaced = " ".join(_FORBIDDEN_IN_SHEET_NAMES.sub(" ", visible).split())
    name = shorten(spaced, SHEET_NAME_LIMIT).strip(" '")
    return f"{name} 1" if name.casefold() in _RESERVED_SHEET_NAMES else name


def _visible_or_space(character: str) -> str:
    """Spaces of all kinds become plain; controls, formatting and unassigned characters go."""
    category = unicodedata.category(character)
    if category.startswith("Z") or character in "\t\n\r":
        return " "
    return "" if category.startswith("C") else character


def _fit(name: str, suffix: str) -> str:
    return shorten(name, SHEET_NAME_LIMIT - utf16_length(suffix)).strip(" '") + suffix


def _identifier(wish: str) -> str:
    decomposed = unicodedata.normalize("NFKD", wish)
    ascii_only = "".join(c for c in decomposed if c.isascii() or not unicodedata.combining(c))
    name = re.sub("[^A-Za-z0-9]+", "_", ascii_only).rstrip("_")[: IDENTIFIER_LIMIT - 1]
    name = _UNDERSCORES_OF_ESCAPE.sub("", name)
    return name if _is_identifier(name) else f"_{name or 1}"


def _is_identifier(name: str) -> bool:
    lowered = name.lower()
    return (
        re.match("[a-z_]", lowered) is not None
        and lowered not in _RESERVED_IDENTIFIERS
        and _LOOKS_LIKE_REFERENCE.fullmatch(lowered) is None
    )


def _made_unique(names: list[str], numbered: Callable[[str, int], str]) -> tuple[str, ...]:
    taken: set[str] = set()
    unique = []
    for name in names:
        candidate, number = name, 1
        while _comparable(candidate) in taken:
            number += 1
            candidate = numbered(name, number)
        taken.add(_comparable(candidate))
        unique.append(candidate)
    return tuple(unique)


def _comparable(name: str) -> str:
    """Stricter than Excel, which ignores case and, in some languages, width."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
