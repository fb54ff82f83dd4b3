"""Mending what is certain: hidden characters, odd spaces, and how the code of a title is spelled.

Words and meaning stay. Whatever takes a decision is for `toimintamalli.checks` to tell and for a
person to mend.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrs import evolve, frozen

from toimintamalli.analysis.titles import TitleCode, read_title
from toimintamalli.composition import is_untouched
from toimintamalli.diagnostics import Report, diagnostic
from toimintamalli.model import PracticeModel
from toimintamalli.model.traversal import TextChange, map_texts, texts_of
from toimintamalli.text import CleanedText, CleaningKind, LocalizedText, clean_text
from toimintamalli.vocabulary import localized, programmes

__all__ = ["TITLE", "Fixed", "fix", "spelled_title", "tidied"]

TITLE = "basics.title"
"""Path of the text whose code is spelled alike."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_EDGE = "|"
_OF_ONES_OWN = re.compile(r"(?:^|\.)x-")


@frozen(kw_only=True)
class Fixed:
    """A model with what is certain mended.

    Attributes:
        model: The mended model; the same object where nothing was to be mended.
        changes: One finding for each change of a field: TM295 a text tidied, TM296 the code of
            the title spelled alike.
    """

    model: PracticeModel
    changes: Report


def fix(model: PracticeModel) -> Fixed:
    r"""Return the model with hidden characters, odd spaces and the title's code mended.

    Nothing is guessed: characters that only one font knows stay, and so does a code that no list
    knows. Fields of one's own (``x-``) and texts composed from the plan, which are recognised by
    their letters, are not touched. Fixing again changes nothing.

    Args:
        model: The model; it is not changed.

    Example:
        >>> from toimintamalli.model import BasicData, PracticeModel
        >>> model = PracticeModel(basics=BasicData(title="Etä\xadvastaanotto (RRP, P4,I1)"))
        >>> fixed = fix(model)
        >>> fixed.model.basics.title
        'Etävastaanotto (RRP, P4, I1)'
        >>> fixed.changes.codes
        ('TM295', 'TM296')
    """
    kinds: dict[str, Counter[CleaningKind]] = {}
    in_pieces = _texts_in_pieces(model)
    composed = _composed_texts(model)

    def tidy(path: str, text: str) -> str:
        if path in composed or _OF_ONES_OWN.search(path):
            return text
        cleaned = _tidied_piece(text) if path in in_pieces else tidied(text)
        found = kinds.setdefault(path, Counter())
        found.update({change.kind: change.count for change in cleaned.changes})
        return cleaned.text

    tidied_model = _until_it_stays(model, tidy)
    findings = [
        diagnostic("TM295", path, changes=tuple(_told(found)))
        for path, found in kinds.items()
        if found.total()
    ]
    title = tidied_model.basics.title
    spelled = spelled_title(title)
    if spelled != title:
        basics = evolve(tidied_model.basics, title=spelled)
        tidied_model = evolve(tidied_model, basics=basics)
        findings.append(diagnostic("TM296", TITLE, found=title, spelled=spelled))
    return Fixed(model=tidied_model, changes=Report(findings))


def tidied(text: str) -> CleanedText:
    """Return a text without hidden characters and odd spaces; as it was, if a sign would be lost.

    Line ends behind the text stay: a text of several lines in YAML mostly has one.

    Example:
        >>> tidied("Perhe\u00adtupa ").text
        'Perhetupa'
    """
    words = text.rstrip("\n")
    cleaned = clean_text(words)
    if cleaned.text.count(_REPLACEMENT) > text.count(_REPLACEMENT):
        return CleanedText(text)
    return CleanedText(cleaned.text + text[len(words) :], cleaned.changes)


def spelled_title(title: str) -> str:
    """Return a title with the code at its end written as ``(RRP, P4, I1)``, if it is all known.

    Example:
        >>> spelled_title("Etävastaanotto, Lapin HVA (RRP, P4 I3)")
        'Etävastaanotto, Lapin HVA (RRP, P4, I3)'
        >>> spelled_title("Etävastaanotto (RRP2, P4,I1)")
        'Etävastaanotto (RRP2, P4,I1)'
    """
    code = read_title(title)
    start = title.rfind(code.written) if _is_all_known(code) else -1
    if start < 0:
        return title
    name, rest = title[:start].rstrip(), title[start + len(code.written) :].strip()
    in_brackets = name.endswith("(") and rest == ")"
    behind_comma = name.endswith(",") and not rest
    if not in_brackets and not behind_comma:
        return title
    return f"{name[:-1].rstrip()} ({_spelled(code)})".lstrip()


# -- texts ------------------------------------------------------------------------------------


def _tidied_piece(text: str) -> CleanedText:
    """Tidy a piece of a longer text: the spaces at its ends part it from its neighbours."""
    cleaned = tidied(f"{_EDGE}{text}{_EDGE}")
    return CleanedText(cleaned.text[1:-1], cleaned.changes)


def _texts_in_pieces(model: PracticeModel) -> frozenset[str]:
    """Return the paths of rich texts that have several pieces, such as words around a link."""
    pieces = Counter(path for path, _ in texts_of(model))
    return frozenset(path for path, count in pieces.items() if count > 1)


def _composed_texts(model: PracticeModel) -> frozenset[str]:
    return frozenset(
        f"form.sections[{place}].text"
        for place, section in enumerate(model.form.sections)
        if is_untouched(section)
    )


def _until_it_stays(model: PracticeModel, tidy: TextChange) -> PracticeModel:
    """Tidy until nothing changes: joining the pieces of a rich text can bring spaces together."""
    while (tidied_model := map_texts(model, tidy)) != model:
        model = tidied_model
    return model


def _told(kinds: Counter[CleaningKind]) -> Iterator[LocalizedText]:
    for kind in CleaningKind:
        if kinds[kind]:
            words = localized("toimintamalli", f"cleaning.{kind}")
            yield LocalizedText(
                fi=f"{words.fi} ({kinds[kind]})",
                sv=f"{words.sv} ({kinds[kind]})",
                en=f"{words.en} ({kinds[kind]})",
            )


# -- title ------------------------------------------------------------------------------------


def _is_all_known(code: TitleCode) -> bool:
    """Whether the code is of a known programme, pillar and investments, parted by nothing else."""
    if not code.programme or not code.pillar or code.suffix or code.unknown:
        return False
    return not re.search(r"[&+/]|\b(?:ja|och|and)\b", code.written, re.IGNORECASE)


def _spelled(code: TitleCode) -> str:
    programme = next(one for one in programmes() if one.id == code.programme)
    return ", ".join((programme.code, code.pillar or "", *code.investments))
