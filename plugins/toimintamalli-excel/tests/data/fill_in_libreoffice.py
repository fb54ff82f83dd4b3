"""Fills a workbook as somebody at LibreOffice would, and saves it again as a workbook of Excel.

Run it with the Python that LibreOffice comes with, beside a LibreOffice that listens:

    soffice --headless --accept="socket,host=localhost,port=2002;urp;"
    python3 fill_in_libreoffice.py empty.xlsx filled.xlsx
"""

import sys
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellAddress

BRIDGE = "uno:socket,host=localhost,port=2002;urp;StarOffice.ComponentContext"


def setting(name, value):
    return PropertyValue(Name=name, Value=value)


def cell(sheet, key, header):
    """Return the cell of a row and a column; a key of None means the row below the table."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    headers = [sheet.getCellByPosition(c, 0).String for c in range(last.EndColumn + 1)]
    keys = [sheet.getCellByPosition(0, r).String for r in range(last.EndRow + 1)]
    row = len([k for k in keys if k]) if key is None else keys.index(key)
    return sheet.getCellByPosition(headers.index(header), row)


def fill(book):
    sheets = book.Sheets
    tasks, answers = sheets.getByName("Tehtävät"), sheets.getByName("Arviointi")
    cell(tasks, "koulutus", "Tehtävän tila").String = "Tehty"
    cell(tasks, "koulutus", "Määräpäivä").FormulaLocal = "2026-08-31"  # as typed: becomes a day
    new = cell(tasks, None, "Mitä tehdään")
    new.String = "Kouluta varahenkilöt"
    cell(answers, "resources_defined", "A2: Perustelu").String = "=Sama kuin viimeksi"
    cell(answers, "resources_defined", "A1: Perustelu").String = ""
    values = sheets.getByName("Seuranta")
    row = len([1 for r in range(20) if values.getCellByPosition(0, r).String])
    for column, typed in ((1, "seitseman-paivaa"), (4, "2026-03-01"), (5, "82.5")):
        values.getCellByPosition(column, row).FormulaLocal = typed
    # Somebody moves a column and adds one.
    texts = sheets.getByName("Kuvaus")
    cell(texts, "needs", "Teksti").String = "Tarve:\n\n- yksi\n- kaksi"
    texts.Columns.insertByIndex(1, 1)
    texts.getCellByPosition(1, 0).String = "Kuka kirjoittaa"
    texts.getCellByPosition(1, 1).String = "Maija"
    source = texts.getCellRangeByPosition(6, 0, 6, 30).RangeAddress
    texts.moveRange(CellAddress(texts.RangeAddress.Sheet, 15, 0), source)


def main(given, wanted):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    context = resolver.resolve(BRIDGE)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    hidden = (setting("Hidden", True),)
    book = desktop.loadComponentFromURL(Path(given).absolute().as_uri(), "_blank", 0, hidden)
    fill(book)
    saving = (setting("FilterName", "Calc MS Excel 2007 XML"),)
    book.storeToURL(Path(wanted).absolute().as_uri(), saving)
    book.close(True)


main(*sys.argv[1:])
