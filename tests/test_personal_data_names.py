"""Names of people are found in every form of Finnish, and other words are left alone."""

from __future__ import annotations

import pickle
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toimintamalli.personal_data import PersonNames

# The forms of each name from which its cases follow, written out by hand: the weak and the strong
# stem, partitive and illative of the singular; the weak and the strong stem, partitive, genitive
# and illative of the plural.
PRINCIPAL_FORMS = {
    "Virtanen": "virtase virtase virtasta virtaseen virtasi virtasi virtasia virtasten virtasiin",
    "Korhonen": "korhose korhose korhosta korhoseen korhosi korhosi korhosia korhosten korhosiin",
    "Mäki": "mäe mäke mäkeä mäkeen mäi mäki mäkiä mäkien mäkiin",
    "Lahti": "lahde lahte lahtea lahteen lahdi lahti lahtia lahtien lahtiin",
    "Niemi": "nieme nieme niemeä niemeen niemi niemi niemiä niemien niemiin",
    "Koski": "koske koske koskea koskeen koski koski koskia koskien koskiin",
    "Särki": "särje särke särkeä särkeen särji särki särkiä särkien särkiin",
    "Lampi": "lamme lampe lampea lampeen lammi lampi lampia lampien lampiin",
    "Susi": "sude sute sutta suteen susi susi susia susien susiin",
    "Saari": "saare saare saarta saareen saari saari saaria saarten saariin",
    "Laine": "lainee lainee lainetta laineeseen lainei lainei laineita laineiden laineisiin",
    "Helle": "heltee heltee hellettä helteeseen heltei heltei helteitä helteiden helteisiin",
    "Rinne": "rintee rintee rinnettä rinteeseen rintei rintei rinteitä rinteiden rinteisiin",
    "Kalle": "kalle kalle kallea kalleen kallei kallei kalleja kallejen kalleihin",
    "Mattila": "mattila mattila mattilaa mattilaan mattiloi mattiloi mattiloita mattiloiden"
    " mattiloihin",
    "Mäkelä": "mäkelä mäkelä mäkelää mäkelään mäkelöi mäkelöi mäkelöitä mäkelöiden mäkelöihin",
    "Leppä": "lepä leppä leppää leppään lepi leppi leppiä leppien leppiin",
    "Pekka": "peka pekka pekkaa pekkaan pekoi pekkoi pekkoja pekkojen pekkoihin",
    "Sirkka": "sirka sirkka sirkkaa sirkkaan sirkoi sirkkoi sirkkoja sirkkojen sirkkoihin",
    "Aila": "aila aila ailaa ailaan ailoi ailoi ailoja ailojen ailoihin",
    "Kaarina": "kaarina kaarina kaarinaa kaarinaan kaarinoi kaarinoi kaarinoita kaarinoiden"
    " kaarinoihin",
    "Jorma": "jorma jorma jormaa jormaan jormi jormi jormia jormien jormiin",
    "Heikki": "heiki heikki heikkiä heikkiin heikei heikkei heikkejä heikkien heikkeihin",
    "Matti": "mati matti mattia mattiin matei mattei matteja mattien matteihin",
    "Antti": "anti antti anttia anttiin antei anttei antteja anttien antteihin",
    "Salo": "salo salo saloa saloon saloi saloi saloja salojen saloihin",
    "Aalto": "aallo aalto aaltoa aaltoon aalloi aaltoi aaltoja aaltojen aaltoihin",
    "Lehto": "lehdo lehto lehtoa lehtoon lehdoi lehtoi lehtoja lehtojen lehtoihin",
    "Veikko": "veiko veikko veikkoa veikkoon veikoi veikkoi veikkoja veikkojen veikkoihin",
    "Satu": "sadu satu satua satuun sadui satui satuja satujen satuihin",
    "Kytö": "kydö kytö kytöä kytöön kydöi kytöi kytöjä kytöjen kytöihin",
    "Rautio": "rautio rautio rautiota rautioon rautioi rautioi rautioita rautioiden rautioihin",
    "Suomaa": "suomaa suomaa suomaata suomaahan suomai suomai suomaita suomaiden suomaihin",
    "Harry": "harry harry harrya harryyn harryi harryi harryja harryjen harryihin",
    "Lindqvist": "lindqvisti lindqvisti lindqvistiä lindqvistiin lindqvistei lindqvistei"
    " lindqvistejä lindqvistien lindqvisteihin",
    "Andersson": "anderssoni anderssoni anderssonia anderssoniin anderssonei anderssonei"
    " anderssoneja anderssonien anderssoneihin",
    "Bjørn": "bjørni bjørni bjørniä bjørniin bjørnei bjørnei bjørnejä bjørnien bjørneihin",
    "Joutsen": "joutsene joutsene joutsenta joutseneen joutseni joutseni joutsenia joutsenten"
    " joutseniin",
    "Marcus": "marcukse marcukse marcusta marcukseen marcuksi marcuksi marcuksia marcusten"
    " marcuksiin",
    "Rasmus": "rasmukse rasmukse rasmusta rasmukseen rasmuksi rasmuksi rasmuksia rasmusten"
    " rasmuksiin",
    "Niillas": "niillakse niillakse niillasta niillakseen niillaksi niillaksi niillaksia"
    " niillasten niillaksiin",
    "Kallas": "kallaa kallaa kallasta kallaaseen kallai kallai kallaita kallaiden kallaisiin",
    "Kangas": "kankaa kankaa kangasta kankaaseen kankai kankai kankaita kankaiden kankaisiin",
    "Kaunis": "kaunii kaunii kaunista kauniiseen kaunii kaunii kauniita kauniiden kauniisiin",
    "Johannes": "johannekse johannekse johannesta johannekseen johanneksi johanneksi johanneksia"
    " johannesten johanneksiin",
    "Sotamies": "sotamiehe sotamiehe sotamiestä sotamieheen sotamiehi sotamiehi sotamiehiä"
    " sotamiesten sotamiehiin",
}


def cases_of(name: str) -> list[str]:
    """Return a name in the fifteen cases of both numbers, with the vowels of its harmony."""
    weak, strong, partitive, illative, weaks, strongs, partitives, genitives, illatives = (
        PRINCIPAL_FORMS[name].split()
    )
    back = any(vowel in name.casefold() for vowel in "aouáø")
    singular = [
        f"{weak}{end}" for end in ["n", "t", "ksi", "ssA", "stA", "llA", "ltA", "lle", "ttA"]
    ]
    plural = [f"{weaks}{end}" for end in ["n", "ksi", "ssA", "stA", "llA", "ltA", "lle", "ttA"]]
    rest = [name, partitive, illative, f"{strong}nA"]
    rest += [partitives, genitives, illatives, f"{strongs}nA", f"{strongs}neen"]
    return [form.replace("A", "a" if back else "ä") for form in (*singular, *plural, *rest)]


EVERY_FORM = [(name, form) for name in PRINCIPAL_FORMS for form in cases_of(name)]
CLITICS = ["", "kin", "kaan", "kään", "ko", "kö", "han", "hän", "kohan", "pa", "pä"]


def found(text: str, *names: str) -> list[str]:
    """Return what a text says where one of the people is named."""
    return [text[start:end] for start, end in PersonNames(names).spans(text)]


# -- inflection -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PRINCIPAL_FORMS)
def test_a_surname_is_found_in_every_case_of_both_numbers(name: str) -> None:
    forms = [form.capitalize() for form in cases_of(name)]
    text = " ja ".join(f"tapasimme: {form}" for form in forms)
    assert found(text, f"Ilona {name}") == forms


@settings(max_examples=300)
@given(st.sampled_from(EVERY_FORM), st.sampled_from(CLITICS), st.booleans())
def test_a_form_is_found_with_a_clitic_and_in_capitals(
    form: tuple[str, str], clitic: str, capitals: bool
) -> None:
    name, inflected = form
    word = f"{inflected}{clitic}".upper() if capitals else f"{inflected}{clitic}".capitalize()
    assert found(f"Kysymme, onko {word} paikalla.", f"Ilona {name}") == [word]


@pytest.mark.parametrize(
    "form",
    ["Virtaseni", "Virtasensa", "Virtasellemme", "Virtasessaan", "Virtasekseen", "Virtaseenne"],
)
def test_a_form_with_a_possessive_suffix_is_found(form: str) -> None:
    assert found(f"Tapasimme siellä {form}.", "Ilona Virtanen") == [form]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Ilona Virtanen", "Virtanens"),
        ("Johan Lindqvist", "Lindqvists"),
        ("Ilona Virtanen", "Virtanen:lle"),
        ("Ilona Virtanen", "Virtanen's"),
        ("Jean Bordeaux", "Bordeaux'n"),
        ("Ilona Lahti", "Lahtin"),
        ("Rasmus Kallas", "Kallaksen"),
        ("Áilu Ánná", "Ánnálle"),
        ("Ilona Čáppa", "Čáppalle"),
        ("Hans Holm", "Hansin"),
    ],
)
def test_other_ways_to_bend_a_name_are_known(name: str, form: str) -> None:
    assert found(f"Tapasimme siellä {form} ja muita.", name) == [form]


@pytest.mark.parametrize("form", ["Virta", "Virran", "Virtaus", "Virtalainen", "Virtanenmäki"])
def test_a_word_that_only_begins_like_a_name_is_left_alone(form: str) -> None:
    assert found(f"Siellä oli {form}.", "Ilona Virtanen") == []


# -- how a name is written --------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "Maija Mallikas",
        "Mallikas Maija",
        "Mallikas, Maija",
        "MAIJA MALLIKAS",
        "maija mallikas",
        "Maijan Mallikkaan",
        "Maija Mallikkaalle",
        "M. Mallikas",
        "M.K. Mallikkaan",
        "Mallikas M.",
        "Maija M.",
        "Maija K. Mallikas",
        "Maija Kaarina Mallikas",
        "Maija\u00a0Mallikas",
        "Maija\nMallikas",
        "Maija Mal\u00adlikas",
        "Maija Malli-\nkas",
        "Anna-Maija Mallikas",
        "Maija Mallikas-Laine",
        "Uusi-Mallikas",
        "Mallikas",
        "Maija",
        "von Mallikas",
    ],
)
def test_every_usual_way_to_write_a_name_is_found_whole(written: str) -> None:
    assert found(f"Sovi asiasta: {written} (johtaja).", "Maija Mallikas") == [written]


@pytest.mark.parametrize(
    "given_name",
    ["Maija Mallikas", "Mallikas, Maija", "Mallikas Maija", "TtM Maija Mallikas (Pohjola)",
     "Maija Mallikas, Pohjolan tiimi", "maija.mallikas", "maija.mallikas@esimerkki.fi"],
)  # fmt: skip
def test_a_name_is_understood_however_it_was_given(given_name: str) -> None:
    assert found("Kysy Mallikkaalta tai Maijalta.", given_name) == ["Mallikkaalta", "Maijalta"]


def test_both_parts_of_a_double_name_are_found_alone() -> None:
    name = "Anna-Maija Virtanen-Laine"
    text = "Siellä olivat Anna, Maijan ystävä, Virtanen ja Laineen veli."
    assert found(text, name) == ["Anna", "Maijan", "Virtanen", "Laineen"]


def test_small_words_inside_a_name_belong_to_it_but_are_no_names() -> None:
    text = "Carl von Essenille, von Essenin mukaan, von oben"
    assert found(text, "Carl von Essen") == ["Carl von Essenille", "von Essenin"]


def test_two_people_side_by_side_are_two_finds() -> None:
    text = "Paikalla Maija Mallikas, Pekka Mäki ja Pekka."
    names = ("Maija Mallikas", "Pekka Mäki")
    assert found(text, *names) == ["Maija Mallikas", "Pekka Mäki", "Pekka"]


def test_letters_composed_of_two_characters_are_the_same_letters() -> None:
    decomposed = "Ma\u0308en"
    assert found(f"Kysy Pekka {decomposed} tiimistä", "Pekka Mäki") == [f"Pekka {decomposed}"]


def test_a_name_behind_a_mark_that_is_not_seen_is_found() -> None:
    assert found("Kysy \u200bMallikkaalta.", "Maija Mallikas") == ["Mallikkaalta"]
    assert found("1Mallikas", "Maija Mallikas") == ["Mallikas"]


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u2060"])
def test_the_rest_of_a_word_behind_a_mark_that_is_not_seen_is_no_name(mark: str) -> None:
    assert found(f"Kysy Lapin{mark}mallikkaalta.", "Maija Mallikas") == []


def test_a_name_joined_to_a_word_is_found_without_the_word() -> None:
    assert found("Virtasen-malli ja Virtanen-niminen", "Ilona Virtanen") == ["Virtasen", "Virtanen"]


# -- a part of a name alone -------------------------------------------------------------------


@pytest.mark.parametrize("word", ["mäki", "lahden", "laineelle", "salolla", "keksittyä"])
def test_a_surname_that_may_be_a_word_needs_a_capital(word: str) -> None:
    names = ("Ilona Mäki", "Ilona Lahti", "Ilona Laine", "Ilona Salo", "Ilona Keksitty")
    assert found(f"Se oli {word} eilen.", *names) == []
    assert found(f"Se oli {word.capitalize()} eilen.", *names) == [word.capitalize()]


@pytest.mark.parametrize("word", ["virtasen", "korhoselle", "lindqvistin", "anderssonin"])
def test_a_surname_that_is_no_word_is_found_in_small_letters(word: str) -> None:
    names = ("Ilona Virtanen", "Ilona Korhonen", "Ilona Lindqvist", "Ilona Andersson")
    assert found(f"kysy {word} tiimistä", *names) == [word]


@pytest.mark.parametrize("name", ["Toivo", "Onni", "Meri", "Satu", "Aura", "Helmi", "Kai"])
def test_a_first_name_that_is_a_word_means_a_person_only_inside_a_sentence(name: str) -> None:
    person = f"{name} Virtanen"
    assert found(f"{name} on tärkeä. • {name} kantaa. Silloin {name.lower()} syttyi.", person) == []
    assert found(f"Sen teki {name} yksin.", person) == [name]
    assert found(f"Vastuussa: {name}", person) == [name]


def test_a_first_name_that_is_no_word_means_a_person_with_a_capital() -> None:
    assert found("Maija aloitti. maija? Kiitos, Maija!", "Maija Virtanen") == ["Maija", "Maija"]


def test_a_first_name_that_is_no_word_is_not_bent_like_one() -> None:
    assert found("Laurea-ammattikorkeakoulu", "Lauri Virtanen") == []


@pytest.mark.parametrize(
    "text", ["Lahden kaupunki", "Lahden kaupungin työ", "Salon seurakunta", "Lahden hva"]
)
def test_a_genitive_before_a_place_is_a_place(text: str) -> None:
    assert found(f"Mukana oli {text}.", "Ilona Lahti", "Ilona Salo") == []


def test_a_place_without_such_a_word_is_taken_for_a_name_towards_safety() -> None:
    assert found("Koulutus pidettiin Lahdessa.", "Ilona Lahti") == ["Lahdessa"]


def test_a_word_that_is_known_first_as_another_is_no_name() -> None:
    assert found("Esimerkiksi näin. Aina ja onneksi.", "Aino Esimerkki", "Onni Aina") == ["Aina"]


def test_the_shortest_names_need_another_part_beside_them() -> None:
    assert found("Li on mitta. Kai Li ja K. Li.", "Kai Li") == ["Kai Li", "K. Li"]


# -- what is no name of a person --------------------------------------------------------------


@pytest.mark.parametrize(
    "body", ["Kainuun hyvinvointialue", "Perhekeskustiimi", "Etähanke", "THL", "Varha viestintä"]
)
def test_an_author_that_is_a_body_is_no_person(body: str) -> None:
    assert found(f"Kuvauksen teki {body}.", body) == []


def test_a_surname_that_resembles_a_body_is_a_persons() -> None:
    assert found("Kysy Hankelalta.", "Maija Hankela") == ["Hankelalta"]


@pytest.mark.parametrize("names", [(), ("",), ("  ",), ("?!",), ("M.",), ("x" * 5000,)])
def test_without_names_nothing_is_found(names: tuple[str, ...]) -> None:
    assert found("Maija Mallikas m. xxxx", *names) == []


# -- endurance --------------------------------------------------------------------------------

MANY = [f"Nimi{chr(97 + n % 26)}{chr(97 + n // 26)} Suku{chr(97 + n % 26)}nen" for n in range(500)]


@pytest.mark.parametrize(
    "text",
    [
        "Virtanen " * 22_000,
        "V" * 1_000_000,
        "V. " * 330_000,
        "-" * 1_000_000,
        "Virtanen-" * 22_000,
        "von " * 250_000,
        "Virta-\n" * 30_000,
        "\u00ad" * 1_000_000,
        "Maija, " * 30_000,
    ],
    ids=lambda text: repr(text[:9]),
)
def test_a_long_hostile_text_is_looked_through_in_reasonable_time(text: str) -> None:
    names = PersonNames([*MANY, "Maija Virtanen"])
    begun = time.perf_counter()
    list(names.spans(text))
    assert time.perf_counter() - begun < 20


@given(st.text(max_size=60), st.text(max_size=300))
def test_any_name_and_any_text_give_ordered_spans(name: str, text: str) -> None:
    spans = list(PersonNames([name, "Maija Virtanen"]).spans(text))
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_names_are_equal_by_what_is_looked_for_and_can_be_sent_to_another_process() -> None:
    names = PersonNames([" Maija Mallikas ", "Maija Mallikas"])
    assert names == PersonNames(["Maija Mallikas"])
    assert hash(names) == hash(PersonNames(["Maija Mallikas"]))
    assert found("Mallikas", *pickle.loads(pickle.dumps(names)).names) == ["Mallikas"]
