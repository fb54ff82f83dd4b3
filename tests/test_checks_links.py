"""Checks of addresses: what leads nowhere, and what only some can follow."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import toimintamalli as tm
from toimintamalli.model import (
    Answer,
    Attachment,
    Decision,
    Evaluation,
    Evidence,
    EvidenceKind,
    Form,
    Link,
    Precondition,
    Publication,
    PublicationState,
    RichText,
    RootingPlan,
    Section,
    Task,
)

CODES = ["TM270", "TM271", "TM272"]
GOOD = "https://esimerkki.fi/ohje"
NOWHERE = "www.esimerkki.fi"


def attached(address: str) -> tm.PracticeModel:
    attachment = Attachment(title="Ohje", address=address)
    return tm.PracticeModel(basics=tm.BasicData(attachments=(attachment,)))


def codes(model: tm.PracticeModel) -> tuple[str, ...]:
    return tm.check(model, select=CODES).codes


@pytest.mark.parametrize(
    "address",
    [
        GOOD,
        "http://esimerkki.fi",
        "HTTPS://Esimerkki.fi/",
        "https://esimerkki.fi:8443/a%20b?c=d#e",
        "https://hyvinvointialue-työ.fi/päätös",
        "https://esimerkki.fi.",
        "https://193.166.3.2/ohje",
        "https://[2001:708::1]/ohje",
        "mailto:kirjaamo@esimerkki.fi",
        "tel:+358501234567",
        "https://intraoperatiivinen.fi",
        "https://localhosting.fi",
        f" {GOOD}\n",
        "",
        "  ",
    ],
)
def test_an_address_that_anybody_can_follow_earns_no_finding(address: str) -> None:
    assert codes(attached(address)) == ()


@pytest.mark.parametrize(
    "address",
    [
        NOWHERE,
        "esimerkki.fi/ohje",
        "esimerkki.fi:8080/ohje",
        "/toimintamalli/perhetupa",
        "#ohje",
        "//esimerkki.fi/ohje",
        "https://esimerkki.fi/oma ohje",
        "https://esimerkki.fi/oma\u00a0ohje",
        "https://esimerkki.fi/a\u200bb",
        "https://",
        "https:///ohje",
        "https:/esimerkki.fi",
        "https://esimerkki..fi",
        "https://.fi",
        "https://[2001:708",
        "https://esimerkki.fi:porttti/",
        "mailto:",
        "htps://esimerkki.fi",
        "javascript:alert(1)",
        "doi:10.1000/182",
        "katso liite 2",
        "https://esimerkki.fi/\ud800",
        "\x00",
    ],
)
def test_an_address_that_leads_nowhere_is_told_and_quoted(address: str) -> None:
    (one,) = tm.check(attached(address), select=CODES)
    assert (one.code, one.path) == ("TM270", "basics.attachments[0].address")
    assert one.parameter("address") == address
    assert isinstance(one.message(), str)


@pytest.mark.parametrize(
    "address",
    [
        r"C:\Hankkeet\ohje.docx",
        "c:/Hankkeet/ohje.docx",
        r"\\palvelin\hankkeet\ohje.docx",
        "file:///C:/ohje.docx",
        "FILE://palvelin/ohje",
    ],
)
def test_a_path_of_a_machine_or_its_network_is_told_as_readable_by_nobody_else(
    address: str,
) -> None:
    (one,) = tm.check(attached(address), select=CODES)
    assert one.code == "TM271"
    assert address in one.message()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://intra.esimerkki.fi/ohje", "intra"),
        ("http://localhost:8000", "localhost"),
        ("https://tyotila/ohje", "tyotila"),
        ("https://dokumentit.esimerkki.local/", ".local"),
        ("http://10.1.2.3/", "10.1.2.3"),
        ("http://192.168.0.1/", "192.168.0.1"),
        ("http://[::1]/", "::1"),
        ("https://hva.sharepoint.com/sites/hanke", "sharepoint.com"),
    ],
)
def test_what_may_be_open_to_some_only_is_a_guess_that_quotes_the_words(
    address: str, words: str
) -> None:
    (one,) = tm.check(attached(address), select=CODES)
    assert (one.code, one.severity) == ("TM272", tm.Severity.INFO)
    assert "saattaa" in one.message()
    assert f"(osoitteessa on {words})" in one.message()
    assert ("kanske" in one.message("sv"), "may" in one.message("en")) == (True, True)


def test_addresses_are_looked_for_wherever_they_stand() -> None:
    shown = (Evidence(kind=EvidenceKind.DOCUMENT, address=NOWHERE),)
    text = RichText.parse(
        f"[Ohje]({NOWHERE})\n\n- kohta\n  - [alakohta]({NOWHERE})\n- [hyvä]({GOOD})"
    )
    model = tm.PracticeModel(
        form=Form(sections=(Section(text=text, attachments=(Attachment(address=NOWHERE),)),)),
        evaluations=(
            Evaluation(id="e", instrument="x", answers=(Answer(criterion="c", evidence=shown),)),
        ),
        rooting_plan=RootingPlan(
            preconditions=(Precondition(criterion="c", evidence=shown),),
            tasks=(Task(id="T1", what="Sovi", evidence=shown),),
            decision=Decision(address="Dynastia 12/2025", evidence=shown),
        ),
        publication=Publication(state=PublicationState.PUBLISHED, address=NOWHERE),
    )
    assert [one.path for one in tm.check(model, select=CODES)] == [
        "form.sections[0].text",
        "form.sections[0].text",
        "form.sections[0].attachments[0].address",
        "evaluations[0].answers[0].evidence[0].address",
        "rooting_plan.preconditions[0].evidence[0].address",
        "rooting_plan.tasks[0].evidence[0].address",
        "rooting_plan.decision.evidence[0].address",
        "publication.address",
    ]


def test_the_identifier_of_a_metric_is_no_address() -> None:
    shown = Evidence(kind=EvidenceKind.METRIC, address="viikossa-hoitoon")
    task = Task(id="T1", what="Sovi", evidence=(shown,))
    model = tm.PracticeModel(rooting_plan=RootingPlan(tasks=(task,)))
    assert codes(model) == ()
    document = evolve(shown, kind=EvidenceKind.DOCUMENT)
    plan = RootingPlan(tasks=(evolve(task, evidence=(document,)),))
    assert codes(tm.PracticeModel(rooting_plan=plan)) == ("TM270",)


def test_a_long_address_is_quoted_by_its_beginning() -> None:
    (one,) = tm.check(attached("x" * 100_000), select=CODES)
    assert len(one.message()) < 200


@given(st.text() | st.from_regex(r"[a-z]{1,6}:(//)?[\w.\[\]:%-]*"))
def test_no_address_breaks_the_check(address: str) -> None:
    report = tm.check(attached(address), select=[*CODES, "TM920"])
    assert "TM920" not in report.codes
    assert len(report) <= 1


# -- links of a text --------------------------------------------------------------------------


def test_the_links_of_a_text_come_in_order_also_from_lists_in_lists() -> None:
    text = RichText.parse("## Otsikko\n\n[a](x) ja [b](y)\n\n- [c](z)\n  1. [d](å)\n- loppu")
    assert text.links == (Link("a", "x"), Link("b", "y"), Link("c", "z"), Link("d", "å"))
    assert RichText().links == ()
