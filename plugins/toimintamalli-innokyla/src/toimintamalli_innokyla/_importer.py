"""Reads an Innokylä page: page text as copied, or a saved web page."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from attrs import define, evolve, field

from toimintamalli.analysis.form_order import in_form_order
from toimintamalli.analysis.titles import read_title
from toimintamalli.diagnostics import Diagnostic, Report
from toimintamalli.model import (
    Attachment,
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
from toimintamalli_innokyla._lines import BLANK, Line, trimmed
from toimintamalli_innokyla._merge import merged
from toimintamalli_innokyla._page import FieldPart, Page, find_parts
from toimintamalli_innokyla._placeholder import is_placeholder
from toimintamalli_innokyla._preamble import after_title_and_summary, title_in, without_leading
from toimintamalli_innokyla._programme import programme_said
from toimintamalli_innokyla._source import open_source

__all__ = ["read_page"]

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_SURPLUS_BLANK_LINES = re.compile(r"\n{3,}")
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
    page = find_parts(source.lines, profile)
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
        if page.labels:
            self._tell("INNOKYLA001", count=len(page.labels), labels=page.labels)
        if page.is_collection:
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
        title = self._title()
        summary = _text_of(self._lines("summary"))
        before = [line for line in self._before() if line.attachment is None]
        self._put_outside(after_title_and_summary(before, title, summary))
        return BasicData(
            title=title,
            summary=summary,
            place=_text_of(self._lines("place")),
            locations=_values(self._lines("locations")),
            funders=_values(self._lines("funders")),
            collections=_values(self._lines("collections")),
            attachments=attachments(self._attachment_lines(), self.profile),
            contributors=tuple(
                Contributor(name=name) for name in _values(self._lines("contributors"))
            ),
            created=self._date("created"),
            modified=self._date("modified"),
        )

    def _basics_of_path_page(self) -> BasicData:
        """The development path begins with the title and the short description, unlabelled."""
        lines = [line for line in self._before() if line.attachment is None]
        title = _written_title(self.page.before)
        return BasicData(
            title=title,
            summary=_text_of(without_leading(lines, title)),
            attachments=attachments(self._attachment_lines(), self.profile),
        )

    def _before(self) -> tuple[Line, ...]:
        return trimmed(_without_placeholders(self.page.before))

    def _lines(self, name: str) -> tuple[Line, ...]:
        """Return the text under a label of the basic data."""
        lines = _without_placeholders(self.page.basic(name))
        return trimmed(line for line in lines if line.attachment is None)

    def _attachment_lines(self) -> Iterable[Line]:
        """Images above and beside other basic data belong to the attachments as well."""
        yield from (line for line in self.page.before if line.attachment)
        yield from self.page.basic("attachments")
        for part in self.page.basics:
            if part.id != "attachments":
                yield from (line for line in part.lines if line.attachment)

    def _unlabelled(self, reason: UnplacedReason, code: str) -> BasicData:
        """Take the first line for the title, and keep everything else aside."""
        before = self._before()
        under_label = trimmed(_without_placeholders(self.page.basic("title")))
        title = _likely_title(
            _written_title(self.page.before), _written_title(self.page.basic("title"))
        )
        above = without_leading(before, title)
        below = without_leading(under_label, title)
        if set(map(_said, above)) <= set(map(_said, below)):
            above = ()
        self._keep((*above, BLANK, *below), reason)
        words = sum(len(kept.text.plain.split()) for kept in self.unplaced)
        self._tell(code, "form.unplaced", title=title, words=words)
        return BasicData(title=title)

    def _title(self) -> str:
        title = _written_title(self.page.basic("title"))
        lines = self._lines("title")
        self._keep_unexpected(trimmed(lines[1:] if title else lines), "title")
        return title or _written_title(self.page.before)

    def _date(self, name: str) -> datetime.date | None:
        lines = self._lines(name)
        if not lines:
            return None
        day = _day(lines[0].text.strip())
        if day is None:
            self._keep_unexpected(lines, name)
        else:
            self._put_outside(lines[1:])
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
        body = _without_placeholders(part.lines)
        if len(body) < len(part.lines):
            self._tell("INNOKYLA017", "form", label=part.heading)
        above, below = split_at_label(body, self.profile.attachments_label)
        images = [line for line in above if line.attachment]
        return Section(
            field=part.id,
            heading=part.heading if part.id is None else None,
            text=rich_text(line for line in above if not line.attachment),
            attachments=attachments((*images, *below), self.profile),
        )

    def _stage(self) -> InnokylaStage | None:
        lines = trimmed(self.page.stage or ())
        if not lines:
            return None
        written = lines[0].text.strip()
        for known in self.profile.stages:
            if written.casefold() == known.label.casefold():
                self._put_outside(lines[1:])
                return InnokylaStage(known.id)
        self._keep_unexpected(lines, "stage")
        return None

    def _programme(self, basics: BasicData) -> ProgrammeData:
        code = read_title(basics.title)
        if code.suffix:
            self._tell("INNOKYLA013", "basics.title", written=code.written)
        for unknown in code.unknown:
            self._tell("INNOKYLA014", "basics.title", found=unknown)
        return programme_said(basics)

    # -- what has no place --------------------------------------------------------------------

    def _put_outside(self, lines: Iterable[Line]) -> None:
        self.outside += (*lines, BLANK)

    def _keep_unexpected(self, lines: Sequence[Line], name: str) -> None:
        if lines:
            label = next(
                (basic.label for basic in self.profile.basics if basic.id == name),
                self.profile.stage_label,
            )
            self._keep(lines, UnplacedReason.UNEXPECTED_VALUE, name)
            self._tell("INNOKYLA007", "form.unplaced", label=label, found=lines[0].text.strip())

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


def _without_placeholders(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if not is_placeholder(line.label)]


def _written_title(lines: Sequence[Line]) -> str:
    """Return the first line, unless it is the placeholder of a title."""
    first = next((line for line in lines if line.text.strip()), BLANK)
    return "" if is_placeholder(first.label) else title_in((first,))


def _likely_title(above: str, under_label: str) -> str:
    """Return the title that a label confirms, or else the first line unless it is prose."""
    if under_label and above in ("", under_label):
        return under_label
    return above if len(" ".join(above.split())) <= _LONGEST_TITLE else ""


def _said(line: Line) -> tuple[str, Attachment | None]:
    return line.text.strip(), line.attachment


def _text_of(lines: Sequence[Line]) -> str:
    """Return the text of lines, none of them drawn in; HTML blocks lend their marks."""
    if any(line.content is not None for line in lines):
        text = rich_text(lines).plain
    else:
        text = "\n".join(line.text for line in lines)
    stripped = "\n".join(line.strip() for line in text.split("\n"))
    return _SURPLUS_BLANK_LINES.sub("\n\n", stripped).strip()


def _values(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the values of lines, one each; an HTML block may have several."""
    texts = (text.strip() for line in lines for text in line.plain.split("\n"))
    return tuple(filter(None, texts))


def _day(written: str) -> datetime.date | None:
    found = _DATE.fullmatch(written)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
