"""A model with the personal data of one invented person in every text field."""

from __future__ import annotations

from typing import Final

import attrs

from toimintamalli.model import CustomField, CustomMapping, PracticeModel, RichText
from toimintamalli.personal_data import PersonalDataKind
from toimintamalli.testing._filled import Filler

__all__ = ["EMAIL", "IDENTITY_CODE", "NAME", "PHONE", "PLANTED", "Planter", "planted_model"]

NAME: Final = "Maija Mallikas"
EMAIL: Final = "maija.mallikas@esimerkki.fi"
PHONE: Final = "040 123 4567"
IDENTITY_CODE: Final = "131052-308T"
PLANTED: Final = (
    (PersonalDataKind.NAME, NAME),
    (PersonalDataKind.EMAIL, EMAIL),
    (PersonalDataKind.PHONE, PHONE),
    (PersonalDataKind.IDENTITY_CODE, IDENTITY_CODE),
)
"""The kinds of personal data that every text holds, and how they are written."""


class Planter(Filler):
    """Makes records whose every text has a mark of its own and the planted values."""

    def text(self) -> str:
        """Return a mark and the planted values."""
        return f"{super().text()} " + ", ".join(value for _, value in PLANTED)

    def rich_text(self) -> RichText:
        """Return a text in which a name stretches over a link and a link holds an address."""
        link = "[Maija](https://a.fi) Mallikas"
        address = f"[ohje](https://a.fi/{EMAIL})"
        return RichText.parse(f"## {self.text()}\n\n{link}\n\n- {address} {self.text()}")

    def custom(self) -> CustomField:
        """Return a field that is named after the person and holds mappings and lists."""
        inner = CustomMapping(((f"avain {NAME}", (self.text(), EMAIL)),))
        return CustomField(f"x-{self._number()} {NAME}", inner)


def planted_model() -> PracticeModel:
    """Return a practice model with an invented person in every text field and among its people.

    Name, address, telephone number and identity code are those of `PLANTED`; redaction leaves none
    of them for partners or the public.

    Example:
        >>> "Maija Mallikas" in planted_model().basics.title
        True
    """
    model: PracticeModel = Planter().record(PracticeModel)
    people = model.basics.contributors
    people = (attrs.evolve(people[0], name=NAME, name_public=None), *people[1:])
    return attrs.evolve(model, basics=attrs.evolve(model.basics, contributors=people))
