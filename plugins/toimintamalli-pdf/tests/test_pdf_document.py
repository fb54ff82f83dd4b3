"""The largest documents that are read, and files that only look as large."""

import runpy
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from toimintamalli.errors import ReadError
from toimintamalli_pdf._document import ReadField, read_document
from toimintamalli_pdf.layout import CellText, Column, Table, TextBox, draw_document

HELPERS = runpy.run_path(str(Path(__file__).with_name("layouts.py")))
document = HELPERS["document"]
section = HELPERS["section"]

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
    sheets = section(Table(columns=columns, rows=rows), landscape=True)
    return draw_document(document(sheets)).data


def saved_by_another_program(data: bytes) -> bytes:
    saved = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return saved.getvalue()


def test_all_worksheets_of_a_large_model_are_read_also_when_another_program_saved_them() -> None:
    made = all_worksheets_of_a_large_model()
    fields = tuple(
        ReadField(name=f"r{row}_{column}", value=f"Ä {row} {column}")
        for row in range(ROWS)
        for column in range(COLUMNS)
    )
    assert read_document(made).fields == fields
    assert read_document(saved_by_another_program(made)).fields == fields


def sharing(count: int, value: bytes) -> bytes:
    """A file whose fields all refer to one value."""
    names = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    objects = [b"<</Type/Catalog/Pages<<>>/AcroForm<</Fields[%b]>>>>" % names, value]
    objects += [b"<</T(a%d)/V 2 0 R>>" % number for number in range(count)]
    file, places = BytesIO(), []
    file.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, 1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    start, size = file.tell(), len(objects) + 1
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    file.writelines(b"%010d 00000 n \n" % place for place in places)
    file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return file.getvalue()


def packed(content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(data)
    return head + data + b"\nendstream"


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
