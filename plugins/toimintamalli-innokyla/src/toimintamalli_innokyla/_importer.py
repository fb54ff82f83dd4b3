"""Reads an Innokylä page: page text as copied, or a saved web page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from attrs import define, evolve, field

from toimintamalli.analysis.titles import county_named, read_title
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.model import (
    BasicData,
    Contributor,
    Form,
    InnokylaStage,
    PracticeModel,
    ProgrammeData,
    Section,
    UnplacedReason,
    UnplacedText,
)
from toimintamalli.plugins import Imported
from toimintamalli.vocabulary import FormProfile, form_profile
from toimintamalli_innokyla._attachments import attachments, split_at_label
from toimintamalli_innokyla._blocks import rich_text
from toimintamalli_innokyla._findings import finding
from toimintamalli_innokyla._furniture import furniture
from toimintamalli_innokyla._lines import BLANK, Line, is_blank, trimmed
from toimintamalli_innokyla._merge import merged
from toimintamalli_innokyla._order import in_form_order
from toimintamalli_innokyla._page import FieldPart, Page, find_parts
from toimintamalli_innokyla._placeholder import is_placeholder
from toimintamalli_innokyla._source import open_source

__all__ = ["read_page"]

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_LONGEST_TITLE = 300


def read_page(data: bytes, *, into: PracticeModel | None) -> Imported:
    """Return the model that a page describes, or a proposal made from a model.

    Args:
        data: Page text or HTML.
        into: The model to complete.

    Raises:
        ReadError: The data are no text, or hold no text.
    """
    source = open_source(data)
    profile = form_profile()
    page = find_parts(source.lines, profile, furniture())
    reader = _Reader(profile=profile, page=page, findings=list(source.findings))
    model = reader.model()
    if into is None:
        return Imported(model=model, diagnostics=Report(reader.findings))
    proposal = merged(into, model, profile)
    return evolve(proposal, diagnostics=Report(reader.findings) + proposal.diagnostics)


@define
class _Reader:
    """Makes a model of the parts of a page; notes what it recognised and what it kept aside."""

    profile: FormProfile
    page: Page
    findings: list[Diagnostic]
    unplaced: list[UnplacedText] = field(factory=list)
    outside: list[Line] = field(factory=list)

    def model(self) -> PracticeModel:
        """Return the model that the page describes."""
        page = self.page
        self._tell("INNOKYLA001", count=len(page.labels), labels=page.labels)
        if any(line.text.strip() in furniture().collection_labels for line in page.before):
            basics = self._unlabelled(UnplacedReason.NOT_A_MODEL, "INNOKYLA005")
        elif not page.fields and page.stage is None and _only_title(page):
            basics = self._unlabelled(UnplacedReason.LABELS_LOST, "INNOKYLA003")
        else:
            basics = self._basics() if page.basics else self._basics_of_path_page()
        sections = in_form_order(self._sections(), self.profile)
        stage = self._stage()
        self._keep_outside()
        return PracticeModel(
            basics=basics,
            programme=self._programme(basics),
            innokyla_stage=stage,
            form=Form(profile=self.profile.id, sections=sections, unplaced=tuple(self.unplaced)),
        )

    # -- basic data ---------------------------------------------------------------------------

    def _basics(self) -> BasicData:
        page = self.page
        title = self._title()
        summary = _text_of(page.basic("summary"))
        told = {title, *summary.split("\n")}
        self.outside += [line for line in page.before if line.text.strip() not in told]
        return BasicData(
            title=title,
            summary=summary,
            place=_text_of(page.basic("place")),
            locations=_values(page.basic("locations")),
            funders=_values(page.basic("funders")),
            collections=_values(page.basic("collections")),
            attachments=attachments(self._basic_attachment_lines(), self.profile),
            contributors=tuple(
                Contributor(name=name) for name in _values(page.basic("contributors"))
            ),
            created=self._date("created"),
            modified=self._date("modified"),
        )

    def _basics_of_path_page(self) -> BasicData:
        """The development path begins with the title and the short description, unlabelled."""
        lines = trimmed(self.page.before)
        title = lines[0].text.strip() if lines else ""
        rest = _without_leading(lines, title)
        return BasicData(title=title, summary=_text_of(rest))

    def _basic_attachment_lines(self) -> Iterable[Line]:
        """Images beside other basic data belong to the attachments as well."""
        yield from self.page.basic("attachments")
        for part in self.page.basics:
            if part.id != "attachments":
                yield from (line for line in part.lines if line.attachment)

    def _unlabelled(self, reason: UnplacedReason, code: str) -> BasicData:
        """Take the first line for the title, and keep everything else aside."""
        before = trimmed(self.page.before)
        under_label = trimmed(self.page.basic("title"))
        first = (before or under_label or (BLANK,))[0].text.strip()
        title = first if len(first) <= _LONGEST_TITLE else ""
        above = _without_leading(before, title)
        below = _without_leading(under_label, title)
        if {line.text for line in above} <= {line.text for line in below}:
            above = ()
        self._keep((*above, BLANK, *below), reason)
        words = sum(len(kept.text.plain.split()) for kept in self.unplaced)
        self._tell(code, "form.unplaced", title=title, words=words)
        return BasicData(title=title)

    def _title(self) -> str:
        under_label = trimmed(self.page.basic("title"))
        before = trimmed(self.page.before)
        if not under_label:
            return before[0].text.strip() if before else ""
        self._keep_unexpected(under_label[1:], "title")
        return under_label[0].text.strip()

    def _date(self, name: str) -> datetime.date | None:
        lines = trimmed(self.page.basic(name))
        if not lines:
            return None
        day = _day(lines[0].text.strip())
        self._keep_unexpected(lines if day is None else (), name)
        self.outside += lines[1:] if day else ()
        return day

    # -- form ---------------------------------------------------------------------------------

    def _sections(self) -> Iterable[Section]:
        for label in dict.fromkeys(self.page.repeated):
            self._tell("INNOKYLA008", "form", label=label)
        for part in self.page.fields:
            section = self._section(part)
            if part.id is None:
                self._tell("INNOKYLA004", "form", heading=part.heading)
            if part.id is None or section.text or section.attachments:
                yield section

    def _section(self, part: FieldPart) -> Section:
        body, below = split_at_label(part.lines, self.profile.attachments_label)
        if any(is_placeholder(line.text) for line in body):
            self._tell("INNOKYLA017", "form", label=part.heading)
        body = [line for line in body if not is_placeholder(line.text)]
        images = [line for line in body if line.attachment]
        return Section(
            field=part.id,
            heading=part.heading if part.id is None else None,
            text=rich_text(line for line in body if not line.attachment),
            attachments=attachments((*images, *below), self.profile),
        )

    def _stage(self) -> InnokylaStage | None:
        lines = trimmed(self.page.stage or ())
        if not lines:
            return None
        written = lines[0].text.strip()
        for known in self.profile.stages:
            if written.casefold() == known.label.casefold():
                self.outside += lines[1:]
                return InnokylaStage(known.id)
        self._keep_unexpected(lines, "stage")
        return None

    def _programme(self, basics: BasicData) -> ProgrammeData:
        code = read_title(basics.title)
        if code.suffix:
            self._tell("INNOKYLA013", "basics.title", written=code.written)
        for unknown in code.unknown:
            self._tell("INNOKYLA014", "basics.title", found=unknown)
        located = (county_named(location) for location in basics.locations)
        counties = dict.fromkeys((*code.counties, *(c for c in located if c)))
        return ProgrammeData(
            programme=code.programme,
            pillar=code.pillar,
            investments=code.investments,
            counties=tuple(counties),
        )

    # -- what has no place --------------------------------------------------------------------

    def _keep_unexpected(self, lines: Sequence[Line], name: str) -> None:
        if lines:
            self._keep(lines, UnplacedReason.UNEXPECTED_VALUE, name)
            self._tell("INNOKYLA007", "form.unplaced", label=name, found=lines[0].text.strip())

    def _keep_outside(self) -> None:
        kept = self._keep(self.outside, UnplacedReason.OUTSIDE_FORM)
        if kept:
            words = kept.text.plain.split()
            start = " ".join(words[:6])
            self._tell("INNOKYLA006", "form.unplaced", words=len(words), start=start)

    def _keep(
        self, lines: Iterable[Line], reason: UnplacedReason, name: str | None = None
    ) -> UnplacedText | None:
        text = rich_text(lines)
        if not text:
            return None
        kept = UnplacedText(text=text, reason=reason, field=name)
        self.unplaced.append(kept)
        return kept

    def _tell(self, code: str, path: str = "", **parameters: str | int | tuple[str, ...]) -> None:
        self.findings.append(finding(code, path, **parameters))


def _only_title(page: Page) -> bool:
    return all(part.id == "title" for part in page.basics)


def _without_leading(lines: Sequence[Line], text: str) -> Sequence[Line]:
    """Return lines without those at the beginning that only repeat a text."""
    for at, line in enumerate(lines):
        if not is_blank(line) and line.text.strip() != text:
            return lines[at:]
    return ()


def _text_of(lines: Sequence[Line]) -> str:
    """Return the text of lines as it stands; HTML blocks lend their marks."""
    kept = trimmed(lines)
    if any(line.content is not None for line in kept):
        return rich_text(kept).plain
    return "\n".join(line.text.rstrip() for line in kept).strip()


def _values(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(line.text.strip() for line in lines if not is_blank(line))


def _day(written: str) -> datetime.date | None:
    found = _DATE.fullmatch(written)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
