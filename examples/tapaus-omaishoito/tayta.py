"""Makes the filled files of the case anew, in the place of the people who filled them.

Usage, in the folder of the case::

    python tayta.py taytetyt

What people wrote stands below, each sheet with its day. The same words give the same file.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfWriter

import toimintamalli as tm

CASE = Path(__file__).parent
READINESS = "juurtumisvalmius"
Cells = Mapping[str, str | float]

# -- 4.3.2025: the workshop --------------------------------------------------------------------

PLACEMENTS = {
    "tyopohja-4-palveluohjaajat.pdf": {
        "tp4_source": "Palveluohjaajat, läntinen ja itäinen alue",
        "tp4_date": "4.3.2025",
        "tp4_purpose_specialist": "Omaishoitaja tulee kuulluksi ennen kuin hän uupuu.",
        "tp4_purpose_team": "Kaikki kysyvät samat asiat, eikä tuki riipu siitä, kuka vastaa.",
        "tp4_change_specialist": "Soitan itse ensin. Ennen odotin, että omaishoitaja soittaa.",
        "tp4_change_team": "Uudet hakemukset jaetaan joka maanantai.",
        "tp4_motivation_specialist": "Kiireisiä puheluja on vähemmän.",
        "tp4_doubt_specialist": "Mitä lupaan, jos sijaista ei ole?",
        "tp4_easing_specialist": "Luvataan vain se, mistä sijaishoidon vastaava on sopinut.",
        "tp4_doubt_team": "Mistä otetaan kolme tuntia omaishoitajaa kohti?",
    },
    "tyopohja-4-johto.pdf": {
        "tp4_source": "Ikääntyneiden palvelujen johtoryhmä",
        "tp4_date": "4.3.2025",
        "tp4_purpose_management": "Kotona asuminen on turvallista, ja raha riittää.",
        "tp4_change_management": "Sijaishoito siirtyy hankkeelta omaan talousarvioon.",
        "tp4_motivation_management": "Äkillisiä siirtymiä laitoshoitoon on vähemmän.",
        "tp4_doubt_management": "Näkyykö hyöty vasta vuosien päästä?",
        "tp4_easing_management": "Seurataan vapaita ja suunnitelmia kuukausittain jo nyt.",
    },
}
FIRST_ROUND = {
    "arviointi-v1.pdf": (
        "Itsearvioija",
        {
            "shared-understanding": (
                "täyttyy",
                "Tiimit kertovat saman lauseen.",
                "Asiakirja: Tiimikokousten muistiot, 25.2.2025",
            ),
            "described-and-workable": ("kesken", "Kuvaus on tehty, tulokset puuttuvat.", ""),
            "decision-made": ("avoin", "Päätöstä ei ole valmisteltu.", ""),
            "strategy-and-management": ("kesken", "Palveluvastaava on nimeämättä.", ""),
            "responsibilities-and-resources": ("avoin", "Vuodesta 2026 ei ole sovittu.", ""),
            "communication-plan": (
                "täyttyy",
                "",
                "Asiakirja: Viestintäsuunnitelma, 3.2.2025",
            ),
        },
    ),
    "arviointi-v2.pdf": (
        "Hyvinvointialueen edustaja",
        {
            "shared-understanding": ("kesken", "Johtoryhmä on kuullut mallista kerran.", ""),
            "described-and-workable": ("kesken", "", ""),
            "decision-made": ("avoin", "Johtoryhmä päättää, kun luvut ovat nähtävissä.", ""),
            "strategy-and-management": (
                "täyttyy",
                "Tavoite on strategiassa.",
                "Asiakirja: Hyvinvointialueen strategia",
            ),
            "responsibilities-and-resources": ("kesken", "Työaika on laskettu.", ""),
            "communication-plan": ("kesken", "Omaishoitajille ei ole vielä kerrottu.", ""),
        },
    ),
    "arviointi-v3.pdf": (
        "Vertaisarvioija",
        {
            "shared-understanding": (
                "täyttyy",
                "Ymmärsin idean kuvauksesta.",
                "Haastattelu: Keskustelu kahden tiimin kanssa, 4.3.2025",
            ),
            "described-and-workable": ("kesken", "Kysyisin lukuja myös itäiseltä alueelta.", ""),
            "decision-made": ("Ei voida vielä arvioida", "En tunne päätöksentekoa.", ""),
            "strategy-and-management": ("Ei voida vielä arvioida", "", ""),
            "responsibilities-and-resources": ("avoin", "Sijaishoidosta ei ole sopimusta.", ""),
            "communication-plan": ("kesken", "", ""),
        },
    ),
    "arviointi-v4.pdf": (
        "Kokemusasiantuntija",
        {
            "shared-understanding": (
                "täyttyy",
                "Minulle soitettiin, ja puhuttiin minusta.",
                "Haastattelu: Oma kokemus ja omaishoitajien ilta",
            ),
            "described-and-workable": ("kesken", "Vapaa jäi kerran pitämättä.", ""),
            "decision-made": ("avoin", "", ""),
            "responsibilities-and-resources": ("avoin", "Kuka tulee, kun hanke loppuu?", ""),
            "communication-plan": ("avoin", "Kuulin tästä naapurilta.", ""),
        },
    ),
}

# -- 2.12.2025: the second round, in one workbook -----------------------------------------------

SECOND_ROUND = {
    "v1": (
        ("täyttyy", "", "Asiakirja: Loppuseminaarin muistio, 6.11.2025"),
        ("täyttyy", "", "Mittari: Tukisuunnitelma 30 päivässä"),
        ("täyttyy", "", "Päätös: Johtoryhmän pöytäkirja 9/2025, 14.10.2025"),
        ("täyttyy", "", "Päätös: Palveluvastaavan nimeäminen, 8.4.2025"),
        ("kesken", "Sijaishoidosta puuttuu vielä osa.", ""),
        ("täyttyy", "", "Asiakirja: Viestintäsuunnitelma, 1.9.2025"),
    ),
    "v2": (
        ("täyttyy", "", "Asiakirja: Johtoryhmän esitys, 14.10.2025"),
        ("täyttyy", "", "Mittari: Tukisuunnitelma 30 päivässä"),
        ("täyttyy", "", "Päätös: Johtoryhmän pöytäkirja 9/2025, 14.10.2025"),
        ("täyttyy", "", "Toimenkuva: Palveluvastaavan toimenkuva, 14.4.2025"),
        ("kesken", "Talousarvio 2026 kattaa 110 000 euroa 140 000 eurosta.", ""),
        ("täyttyy", "", "Asiakirja: Viestintäsuunnitelma, 1.9.2025"),
    ),
    "v3": (
        ("täyttyy", "", "Haastattelu: Vierailu itäisellä alueella, 4.11.2025"),
        ("täyttyy", "Luvut ovat nyt molemmilta alueilta.", "Mittari: Tukisuunnitelma 30 päivässä"),
        ("täyttyy", "", "Päätös: Johtoryhmän pöytäkirja 9/2025, 14.10.2025"),
        ("täyttyy", "", "Toimenkuva: Palveluvastaavan toimenkuva, 14.4.2025"),
        ("kesken", "", ""),
        ("kesken", "Uusille palveluohjaajille ei ole omaa viestiä.", ""),
    ),
    "v4": (
        ("täyttyy", "", "Haastattelu: Omaishoitajien ilta, 30.10.2025"),
        ("kesken", "Suunnitelma tulee, mutta vapaa jää yhä pitämättä kesällä.", ""),
        ("täyttyy", "", "Päätös: Johtoryhmän pöytäkirja 9/2025, 14.10.2025"),
        ("Ei voida vielä arvioida", "", ""),
        ("avoin", "Kesäksi ei taaskaan ollut sijaista.", ""),
        ("täyttyy", "", "Haastattelu: Omaishoitajien ilta, 30.10.2025"),
    ),
}
ROUND: Cells = {
    "Arviointipäivä": "2.12.2025",
    "Arvioitu yksikkö": "Asiakasohjaus, molemmat alueet",
    "Osallistujien määrä": 4,
    "Hyvinvointialueen edustaja mukana": "kyllä",
    "Arvioijat": "v1: Itsearvioija\nv2: Hyvinvointialueen edustaja\n"
    "v3: Vertaisarvioija\nv4: Kokemusasiantuntija",
}
TASKS: Mapping[str, Cells] = {
    "T3": {"Tehtävän tila": "Tehty", "Näyttö": "Sopimus: Sijaishoidon sopimus, 24.11.2025"}
}
NOVEMBER: Cells = {"Rivin laji": "Havainto", "Päivä": "30.11.2025"}
OBSERVED: tuple[Cells, ...] = (
    {
        "Mittari": "suunnitelma-30",
        "Arvo": 82.8,
        "Tapausten määrä (n)": 29,
        "Osoittajan lukumäärä": 24,
    },
    {"Mittari": "vapaat", "Arvo": 53.2, "Tapausten määrä (n)": 355, "Osoittajan lukumäärä": 189},
    {"Mittari": "muiden-odotus", "Arvo": 6},
)


def filled_pdfs() -> dict[str, bytes]:
    """Return the sheets of the workshop, each as its people filled it."""
    model = tm.load(CASE / "1-kuvattu.yaml")
    placement = tm.render(model, format="pdf", worksheet="tyopohja-4", prefill=False).data
    evaluation = tm.render(
        model, format="pdf", worksheet="arviointi", instrument=READINESS, prefill=False
    ).data
    made = {name: _filled(placement, answers) for name, answers in PLACEMENTS.items()}
    for name, (role, answers) in FIRST_ROUND.items():
        pseudonym = name.removeprefix("arviointi-").removesuffix(".pdf")
        made[name] = _filled(evaluation, _evaluation_fields(pseudonym, role, answers))
    return made


def filled_workbook() -> bytes:
    """Return the workbook of the second round, filled by four people one after another."""
    model = tm.load(CASE / "3-seurattu.yaml")
    empty = tm.render(model, format="excel", instrument=READINESS, evaluators=len(SECOND_ROUND))
    book = openpyxl.load_workbook(io.BytesIO(empty.data))
    _fill_round(book)
    for task, cells in TASKS.items():
        number = [cell.value for cell in book["Tehtävät"]["A"]].index(task) + 1
        _fill_row(book["Tehtävät"], number, cells)
    for observed in OBSERVED:
        _fill_row(book["Seuranta"], book["Seuranta"].max_row + 1, {**NOVEMBER, **observed})
    saved = io.BytesIO()
    book.save(saved)
    return _without_clock(saved.getvalue())


def _fill_round(book: Workbook) -> None:
    rounds = book["Arviointikierrokset"]
    new = rounds.max_row
    _fill_row(rounds, new, ROUND)
    answers = book[str(rounds.cell(new, _column(rounds, "Vastausten välilehti")).value)]
    for pseudonym, rows in SECOND_ROUND.items():
        for number, (answer, reason, evidence) in enumerate(rows, 2):
            cells = {"Vastaus": answer, "Perustelu": reason, "Näyttö": evidence}
            named = {f"{pseudonym}: {part}": text for part, text in cells.items() if text}
            _fill_row(answers, number, named)


def _evaluation_fields(
    pseudonym: str, role: str, answers: Mapping[str, tuple[str, str, str]]
) -> dict[str, str]:
    fields = {
        "participants": "4",
        "county-represented": "kyllä",
        "unit": "Asiakasohjaus, läntinen alue",
        "date": "4.3.2025",
        "evaluator": pseudonym,
        "role": role,
    }
    for criterion, parts in answers.items():
        for name, text in zip(("answer", "reason", "evidence"), parts, strict=True):
            fields[f"{criterion}_{name}"] = text
    return {f"arviointi_answers_{name}": text for name, text in fields.items() if text}


def _filled(empty: bytes, answers: Mapping[str, str]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(empty))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(answers), auto_regenerate=True)
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def _fill_row(sheet: Worksheet, number: int, cells: Cells) -> None:
    for header, value in cells.items():
        sheet.cell(number, _column(sheet, header)).value = value


def _column(sheet: Worksheet, header: str) -> int:
    return [cell.value for cell in sheet[1]].index(header) + 1


def _without_clock(workbook: bytes) -> bytes:
    """Return a workbook in which nothing tells when the program ran."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as saved, zipfile.ZipFile(kept, "w") as dated:
        for name in saved.namelist():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = saved.read(name)
            if name == "docProps/core.xml":
                book = openpyxl.load_workbook(io.BytesIO(workbook))
                content = content.replace(
                    f"{book.properties.modified:%Y-%m-%dT%H:%M:%SZ}".encode(),
                    b"2025-12-02T12:00:00Z",
                )
            dated.writestr(entry, content)
    return kept.getvalue()


def main(target: Path) -> None:
    """Write the filled files into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    for name, data in {**filled_pdfs(), "toinen-kierros.xlsx": filled_workbook()}.items():
        (target / name).write_bytes(data)
        print(target / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
