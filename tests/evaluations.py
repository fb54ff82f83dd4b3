"""A small criteria set, a short way to write answers, and strategies for evaluations.

Test files run this file (`runpy`) rather than import it: the folder of tests is no package.
"""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from toimintamalli._definitions import read_definition
from toimintamalli.analysis.answers import Reply, ReplyState
from toimintamalli.analysis.consensus import Settled, Settlement
from toimintamalli.instruments._problems import problems_of
from toimintamalli.model import Answer, AnswerState, Evaluation, Evaluator, EvaluatorRole
from toimintamalli.model.instrument import Instrument

# Two scales, weights, a condition, a rule of consensus, and an earlier version in which ``works``
# was called ``toimii`` and the digital theme was not asked.
_TOML = """
id = "pieni"
version = "2"
title = { fi = "Pieni", sv = "Liten", en = "Small" }
provenance = { status = "own", source = "Keksitty testiin", read = 2025-01-01 }
asks = ["date", "unit", "stage"]
not_applicable_needs_reason = true
consensus = { percent = 75, spread = 1 }

[[scales]]
id = "agreement"
levels = [
  { id = "no", side = "disagree", points = 0, label = { fi = "ei", sv = "nej", en = "no" } },
  { id = "rather_no", side = "disagree", points = 1, label = { fi = "e", sv = "n", en = "n" } },
  { id = "rather_yes", side = "agree", points = 2, label = { fi = "k", sv = "j", en = "y" } },
  { id = "yes", side = "agree", points = 3, label = { fi = "kyllä", sv = "ja", en = "yes" } },
]

[[scales]]
id = "grades"
numeric = true
levels = [
  { id = "g1", points = 1, label = { fi = "1", sv = "1", en = "1" } },
  { id = "g2", points = 2, label = { fi = "2", sv = "2", en = "2" } },
  { id = "g3", points = 3, label = { fi = "3", sv = "3", en = "3" } },
  { id = "g4", points = 4, label = { fi = "4", sv = "4", en = "4" } },
  { id = "g5", points = 5, label = { fi = "5", sv = "5", en = "5" } },
]

[[themes]]
id = "use"
title = { fi = "Käyttö", sv = "Användning", en = "Use" }

[[themes]]
id = "digital"
title = { fi = "Digi", sv = "Digi", en = "Digital" }

[[criteria]]
id = "need"
theme = "use"
scale = "agreement"
question = { fi = "Tarve tunnetaan", sv = "Behovet är känt", en = "The need is known" }

[[criteria]]
id = "works"
theme = "use"
scale = "agreement"
weight = 2
question = { fi = "Malli toimii", sv = "Modellen fungerar", en = "The model works" }

[[criteria]]
id = "lasts"
theme = "use"
scale = "agreement"
question = { fi = "Malli pysyy", sv = "Modellen består", en = "The model lasts" }

[[criteria]]
id = "online"
theme = "digital"
scale = "agreement"
weight = 2
applies_when = { trait = "sectors", any_of = ["health"] }
question = { fi = "Etäyhteys toimii", sv = "Distansen fungerar", en = "Remote contact works" }

[[criteria]]
id = "grade"
theme = "digital"
scale = "grades"
question = { fi = "Arvosana", sv = "Vitsord", en = "Grade" }

[[earlier]]
version = "1"
criteria = [{ old = "need", new = "need" }, { old = "toimii", new = "works" }]
"""

SMALL = read_definition(_TOML, Instrument, problems_of)
# The same without its condition, theme by theme as before.
ALWAYS_ASKED = evolve(
    SMALL, criteria=tuple(evolve(criterion, applies_when=None) for criterion in SMALL.criteria)
)

_STATES = {state.value for state in AnswerState} - {AnswerState.LEVEL.value}


def answers(evaluator: str | None, **replies: str) -> tuple[Answer, ...]:
    """Return one answer for each criterion: a level, or the name of another state."""
    return tuple(
        Answer(criterion=name, evaluator=evaluator, state=AnswerState(reply))
        if reply in _STATES
        else Answer(criterion=name, evaluator=evaluator, level=reply)
        for name, reply in replies.items()
    )


def evaluation(
    *given: tuple[Answer, ...], version: str = "2", of: str = "pieni", **roles: str
) -> Evaluation:
    """Return an evaluation with the small set."""
    return Evaluation(
        id="kierros-1",
        instrument=of,
        instrument_version=version,
        evaluators=tuple(
            Evaluator(id=name, role=EvaluatorRole(role)) for name, role in roles.items()
        ),
        answers=tuple(answer for some in given for answer in some),
    )


def level(rank: int) -> Reply:
    """Return the reply that chose a level."""
    return Reply(ReplyState.LEVEL, rank)


def stands(reply: Reply | str) -> Settled:
    """Return a reply that stands for all: a reply, or the name of a state."""
    one = Reply(ReplyState(reply)) if isinstance(reply, str) else reply
    return Settled(reply=one, how=Settlement.ONLY_ANSWER, lowest=one.rank, highest=one.rank)


# -- strategies -------------------------------------------------------------------------------

_NAMES = ("anna", "bo", "cilla", "daavid")


def good_evaluations(instrument: Instrument) -> st.SearchStrategy[Evaluation]:
    """Evaluations in which up to four listed people answer once to whatever they like."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Evaluation:
        people = draw(st.lists(st.sampled_from((*_NAMES, None)), unique=True, max_size=4))
        given = []
        for person in people:
            for criterion in instrument.criteria:
                known = [known.id for known in instrument.scale_of(criterion).levels]
                reply = draw(st.sampled_from([None, *known, *sorted(_STATES)]))
                if reply is not None:
                    given.append(answers(person, **{criterion.id: reply}))
        listed = {person: draw(st.sampled_from(["self", "peer"])) for person in people if person}
        return evaluation(
            *draw(st.permutations(given)), version=instrument.version, of=instrument.id, **listed
        )

    return drawn()


def any_evaluations(instrument: Instrument) -> st.SearchStrategy[Evaluation]:
    """Evaluations in which nothing need fit: unknown names, wrong levels, doubled answers."""
    criteria = [criterion.id for criterion in instrument.criteria]
    levels = [known.id for scale in instrument.scales for known in scale.levels]
    versions = [instrument.version, *(earlier.version for earlier in instrument.earlier)]
    return st.builds(
        Evaluation,
        id=st.sampled_from(["a", "b", ""]),
        instrument=st.just(instrument.id),
        instrument_version=st.sampled_from(["", "toinen", *versions]),
        participants=st.none() | st.integers(),
        unit=st.sampled_from(["", " ", "Asema"]),
        evaluators=st.lists(
            st.builds(Evaluator, id=st.sampled_from(_NAMES), role=st.sampled_from(EvaluatorRole)),
            max_size=4,
        ).map(tuple),
        answers=st.lists(
            st.builds(
                Answer,
                criterion=st.sampled_from([*criteria, "toimii", "", "outo"]),
                state=st.sampled_from(AnswerState),
                level=st.sampled_from([None, "", "outo", *levels]),
                evaluator=st.sampled_from([None, "", *_NAMES]),
                reason=st.sampled_from(["", " ", "Ei kuulu."]),
            ),
            max_size=12,
        ).map(tuple),
    )
