"""What kinds of personal data are looked for, and how a find is told."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

__all__ = ["FoundData", "PersonalDataKind"]


class PersonalDataKind(StrEnum):
    """What kind of personal or secret data stands in a text."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    IDENTITY_CODE = "identity_code"
    PASSWORD = "password"
    ACCESS_TOKEN = "access_token"


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
