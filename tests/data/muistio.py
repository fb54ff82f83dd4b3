"""A small format as somebody else might write it: title and tasks, one a line, and back."""

from __future__ import annotations

import base64
import datetime
import getpass
import json
import time

from attrs import define, evolve, frozen

from toimintamalli.diagnostics import Report, Reporter, failure
from toimintamalli.errors import OptionError, ReadError
from toimintamalli.model import Portfolio, PracticeModel
from toimintamalli.plugins import (
    Change,
    ExportOptions,
    Imported,
    ImportOptions,
    Rendered,
    option,
)
from toimintamalli.text import LocalizedText

TITLE = LocalizedText(fi="Muistio", sv="Promemoria", en="Memo")
CAPITALS = LocalizedText(fi="Suuret kirjaimet", sv="Stora bokstäver", en="Capital letters")
MARK = LocalizedText(fi="Tehtävän merkki", sv="Uppgiftens märke", en="Mark of a task")

_report = Reporter("muistio")


@frozen(kw_only=True)  # options
class MemoOptions(ExportOptions):
    """What may be chosen."""

    capitals: bool = option(False, help=CAPITALS)
    mark: str = option("-", help=MARK)

    def __attrs_post_init__(self) -> None:
        self.check_mark()

    def check_mark(self) -> None:
        if len(self.mark) > 3:
            raise OptionError(failure("TM909", option="mark", found=self.mark, allowed=("-",)))


@frozen(kw_only=True, slots=False)
class MemoExporter:
    name: str = "muistio"
    title: LocalizedText = TITLE
    suffix: str = ".muistio"
    media_type: str = "text/plain; charset=utf-8"
    api_version: int = 1
    subjects: frozenset[type] = frozenset({PracticeModel})
    options_type: type[MemoOptions] = MemoOptions

    def render(self, subject: PracticeModel | Portfolio, options: MemoOptions, /) -> Rendered:
        assert isinstance(subject, PracticeModel)
        heading = TITLE.get(options.language)
        tasks = subject.rooting_plan.tasks if subject.rooting_plan else ()
        written = [json.dumps(text, ensure_ascii=False) for text in (subject.basics.title,)]
        written += [f"{options.mark} {task.what}" for task in tasks]
        text = "\n".join([heading.upper() if options.capitals else heading, *written])
        told = Report(() if tasks else (_report("MUISTIO001", title=subject.basics.title),))
        return Rendered(
            data=text.encode("utf-8", "backslashreplace"),
            suffix=self.suffix,
            media_type=self.media_type,
            diagnostics=told,
        )


@frozen(kw_only=True, slots=False)
class MemoImporter:
    name: str = "muistio"
    title: LocalizedText = TITLE
    suffixes: tuple[str, ...] = (".muistio",)
    api_version: int = 1
    options_type: type[ImportOptions] = ImportOptions

    def read(
        self, data: bytes, options: ImportOptions, /, *, into: PracticeModel | None
    ) -> Imported:
        title = title_in(data)
        base = into or PracticeModel()
        model = evolve(base, basics=evolve(base.basics, title=title))
        before = base.basics.title
        changes = (Change(path="basics.title", before=before, after=title),)
        return Imported(model=model, changes=changes if into and title != before else ())


def title_in(data: bytes) -> str:
    try:
        title = json.loads(data.decode("utf-8").split("\n")[1])
    except (ValueError, IndexError, RecursionError):
        raise ReadError(Report((_report("MUISTIO002"),))) from None
    if not isinstance(title, str):
        raise ReadError(Report((_report("MUISTIO002"),)))
    return title


exporter = MemoExporter()
importer = MemoImporter()
# What the faults need that the tests put into this file.
SEEN: list[int] = []
NAMES: dict[str, str] = {}
UNUSED = (base64, datetime, define, getpass, time)
