"""Places in a sheet: the letters that name its columns."""


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
