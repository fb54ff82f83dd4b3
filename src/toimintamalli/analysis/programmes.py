"""To which programme a model belongs, and what of the programme's wishes its texts tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toimintamalli.analysis.titles import read_title
from toimintamalli.model import PracticeModel
from toimintamalli.vocabulary import Programme, ProgrammeFunder, programmes

__all__ = ["funder_is_named", "named_programme", "programme_of", "programmes_of_funders"]


def programme_of(model: PracticeModel) -> Programme | None:
    """Return the programme that the model's data, its title or its collections name.

    A programme that the data name wins, also where no list knows it: then there is none.

    Args:
        model: The model.

    Example:
        >>> import toimintamalli as tm
        >>> programme_of(tm.load("malli.yaml")).code
        'RRP'
    """
    given = model.programme.programme
    if given is not None:
        return next((known for known in programmes() if known.id == given), None)
    texts = (model.basics.title, *model.basics.collections)
    return next(filter(None, map(named_programme, texts)), None)


def named_programme(text: str) -> Programme | None:
    """Return the programme that a short text names, by its code or otherwise.

    Args:
        text: A title, or the name of a collection.

    Example:
        >>> named_programme("Suomen kestävän kasvun ohjelman mallit").code
        'RRP'
    """
    code, folded = read_title(text).programme, text.casefold()
    for known in programmes():
        if known.id == code or any(other.casefold() in folded for other in known.spellings):
            return known
    return None


def programmes_of_funders(funders: Iterable[str]) -> tuple[Programme, ...]:
    """Return the programmes all of whose funders are named; others may have the same funders.

    Args:
        funders: The funders of a model, as written.

    Example:
        >>> found = programmes_of_funders(["Muu EU-rahoitus", "STM"])
        >>> [programme.code for programme in found]
        ['RRP']
    """
    written = tuple(funders)
    return tuple(
        known
        for known in programmes()
        if known.funders and all(funder_is_named(funder, written) for funder in known.funders)
    )


def funder_is_named(funder: ProgrammeFunder, funders: Iterable[str]) -> bool:
    """Return whether a funder is among those written, by its name or another spelling.

    Args:
        funder: The funder.
        funders: The funders of a model, as written.
    """
    spellings = "|".join(re.escape(one) for one in (funder.name, *funder.spellings))
    named = re.compile(rf"(?<!\w)(?:{spellings})(?!\w)", re.IGNORECASE)
    return any(named.search(" ".join(written.split())) for written in funders)
