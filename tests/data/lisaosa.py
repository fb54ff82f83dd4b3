"""A small plugin as somebody else might write it: the title of a model as a file, and back."""

from attrs import frozen

from toimintamalli.errors import ReadError
from toimintamalli.model import BasicData, Portfolio, PracticeModel
from toimintamalli.plugins import (
    ExportOptions,
    Imported,
    ImportOptions,
    Rendered,
    SheetTable,
    TableCell,
    TableRow,
    option,
)
from toimintamalli.text import LocalizedText

WHAT = LocalizedText(fi="Otsikko", sv="Rubrik", en="Title")


@frozen(kw_only=True)
class TitleOptions(ExportOptions):
    capitals: bool = option(False, help=WHAT)
    times: int = option(1, help=WHAT)
    prefix: str | None = option(None, help=WHAT)


@frozen(kw_only=True)
class TitleExporter:
    name: object = "otsikko"
    title: object = WHAT
    suffix: object = ".otsikko"
    media_type: object = "text/plain"
    api_version: object = 1
    subjects: object = frozenset({PracticeModel})
    options_type: object = TitleOptions

    def render(self, subject: PracticeModel | Portfolio, options: TitleOptions, /) -> Rendered:
        assert isinstance(subject, PracticeModel)
        text = (options.prefix or "") + subject.basics.title * options.times
        data = (text.upper() if options.capitals else text).encode("utf-8")
        return Rendered(data=data, suffix=".otsikko", media_type="text/plain")


@frozen(kw_only=True)
class TitleImporter:
    name: object = "otsikko"
    title: object = WHAT
    suffixes: object = (".otsikko", ".nimi")
    api_version: object = 1
    options_type: object = ImportOptions

    def read(
        self, data: bytes, options: ImportOptions, /, *, into: PracticeModel | None
    ) -> Imported:
        if not data:
            from toimintamalli.diagnostics import failure

            raise ReadError(failure("TM111"))
        return Imported(model=PracticeModel(basics=BasicData(title=data.decode("utf-8"))))


@frozen(kw_only=True)
class TitleTableReader:
    name: object = "otsikko"
    title: object = WHAT
    suffixes: object = (".otsikko", ".taulu")
    api_version: object = 1

    def read_tables(self, data: bytes, /) -> tuple[SheetTable, ...]:
        rows = tuple(
            TableRow(number=number, cells=(TableCell(value=line, place=f"A{number}"),))
            for number, line in enumerate(data.decode("utf-8").splitlines(), 2)
        )
        return (SheetTable(name="Otsikot", headings=("Nimi",), heading_row=1, rows=rows),)


exporter: object = TitleExporter()
importer: object = TitleImporter()
table_reader: object = TitleTableReader()
