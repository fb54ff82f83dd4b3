"""Places in a sheet: the letters that name its columns, and references to its cells."""

import re
from typing import Final

_PLACE: Final = re.compile("[A-Z]+|[0-9]+")


def column_letters(number: int) -> str:
    """Return the letters of a column.

    Args:
        number: The number of the column, from 1.

    Returns:
        Its letters, such as ``AB`` for 28.
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column.

    Args:
        letters: Its letters, such as ``AB``.

    Returns:
        Its number from 1, such as 28.
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def area(sheet: str, cells: str) -> str:
    """Return cells of a sheet as formulas and names of the workbook refer to them.

    Args:
        sheet: The name of the sheet.
        cells: A range, such as ``A1:C7``, or rows, such as ``1:1``.

    Returns:
        The absolute reference, such as ``'Tehtävät'!$A$1:$C$7``.
    """
    name, absolute = sheet.replace("'", "''"), _PLACE.sub(r"$\g<0>", cells)
    return f"'{name}'!{absolute}"
