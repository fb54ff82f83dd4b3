import pytest

from toimintamalli_pdf.tagging import ChoiceField, ChoiceOption, DocumentInfo, Rect, TextField

RECT = Rect(left=10, bottom=20, right=110, top=50)


def test_a_rectangle_knows_its_size() -> None:
    assert (RECT.width, RECT.height) == (100, 30)


@pytest.mark.parametrize("title", ["", " ", "\n", "\u200b", "\ud800"])
def test_a_document_needs_a_title(title: str) -> None:
    with pytest.raises(ValueError, match="title must not be empty"):
        DocumentInfo(title=title)


@pytest.mark.parametrize("language", ["", "suomi!", "fi_FI"])
def test_a_document_needs_a_language_tag(language: str) -> None:
    with pytest.raises(ValueError, match="language"):
        DocumentInfo(title="Otsikko", language=language)


@pytest.mark.parametrize("name", ["", "a b", "ä", "a<b", "1a"])
def test_property_names_must_be_plain(name: str) -> None:
    with pytest.raises(ValueError, match="property name"):
        DocumentInfo(title="Otsikko", properties=((name, "x"),))


@pytest.mark.parametrize("name", ["", "a.b", "kenttä", "a b"])
def test_field_names_must_be_plain(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        TextField(name=name, tooltip="Vihje", rect=RECT)


def test_a_field_needs_a_tooltip() -> None:
    with pytest.raises(ValueError, match="tooltip must not be empty"):
        TextField(name="a", tooltip=" ", rect=RECT)


def test_only_an_option_can_be_chosen() -> None:
    options = (ChoiceOption(value="a", label="A"),)
    with pytest.raises(ValueError, match="not an option"):
        ChoiceField(name="f", tooltip="Vihje", rect=RECT, options=options, value="b")
