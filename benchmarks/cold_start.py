"""How long a fresh interpreter takes to be of use, beside one that only imports attrs.

Every row is a program run in an interpreter of its own. The programs take turns, so that a busy
moment of the machine touches all of them. Everything is compiled before the first round.
"""

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from time import perf_counter

from _rounds import Compared, compared_times, in_turns, show

ROUNDS = 15
PEER = "import attrs"
DOCUMENT = """\
format_version: 1
basics:
  title: Etävastaanotto terveysasemalla
  summary: Vastaanotto ilman matkaa.
form:
  sections:
    - field: solution_idea
      text: |-
        Hoitaja ja asiakas tapaavat **etänä**.

        - Ajan saa samana päivänä.
"""
PROGRAMS = {
    PEER: "import attrs",
    "import toimintamalli": "import toimintamalli",
    "list the formats": "import toimintamalli as tm; tm.formats()",
    "load one model and write its form text": (
        "import toimintamalli as tm; tm.render(tm.load('malli.yaml'), format='innokyla')"
    ),
}


GOALS = {
    "import toimintamalli": 0.45,
    "list the formats": 1.3,
    "load one model and write its form text": 2.2,
}


def main() -> None:
    """Measure every program and print a table in Markdown."""
    show(compared())


def compared() -> list[Compared]:
    """Return a row for each program of the library."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "malli.yaml").write_text(DOCUMENT, "utf-8")
        times = in_turns(
            {name: partial(_run, program, folder) for name, program in PROGRAMS.items()},
            ROUNDS,
            perf_counter,
        )
    return [
        compared_times(what, f"`{PEER}`", (times[PEER], times[what]), goal=goal)
        for what, goal in GOALS.items()
    ]


def _run(program: str, folder: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = kept | {"PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
    subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, check=True)


if __name__ == "__main__":
    main()
