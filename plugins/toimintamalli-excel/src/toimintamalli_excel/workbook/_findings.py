"""Makes the findings of reading, and the errors that end it."""

from typing import Final

from toimintamalli.diagnostics import ParameterValue, Report, Reporter
from toimintamalli.errors import ReadError

finding: Final = Reporter("toimintamalli_excel")
"""Makes findings of the catalogue of this plugin."""


def unreadable(code: str, **parameters: ParameterValue) -> ReadError:
    """Return the error that says why a file cannot be read.

    Args:
        code: A code of the catalogue.
        **parameters: What its sentences speak of.
    """
    return ReadError(Report((finding(code, **parameters),)))
