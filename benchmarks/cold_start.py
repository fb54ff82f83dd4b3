"""How long a fresh interpreter takes to be of use, beside one that only imports attrs.

Every row is a program run in an interpreter of its own. The programs take turns, so that a busy
moment of the machine touches all of them, and what is told is the median as a ratio to the peer.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

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
    "bare Python": "pass",
    PEER: "import attrs",
    "import toimintamalli": "import toimintamalli",
    "list the formats": "import toimintamalli as tm; tm.formats()",
    "load one model and write its form text": (
        "import toimintamalli as tm; tm.render(tm.load('malli.yaml'), format='innokyla')"
    ),
}


def main() -> None:
    """Measure every program and print a table in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "malli.yaml").write_text(DOCUMENT, "utf-8")
        times = _measured(Path(folder))
    peer = times[PEER]
    print(f"Cold start, medians of {ROUNDS} interleaved rounds, Python {sys.version.split()[0]}\n")
    print(f"| program | ms | ratio to `{PEER}` |")
    print("|---|---:|---:|")
    for name, seconds in times.items():
        print(f"| {name} | {seconds * 1000:.0f} | {seconds / peer:.2f} |")


def _measured(folder: Path) -> dict[str, float]:
    for program in PROGRAMS.values():
        _run(program, folder)  # compiles what has never been imported
    rounds = [
        {name: _run(program, folder) for name, program in PROGRAMS.items()} for _ in range(ROUNDS)
    ]
    return {name: median(times[name] for times in rounds) for name in PROGRAMS}


def _run(program: str, folder: Path) -> float:
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    start = perf_counter()
    subprocess.run([sys.executable, "-c", program], cwd=folder, env=environment, check=True)
    return perf_counter() - start


if __name__ == "__main__":
    main()
