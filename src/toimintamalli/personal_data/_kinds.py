"""What kinds of personal data are looked for, and how a find is told."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

__all__ = ["FoundData", "PersonalDataKind"]


class PersonalDataKind(StrEnum):
    """What kind of personal or secret data stands in a text, the gravest first."""

    IDENTITY_CODE = "identity_code"
    """A personal identity code (henkilötunnus)."""
    PASSWORD = "password"
    """A password, a PIN code, or a user name that stands beside one."""
    ACCESS_TOKEN = "access_token"
    """What lets a program or anyone who has a link in: a token, a key, a link with a password."""
    EMAIL = "email"
    """An e-mail address."""
    PHONE = "phone"
    """A telephone number."""
    NAME = "name"
    """A name of one of the people whose names were given."""


@frozen
class FoundData:
    """Where personal data stands in a text; what it says is not kept.

    Attributes:
        kind: What kind of data it is.
        start: Place of its first character, from 0.
        end: Place after its last character.
    """

    kind: PersonalDataKind
    start: int
    end: int
