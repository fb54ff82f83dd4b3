"""The built pages can be read by anybody: with a voice, a keyboard, a phone, without JavaScript.

The pages are built once, with warnings as errors, and read as HTML; no browser is needed. What only
a browser shows is looked at with ``make look``.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from attrs import define, field
from bs4 import BeautifulSoup, Tag

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
LANGUAGES = {"fi", "sv", "en"}
ENOUGH_CONTRAST = 4.5
MADE_BY_SPHINX = {"genindex.html", "search.html"}

# Other hosts that a link may lead to; nothing is loaded from any of them.
HOSTS_LINKED_TO = {
    "www.sphinx-doc.org": "the footer of the theme",
    "pradyunsg.me": "the footer of the theme",
    "github.com": "the footer of the theme",
    "pre-commit.com": "a tool that checks a repository",
    "semver.org": "what the numbers of versions mean",
    "www.python.org": "where Python comes from",
}
SAYS_NOTHING = {"here", "click here", "this", "this page", "link", "more", "read more", "page"}


@define
class Page:
    """One built page; parsed when it is first looked at."""

    name: str
    html: str = field(repr=False)

    @cached_property
    def tree(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(str(tag["id"]) for tag in self.tree.find_all(id=True))

    def all(self, *names: str) -> list[Tag]:
        return [tag for tag in self.tree.find_all(names) if isinstance(tag, Tag)]

    @property
    def main(self) -> Tag:
        (main,) = self.tree.find_all(attrs={"role": "main"})
        assert isinstance(main, Tag)
        return main


@define
class Site:
    """The built pages, by their path."""

    folder: Path
    pages: dict[str, Page] = field(repr=False)

    def faults(self, found: str) -> Iterator[str]:
        for page in self.pages.values():
            yield from (f"{page.name}: {fault}" for fault in FAULTS[found](page))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """All pages, built as ``make docs`` builds them."""
    folder = tmp_path_factory.mktemp("site")
    options = ["--fail-on-warning", "--keep-going", "--nitpicky", "--quiet", "--jobs", "auto"]
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "--builder", "html", *options, DOCS, folder],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
    return Site(folder, {name: Page(name, (folder / name).read_text("utf-8")) for name in names})


def spoken_name(link: Tag) -> str:
    """Return what a screen reader says of a link."""
    if label := link.get("aria-label"):
        return str(label)
    said = [
        str(text)
        for text in link.find_all(string=True)
        if not text.find_parent(attrs={"aria-hidden": "true"})
    ]
    said += [str(image.get("alt", "")) for image in link.find_all("img") if isinstance(image, Tag)]
    return " ".join(" ".join(said).split()) or str(link.get("title", ""))


# -- what can be wrong with one page ----------------------------------------------------------


def languages(page: Page) -> Iterator[str]:
    (root,) = page.all("html")
    marked = [str(tag["lang"]) for tag in page.tree.find_all(lang=True)]
    yield from (f"no language: {root.attrs}" for _ in range(not root.get("lang")))
    yield from (f"unknown language {lang}" for lang in marked if lang not in LANGUAGES)


def headings(page: Page) -> Iterator[str]:
    levels = [
        (int(tag.name[1]), tag.get_text()) for tag in page.all("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    first = [text for level, text in levels if level == 1]
    if len(first) != 1:
        yield f"headings of the first level: {first}"
    for (before, _), (level, text) in zip([(0, ""), *levels], levels, strict=False):
        if level > before + 1:
            yield f"from level {before} to {level}: {text}"


def pictures(page: Page) -> Iterator[str]:
    for image in page.all("img"):
        if not str(image.get("alt", "")).strip():
            yield f"no text instead of the picture {image.get('src')}"
        elif str(image["alt"]) == PurePosixPath(str(image["src"])).name:
            yield f"the name of a file instead of what the picture shows: {image['alt']}"


def identifiers(page: Page) -> Iterator[str]:
    yield from (f"{number} × {name}" for name, number in page.ids.items() if number > 1)


def tables(page: Page) -> Iterator[str]:
    for table in page.all("table"):
        if not table.find("th"):
            yield f"a table without header cells: {table.get_text(' ', strip=True)[:60]}"


def landmarks(page: Page) -> Iterator[str]:
    first = page.tree.find("a")
    assert isinstance(first, Tag)
    if first.get("href") != f"#{page.main.get('id')}":
        yield f"the first link does not lead to the content: {first}"
    names = [tag.get("aria-label") for tag in page.all("nav")]
    if not names or None in names or len(names) != len(set(names)):
        yield f"navigation is not told apart: {names}"
    if not page.tree.find(attrs={"role": "search"}):
        yield "no search"


def link_texts(page: Page) -> Iterator[str]:
    for link in page.all("a"):
        said = spoken_name(link)
        if str(link.get("title", "")).startswith("toimintamalli"):
            continue  # the name of a class, which may be any word
        if said.casefold().strip(" .") in {"", *SAYS_NOTHING} or said.startswith("http"):
            yield f"says nothing out of context: {said!r} → {link.get('href')}"


def without_javascript(page: Page) -> Iterator[str]:
    if len(page.main.get_text(" ", strip=True)) < 40:
        yield "the content is not in the page"
    (tree,) = page.tree.select("nav.sidebar-tree")
    if len(tree.find_all("a")) < 50:
        yield "the navigation is not in the page"
    for switch in page.all("input"):
        if switch.get("type") == "checkbox" and not switch.get("aria-label"):
            yield f"a switch without a name: {switch.get('id')}"


def other_hosts(page: Page) -> Iterator[str]:
    for tag in page.all("script", "link", "img", "iframe", "source", "video", "audio", "object"):
        address = str(tag.get("src") or tag.get("href") or tag.get("data") or "")
        if urlsplit(address).netloc:
            yield f"loaded from elsewhere: {address}"


FAULTS = {
    "language": languages,
    "headings": headings,
    "pictures": pictures,
    "identifiers": identifiers,
    "tables": tables,
    "landmarks": landmarks,
    "link texts": link_texts,
    "without JavaScript": without_javascript,
    "other hosts": other_hosts,
}


@pytest.mark.parametrize("found", FAULTS)
def test_no_page_has_a_fault(site: Site, found: str) -> None:
    assert list(site.faults(found)) == []


WRONG = """<html><body><a href="#top">here</a><div role="main" id="content">
<h2 id="a">One</h2><h4 id="a">Two</h4><img src="x.png"><img src="y.png" alt="y.png">
<p lang="xx">…</p><table><tr><td>1</td></tr></table><script src="https://example.org/a.js"></script>
</div><nav class="sidebar-tree"></nav><input type="checkbox" id="b"></body></html>"""


@pytest.mark.parametrize("found", FAULTS)
def test_a_page_with_every_fault_would_be_seen(found: str) -> None:
    assert list(FAULTS[found](Page("wrong.html", WRONG)))


# -- links ------------------------------------------------------------------------------------


def links(page: Page) -> Iterator[str]:
    """Yield every address on a page: of links, pictures, downloads, styles and scripts."""
    for tag in page.all("a", "img", "link", "script", "form"):
        for attribute in ("href", "src", "action"):
            if tag.get(attribute):
                yield str(tag[attribute])


def leads_nowhere(site: Site, page: Page, address: str) -> bool:
    path, anchor = urldefrag(unquote(address))
    path = path.partition("?v=")[0]
    target = (site.folder / page.name).parent / path if path else site.folder / page.name
    if not target.is_file():
        return True
    name = target.resolve().relative_to(site.folder.resolve()).as_posix()
    return bool(anchor) and anchor not in site.pages[name].ids


def test_every_link_of_a_page_leads_to_a_file_and_to_a_place_in_it(site: Site) -> None:
    inner = [
        (page, address)
        for page in site.pages.values()
        for address in links(page)
        if not urlsplit(address).scheme
    ]
    assert len(inner) > len(site.pages)
    assert [
        f"{page.name} → {address}" for page, address in inner if leads_nowhere(site, page, address)
    ] == []


def test_a_link_that_leads_nowhere_would_be_seen(site: Site) -> None:
    page = site.pages["explanation/rounding.html"]
    assert not leads_nowhere(site, page, "../glossary.html")
    assert not leads_nowhere(site, page, "../reference/_generated/diagnostics.html#tm201")
    assert leads_nowhere(site, page, "../glosary.html")
    assert leads_nowhere(site, page, "../reference/_generated/diagnostics.html#tm200")
    assert leads_nowhere(site, page, "#nowhere")


@pytest.mark.parametrize("name", ["diagnostics", "criteria-sets", "formats", "provenance"])
def test_what_is_not_english_in_the_reference_says_its_language(site: Site, name: str) -> None:
    """A list that names languages has the text of each, marked, under its name."""
    page = site.pages[f"reference/_generated/{name}.html"]
    marked = Counter(str(tag["lang"]) for tag in page.main.find_all("span", lang=True))
    terms = Counter(term.get_text() for term in page.main.find_all("dt"))
    for language in ("fi", "sv"):
        assert marked[language] >= max(terms[language], 1)


def test_what_the_page_of_the_sources_names_leads_to_its_place(site: Site) -> None:
    """Names of form fields, sets and worksheets are explained by the words beside them."""
    page = site.pages["explanation/where-the-sources-live.html"]
    named = {tag.get_text(): str(tag["href"]) for tag in page.main.find_all("a", href=True)}
    api, reference = "../reference/_generated/api", "../reference/_generated"
    assert (
        named["RootingPlan.what"]
        == f"{api}/toimintamalli.model.html#toimintamalli.model.RootingPlan"
    )
    assert named["TM201"] == f"{reference}/diagnostics.html#tm201"
    assert named["regions.toml"].startswith(f"{reference}/provenance.html#file-")
    assert named["toimintamalli plan suggest"].startswith(f"{reference}/cli.html#command-")
    code = {tag.get_text() for tag in page.main.find_all("code") if not tag.find_parent("a")}
    assert {
        text for text in code if re.match(r"[A-Z]\w+\.|TM\d|.*:|.*\.toml$|toimintamalli ", text)
    } == set()


def test_links_to_other_hosts_are_few_known_and_encrypted(site: Site) -> None:
    outer = {
        (parts.scheme, parts.netloc)
        for page in site.pages.values()
        for address in links(page)
        if (parts := urlsplit(address)).scheme
    }
    assert outer == {("https", host) for host in HOSTS_LINKED_TO}


def test_no_style_loads_anything_from_elsewhere(site: Site) -> None:
    styles = list(site.folder.rglob("*.css"))
    assert len(styles) > 0
    loaded = re.compile(r"(?:url\(|@import)\s*['\"]?((?:https?:)?//[^'\")]+)")
    assert [found for style in styles for found in loaded.findall(style.read_text("utf-8"))] == []


# -- search -----------------------------------------------------------------------------------


def test_the_search_knows_every_page_and_the_words_on_it(site: Site) -> None:
    text = (site.folder / "searchindex.js").read_text("utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    pages = {f"{name}.html" for name in index["docnames"]}
    assert pages == site.pages.keys() - MADE_BY_SPHINX
    # A title is kept under the first letters of its words
    places = index["titleterms"]["percentag"]
    found = [places] if isinstance(places, int) else places
    assert "explanation/rounding" in {index["docnames"][place] for place in found}


def test_the_page_of_the_search_says_what_it_needs_and_where_to_go_without(site: Site) -> None:
    page = site.pages["search.html"]
    (told,) = page.main.find_all("noscript")
    assert isinstance(told, Tag)
    assert "needs JavaScript" in told.get_text()
    assert [str(link["href"]) for link in told.find_all("a")] == [
        "genindex.html",
        "reference/index.html",
        "glossary.html",
    ]
    (form,) = page.main.find_all("form")
    assert isinstance(form, Tag)
    assert form.find("input", attrs={"name": "q"})


# -- colours ----------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    digits = colour.removeprefix("#")
    long = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    shares = [int(long[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_published() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)


def code_colours(style_sheet: str, scheme: str) -> set[tuple[str, str]]:
    """Return the colours of code with their backgrounds, in the light or the dark scheme."""
    dark = style_sheet.index("@media not print")
    rules = style_sheet[:dark] if scheme == "light" else style_sheet[dark:]
    (ground,) = set(re.findall(r"\.highlight \{ background: (#\w+)", rules))
    found = re.findall(r"\.highlight[^{]*\{([^}]*)\}", rules)
    pairs = set()
    for rule in found:
        colour = re.search(r"(?<![\w-])color: (#\w+)", rule)
        behind = re.search(r"background(?:-color)?: (#\w+)", rule)
        if colour:
            pairs.add((colour[1], behind[1] if behind else ground))
    return pairs


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_can_be_read_in_every_colour(site: Site, scheme: str) -> None:
    pairs = code_colours((site.folder / "_static" / "pygments.css").read_text("utf-8"), scheme)
    assert len(pairs) > 5
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < ENOUGH_CONTRAST} == {}


# The colours of words and what they stand on, by the names that the theme gives them.
WORDS = ("foreground-primary", "foreground-secondary", "foreground-muted", "brand-primary")
WORDS += ("brand-content", "brand-visited", "problematic")
GROUNDS = ("background-primary", "background-secondary", "background-hover")


def theme_colour(site: Site, name: str, scheme: str) -> str:
    """Return a colour of the theme, or what the configuration puts in its place."""
    style = (site.folder / "_static" / "styles" / "furo.css").read_text("utf-8")
    wanted = re.compile(rf"--color-{name}:\s*(#\w+)")
    light, dark, *_ = wanted.findall(site.pages["index.html"].html) or wanted.findall(style)
    return light if scheme == "light" else dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(site: Site, scheme: str) -> None:
    pairs = {
        (word, ground): contrast(
            theme_colour(site, word, scheme), theme_colour(site, ground, scheme)
        )
        for word in WORDS
        for ground in GROUNDS
    }
    assert {pair: found for pair, found in pairs.items() if found < ENOUGH_CONTRAST} == {}
