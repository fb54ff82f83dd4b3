"""Feed changed files to every reader for a while, and keep each file that brings out a fault.

A fault is whatever is no documented error, takes too long or too much memory, or ends the process.
Each kept file becomes a case of `tests/test_fuzzing.py`. The same seed tries the same files.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from pathlib import Path

from fuzz_mutations import mutated
from fuzz_readers import MOST_SECONDS, READERS, Reader, TooSlow, answer, bounded, limit_memory

CRASHES = Path(__file__).parent / "data" / "crashes"
_LINE = 100
_MOST_KEPT = 400
_SECONDS_TO_SHRINK = 20


def main() -> int:
    """Run the command; return 1 where a fault was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="for all readers together")
    parser.add_argument("--reader", choices=READERS, action="append", help="all by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep-in", type=Path, default=CRASHES, help="folder of kept files")
    wanted = parser.parse_args()
    names = wanted.reader or list(READERS)
    print("| reader | files | seconds | different answers | faults |")
    print("|---|---:|---:|---:|---:|")
    faults = 0
    for name in names:
        faults += _watch(READERS[name], wanted.seconds / len(names), wanted.seed, wanted.keep_in)
    return 1 if faults else 0


# -- the process that watches -----------------------------------------------------------------


def _watch(reader: Reader, seconds: float, seed: int, folder: Path) -> int:
    """Try a reader in a process of its own, which a file may end or hold up for ever."""
    end = time.monotonic() + seconds
    began = time.monotonic()
    tried = multiprocessing.Value("Q", 0)
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        current, found = Path(temporary, "current"), Path(temporary, "found")
        found.mkdir()
        while (left := end - time.monotonic()) > 0 or not total["processes"]:
            total["processes"] += 1
            process = multiprocessing.Process(
                target=_try, args=(reader.name, left, seed, current, found, tried)
            )
            process.start()
            process.join(max(left, 0) + 3 * MOST_SECONDS + _SECONDS_TO_SHRINK)
            if process.exitcode != 0:
                process.kill()
                process.join()
                _keep(current.read_bytes(), "the process ended or hung", found)
            seed += 1_000_000
        total["answers"] = len(list(found.glob("*.answer")))
        for fault in sorted(found.glob("*.fault")):
            total["faults"] += 1
            _save(reader, fault, folder)
    row = (reader.name, tried.value, round(time.monotonic() - began), total["answers"])
    print(f"| {' | '.join(map(str, row))} | {total['faults']} |", flush=True)
    return total["faults"]


def _keep(data: bytes, about: str, found: Path) -> None:
    """Keep a file under what is wrong with it: of one fault, only the smallest."""
    name = hashlib.sha256(about.encode("utf-8", "replace")).hexdigest()[:12]
    kept = found / f"{name}.fault"
    if not kept.exists() or kept.stat().st_size > len(data):
        kept.write_bytes(data)
        (found / f"{name}.about").write_text(about, "utf-8", "replace")


def _save(reader: Reader, fault: Path, folder: Path) -> None:
    """Write a fixture: readable nowhere, harmless everywhere, and small."""
    data = fault.read_bytes()
    print(fault.with_suffix(".about").read_text("utf-8"), file=sys.stderr)
    digits = zlib.compress(data, 9).hex()
    lines = [digits[start : start + _LINE] for start in range(0, len(digits), _LINE)]
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{reader.name}-{hashlib.sha256(data).hexdigest()[:8]}.hex"
    (folder / name).write_text("\n".join(lines) + "\n", "ascii")
    print(f"kept in {folder / name}\n", file=sys.stderr)


# -- the process that tries -------------------------------------------------------------------


def _try(name: str, seconds: float, seed: int, current: Path, found: Path, tried: object) -> None:
    reader = READERS[name]
    seeds = list(reader.seeds())
    chance = random.Random(f"{name} {seed}")
    answers: set[str] = set()
    for data in seeds:
        current.write_bytes(data)
        answer(reader, data)
    limit_memory()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutated(seeds, chance, reader.kind)
        current.write_bytes(data)
        tried.value += 1  # type: ignore[attr-defined]
        said, about = _said(reader, data)
        if about:
            _keep(_smaller(reader, data, about), about, found)
        elif said not in answers and len(seeds) < _MOST_KEPT:
            # What is answered in a new way may lead to other answers still.
            answers.add(said)
            seeds.append(data)
            (found / f"{hashlib.sha256(said.encode()).hexdigest()[:16]}.answer").touch()


def _said(reader: Reader, data: bytes) -> tuple[str, str]:
    """Return the answer, and what is wrong with it."""
    try:
        with bounded():
            return answer(reader, data), ""
    except TooSlow as error:
        return "", f"{reader.name}: {error}"
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return "", f"{reader.name}: {type(error).__name__} at {place.filename}:{place.lineno}"


def _smaller(reader: Reader, data: bytes, about: str) -> bytes:
    """Return less of a file with the same fault, as far as there is time."""
    end = time.monotonic() + _SECONDS_TO_SHRINK
    size = len(data) // 2
    while size and time.monotonic() < end:
        start = 0
        while start < len(data) and time.monotonic() < end:
            less = data[:start] + data[start + size :]
            if _said(reader, less)[1] == about:
                data = less
            else:
                start += size
        size //= 2
    return data


if __name__ == "__main__":
    sys.exit(main())
