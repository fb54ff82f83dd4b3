"""Checks that a file for others holds no person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from toimintamalli.audience import Audience
from toimintamalli.model import Portfolio
from toimintamalli.testing._exporter_base import ExporterBase, Subject
from toimintamalli.testing._planted import NAME, PLANTED, planted_model
from toimintamalli.testing._text import text_in
from toimintamalli.testing._told import complain_of, complaint, options_told

__all__ = ["PeopleKit"]

_OTHERS: Final = (Audience.PARTNERS, Audience.PUBLIC)
_SEVERAL: Final = 6


class PeopleKit(ExporterBase):
    """Checks of what partners and the public see.

    Attributes:
        shows_texts: Whether a file holds texts of the model; false for one of numbers only.
    """

    shows_texts: ClassVar[bool] = True

    def text_of(self, data: bytes) -> str:
        """Return all that a file says, so that it can be searched for persons.

        Override it for a format whose text stands neither in plain bytes, nor in an archive of
        plain bytes, nor in a PDF.

        Args:
            data: Content of a file.
        """
        return text_in(data)

    def test_the_search_for_persons_can_read_the_files(self) -> None:
        """A search that sees nothing would find nobody anywhere."""
        if not self.shows_texts:
            return
        for subject in self._people():
            if not self._persons_in(subject, {}, Audience.INTERNAL):
                raise complaint(
                    found="no planted name, address or number in a file for one's own people",
                    expected="those of the planted model, which has them in every text",
                    do="override `text_of` so that it decodes the format, or set "
                    "`shows_texts = False` where a file holds no text of the model",
                )

    def test_files_for_others_hold_no_planted_person(self) -> None:
        """What was exported for one's own people before must not come back either."""
        faults: list[str] = []
        for subject in self._people():
            for options in self._ways():
                self._render(subject, options)
                for audience in _OTHERS:
                    found = self._persons_in(subject, options, audience)
                    place = f"a file for {audience.value} with {options_told(options)}"
                    faults += [f"{kind} of the planted person in {place}" for kind in found]
        complain_of(
            faults,
            expected="nothing of a person: the subject is redacted before `render` sees it",
            do="show only what the subject holds; keep nothing from one export for the next",
        )

    def _people(self) -> Iterator[Subject]:
        model = planted_model()
        names = tuple(f"{NAME}-{number}.yaml" for number in range(_SEVERAL))
        several = Portfolio(title=f"Kooste, {NAME}", models=(model,) * _SEVERAL, sources=names)
        return self._fitting((model, several))

    def _persons_in(
        self, subject: Subject, options: Mapping[str, Any], audience: Audience
    ) -> list[str]:
        """Return the kinds of planted personal data that a file and its findings hold."""
        made = self._render(subject, {**options, "audience": audience.value})
        told = "" if audience is Audience.INTERNAL else repr(made.diagnostics)
        said = f"{self.text_of(made.data)}\n{told}".casefold()
        return [kind.value for kind, value in PLANTED if value.casefold() in said]
