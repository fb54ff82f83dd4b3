"""How long it takes to find overlaps, how much memory, and how both grow with the portfolio.

The models are made of a vocabulary in which few words are frequent and most are rare, as in real
text, with Finnish endings. Each belongs to one of the counties and is about one topic that has
words of its own; a project pastes the same sentences into each of its descriptions. One model in
twenty is written anew from another one of its county.
"""

import random
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import log
from statistics import median
from time import process_time

from attrs import frozen
from rapidfuzz import fuzz, process

import toimintamalli as tm
from toimintamalli.model import Form, Portfolio, PracticeModel, ProgrammeData, RichText, Section
from toimintamalli.vocabulary import counties

ROUNDS = 3
SIZES = (100, 700, 2000, 5000)
PEER_UP_TO = 700
SYLLABLES = ("ka", "ti", "lu", "mo", "per", "hoi", "ta", "vel", "sä", "ny", "ri", "kes", "pa", "tu")
ENDINGS = ("", "", "", "n", "ssa", "lla", "sta", "lle", "t", "ja", "jen", "ita", "ksi", "na")
VOCABULARY, TOPICS, TOPIC_WORDS = 30_000, 400, 40
TITLE, SUMMARY, DESCRIPTION, PASTED = 4, 18, 260, 40
PEER = "every pair of titles and summaries with token_set_ratio"
ALIKE = fuzz.token_set_ratio
WITHIN, ACROSS = "find_overlaps", "find_overlaps, across=True"


@frozen
class Figures:
    """What one way of finding overlaps took."""

    seconds: float
    mebibytes: float
    pairs: int


def main() -> None:
    """Measure every size and print two tables in Markdown."""
    python = sys.version.split()[0]
    print(f"Overlaps, medians of {ROUNDS} interleaved rounds, Python {python}\n")
    print("| models | what | CPU s | MiB at most | pairs |")
    print("|---:|---|---:|---:|---:|")
    measured: dict[int, dict[str, Figures]] = {}
    for size in SIZES:
        measured[size] = _figures(made(size))
        for name, told in measured[size].items():
            print(f"| {size} | {name} | {told.seconds:.2f} | {told.mebibytes:.0f} | {told.pairs} |")
    print("\n| from | to | exponent of the time | across counties |")
    print("|---:|---:|---:|---:|")
    for small, large in pairwise(SIZES):
        exponents = [
            log(measured[large][name].seconds / measured[small][name].seconds) / log(large / small)
            for name in (WITHIN, ACROSS)
        ]
        print(f"| {small} | {large} | {exponents[0]:.2f} | {exponents[1]:.2f} |")


def _figures(portfolio: Portfolio) -> dict[str, Figures]:
    ways: dict[str, Callable[[], int]] = {
        WITHIN: lambda: len(tm.find_overlaps(portfolio).pairs),
        ACROSS: lambda: len(tm.find_overlaps(portfolio, across=True).pairs),
    }
    if len(portfolio.models) <= PEER_UP_TO:
        texts = [_text_of(model) for model in portfolio.models]
        ways[PEER] = lambda: _compare_all(texts)
    rounds = [{name: _timed(way) for name, way in ways.items()} for _ in range(ROUNDS)]
    return {
        name: Figures(median(times[name] for times in rounds), *_memory(way))
        for name, way in ways.items()
    }


def _text_of(model: PracticeModel) -> str:
    return f"{model.basics.title} {model.basics.summary}"


def _compare_all(texts: Sequence[str]) -> int:
    """Count the pairs that are alike; quadratic, and blind to which words are rare."""
    return sum(
        len(process.extract(text, texts[:place], scorer=ALIKE, score_cutoff=60, limit=None))
        for place, text in enumerate(texts)
    )


def _timed(way: Callable[[], object]) -> float:
    start = process_time()
    way()
    return process_time() - start


def _memory(way: Callable[[], int]) -> tuple[float, int]:
    tracemalloc.start()
    pairs = way()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20, pairs


# -- models -----------------------------------------------------------------------------------


def made(size: int) -> Portfolio:
    """Return a portfolio that is the same in every run."""
    chance = random.Random(size)
    writer = _Writer(chance)
    models: list[PracticeModel] = []
    for place in range(size):
        copied = place % 20 == 19
        models.append(writer.again(models[-7]) if copied else writer.model())
    return Portfolio(models=tuple(models))


class _Writer:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = self._vocabulary()
        self._reach = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self._topics = [chance.sample(self._words, TOPIC_WORDS) for _ in range(TOPICS)]
        self._pasted = {county.id: self._text(self._words[:50], PASTED) for county in counties()}

    def _vocabulary(self) -> list[str]:
        lengths = self._chance.choices((2, 3, 4, 5, 6), k=VOCABULARY)
        return ["".join(self._chance.choices(SYLLABLES, k=length)) for length in lengths]

    def model(self) -> PracticeModel:
        county = self._chance.choice(counties())
        topic = self._chance.choice(self._topics)
        return _model(
            county.id,
            f"{self._text(topic, TITLE, 0.5)}, {county.name.fi} (RRP, P4, I1)",
            self._text(topic, SUMMARY, 0.25),
            f"{self._pasted[county.id]} {self._text(topic, DESCRIPTION, 0.1)}",
        )

    def again(self, model: PracticeModel) -> PracticeModel:
        """Return a model in which one word in three is another."""
        return _model(
            model.programme.counties[0],
            self._changed(model.basics.title),
            self._changed(model.basics.summary),
            self._changed(model.form.sections[0].text.plain),
        )

    def _text(self, topic: Sequence[str], length: int, share: float = 0.0) -> str:
        common = self._chance.choices(self._words, cum_weights=self._reach, k=length)
        own = self._chance.choices(topic, k=length)
        return " ".join(
            (mine if self._chance.random() < share else word) + self._chance.choice(ENDINGS)
            for mine, word in zip(own, common, strict=True)
        )

    def _changed(self, text: str) -> str:
        return " ".join(
            self._chance.choice(self._words) if self._chance.random() < 1 / 3 else word
            for word in text.split()
        )


def _model(county: str, title: str, summary: str, description: str) -> PracticeModel:
    return PracticeModel(
        basics=tm.BasicData(title=title, summary=summary),
        programme=ProgrammeData(counties=(county,)),
        form=Form(sections=(Section(field="solution_idea", text=RichText.parse(description)),)),
    )


if __name__ == "__main__":
    main()
