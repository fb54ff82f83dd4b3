"""The largest documents that are read, and files that only look as large."""

import runpy
from pathlib import Path

import pikepdf
import pytest

from toimintamalli.errors import ReadError
from toimintamalli_pdf._document import ReadField, read_document
from toimintamalli_pdf.layout import CellText, Column, Table, TextBox

LAYOUTS, FILES = (
    runpy.run_path(str(Path(__file__).with_name(name))) for name in ("layouts.py", "files.py")
)
edited, packed, pdf_of = map(FILES.__getitem__, ("edited", "packed", "pdf_of"))

ROWS = 540
COLUMNS = 8


def all_worksheets_of_a_large_model() -> bytes:
    """A document with as many filled fields as a model with twenty of everything."""
    columns = tuple(Column(header=f"s{column}") for column in range(COLUMNS + 1))
    rows = tuple(
        (
            CellText(strong=f"Rivi {row}"),
            *(
                TextBox(name=f"r{row}_{column}", tooltip="Kenttä", value=f"Ä {row} {column}")
                for column in range(COLUMNS)
            ),
        )
        for row in range(ROWS)
    )
    return LAYOUTS["draw"](Table(columns=columns, rows=rows), landscape=True).data


def test_all_worksheets_of_a_large_model_are_read_also_when_another_program_saved_them() -> None:
    made = all_worksheets_of_a_large_model()
    fields = tuple(
        ReadField(name=f"r{row}_{column}", value=f"Ä {row} {column}")
        for row in range(ROWS)
        for column in range(COLUMNS)
    )
    assert read_document(made).fields == fields
    saved = edited(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert read_document(saved).fields == fields


def sharing(count: int, value: bytes) -> bytes:
    """A file whose fields all refer to one value."""
    names = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    fields = {number + 3: b"<</T(a%d)/V 2 0 R>>" % number for number in range(count)}
    root = b"<</Type/Catalog/Pages<<>>/AcroForm<</Fields[%b]>>>>" % names
    return pdf_of({1: root, 2: value, **fields})


@pytest.mark.parametrize(
    "value",
    [packed(b"\xef\xbb\xbf" + b"a" * 1_000_000), b"(%b)" % (b"a" * 1_000_000)],
    ids=["stream", "string"],
)
def test_fields_that_share_a_long_text_are_read_up_to_a_limit(value: bytes) -> None:
    few = read_document(sharing(9, value)).fields
    assert [len(field.value or "") for field in few] == [1_000_000] * 9
    with pytest.raises(ReadError) as caught:
        read_document(sharing(1_000, value))
    assert caught.value.report.codes == ("PDF107",)
