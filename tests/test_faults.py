"""Faults of disks, folders, names and processes: nothing is lost, and no file is left half written.

What a fault does to a process is tried in processes of its own, which tell what they saw as JSON.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
import tracemalloc
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import toimintamalli as tm
from toimintamalli.cli import main
from toimintamalli.column_maps import model_files
from toimintamalli.documents import document_files
from toimintamalli.model import BasicData

TUPA = tm.PracticeModel(id="perhetupa", basics=BasicData(title="Perhetupa"))
NAMES_OF_WINDOWS = ("CON", "nul", "Com1", "LPT9", "aux.backup")
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has neither signals nor such modes")

OLD, NEW = "vanha " * 50_000, "uusi! " * 50_000
PRELUDE = """
import json, os, resource, signal, sys, tempfile, time
from pathlib import Path
import toimintamalli as tm
from toimintamalli._files import write_whole
from toimintamalli.model import BasicData

def as_nobody(closed=()):
    # The rights of an administrator are given up: no mode stops one.
    model = tm.PracticeModel(id="malli")
    tm.dump(model, "valmis.yaml")  # loads what only an administrator may be able to load
    tm.load("valmis.yaml")
    tm.check_files(["valmis.yaml", "."])
    told(lambda: tm.load("poissa.yaml"))
    os.unlink("valmis.yaml")
    for name in closed:
        os.chmod(name, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)

def told(call):
    try:
        call()
    except tm.ToimintamalliError as error:
        return [type(error).__name__, *error.report.codes]
    return []
"""


def tell(body: str, *arguments: object, before: tuple[str, ...] = ()) -> Any:
    """Run a program in a process of its own and return what it prints as JSON."""
    answer = subprocess.run(
        [*before, sys.executable, "-c", PRELUDE + textwrap.dedent(body), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def codes_of(error: type[tm.ToimintamalliError], call: Any) -> tuple[str, ...]:
    with pytest.raises(error) as caught:
        call()
    return caught.value.report.codes


def leavings(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.suffix == ".tmp")


# -- disks ------------------------------------------------------------------------------------


@POSIX
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """The limit on the size of files stands for a disk that fills up in the middle of a file."""
    (tmp_path / "malli.yaml").write_text(OLD)
    seen = tell(
        """
        folder = Path(sys.argv[1])
        model = tm.PracticeModel(basics=BasicData(title="Perhetupa " * 20_000))
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        print(json.dumps([
            told(lambda: tm.dump(model, folder / "malli.yaml", overwrite=True)),
            told(lambda: tm.dump(model, folder / "toinen.yaml")),
        ]))
        """,
        tmp_path,
    )
    assert seen == [["UnreadableFileError", "TM913"]] * 2
    assert (tmp_path / "malli.yaml").read_text() == OLD
    assert [file.name for file in tmp_path.iterdir()] == ["malli.yaml"]


def test_a_disk_that_is_really_full_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    mounting = ("unshare", "--mount", "--map-root-user")
    if (
        shutil.which("unshare") is None
        or subprocess.run([*mounting, "true"], check=False).returncode
    ):
        pytest.skip("this system lets nobody mount a small disk of their own")
    seen = tell(
        """
        import subprocess
        folder = sys.argv[1]
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=True)
        os.chdir(folder)
        Path("malli.yaml").write_text("vanha")
        model = tm.PracticeModel(basics=BasicData(title="Perhetupa " * 100_000))
        first = told(lambda: tm.dump(model, "malli.yaml", overwrite=True))
        second = told(lambda: tm.dump(model, "toinen.yaml"))
        print(json.dumps([first, second, Path("malli.yaml").read_text(), os.listdir()]))
        """,
        tmp_path,
        before=mounting,
    )
    assert seen == [*[["UnreadableFileError", "TM913"]] * 2, "vanha", ["malli.yaml"]]


def test_a_read_only_folder_is_told_and_keeps_its_old_file() -> None:
    seen = tell(
        """
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            Path("malli.yaml").write_text("vanha")
            child = os.fork()
            if child == 0:
                os.chmod(folder, 0o755)
                as_nobody()
                if os.stat(folder).st_uid == os.getuid():
                    os.chmod(folder, 0o555)
                model = tm.PracticeModel(id="uusi")
                seen = [told(lambda: tm.dump(model, "toinen.yaml")),
                        told(lambda: tm.dump(model, "malli.yaml", overwrite=True))]
                print(json.dumps([seen, Path("malli.yaml").read_text(), os.listdir()]), flush=True)
                os._exit(0)
            os.waitpid(child, 0)
            os.chmod(folder, 0o755)
        """
    )
    assert seen == [[["UnreadableFileError", "TM913"]] * 2, "vanha", ["malli.yaml"]]


def test_a_file_that_is_protected_against_writing_is_not_replaced() -> None:
    seen = tell(
        """
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            Path("malli.yaml").write_text("vanha")
            os.chmod("malli.yaml", 0o444)
            os.chmod(folder, 0o777)
            child = os.fork()
            if child == 0:
                as_nobody()
                model = tm.PracticeModel(id="uusi")
                seen = told(lambda: tm.dump(model, "malli.yaml", overwrite=True))
                print(json.dumps([seen, Path("malli.yaml").read_text(), os.listdir()]), flush=True)
                os._exit(0)
            os.waitpid(child, 0)
        """
    )
    assert seen == [["UnreadableFileError", "TM913"], "vanha", ["malli.yaml"]]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_that_is_replaced_stays_as_private_as_it_was(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    file.write_text("vanha")
    file.chmod(mode)
    tm.dump(TUPA, file, overwrite=True)
    assert stat.S_IMODE(file.stat().st_mode) == mode


# -- targets ----------------------------------------------------------------------------------


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "malli.yaml").mkdir()
    for overwrite in (False, True):
        told = codes_of(
            tm.UnreadableFileError,
            lambda overwrite=overwrite: tm.dump(TUPA, tmp_path / "malli.yaml", overwrite=overwrite),
        )
        assert told == ("TM134",)
    assert [file.is_dir() for file in tmp_path.iterdir()] == [True]


def test_a_broken_link_gets_the_file_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "linkki.yaml").symlink_to(tmp_path / "malli.yaml")
    tm.dump(TUPA, tmp_path / "linkki.yaml")
    assert (tmp_path / "linkki.yaml").is_symlink()
    assert tm.load(tmp_path / "malli.yaml") == TUPA
    assert leavings(tmp_path) == []


@pytest.mark.parametrize("overwrite", [False, True])
def test_links_in_a_circle_stay_as_they_are(overwrite: bool, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    target = tmp_path / "a.yaml"
    told = codes_of(tm.UnreadableFileError, lambda: tm.dump(TUPA, target, overwrite=overwrite))
    assert told == ("TM913",)
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_symlink()) == [
        "a.yaml",
        "b.yaml",
    ]


@POSIX
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_pipe_or_a_device_is_never_replaced_by_a_file(overwrite: bool, tmp_path: Path) -> None:
    pipe = tmp_path / "malli.yaml"
    os.mkfifo(pipe)
    link = tmp_path / "laite.yaml"
    link.symlink_to(os.devnull)
    for target in (pipe, link):
        told = codes_of(
            tm.UnreadableFileError,
            lambda target=target: tm.dump(TUPA, target, overwrite=overwrite),
        )
        assert told == ("TM919",)
    assert pipe.is_fifo()
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", NAMES_OF_WINDOWS)
def test_a_name_that_windows_keeps_for_itself_is_whole_or_told(name: str, tmp_path: Path) -> None:
    """Elsewhere it is a name like any other; on Windows the fault is the system's own."""
    file = tmp_path / f"{name}.yaml"
    try:
        tm.dump(TUPA, file)
    except tm.UnreadableFileError:
        assert os.name == "nt"
    else:
        assert tm.load(file) == TUPA
    assert leavings(tmp_path) == []


# -- processes --------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("was_there", [False, True])
def test_a_process_killed_at_any_step_leaves_the_old_file_or_the_new(
    was_there: bool, tmp_path: Path
) -> None:
    """The process is killed before each call into the system, one after the other."""
    steps = tell(
        """
        folder, was_there, old, new = Path(sys.argv[1]), sys.argv[2] == "True", b"o" * 9, b"n" * 9
        target = folder / "malli.yaml"
        killed, steps = True, []
        while killed:
            for file in folder.iterdir():
                file.unlink()
            if was_there:
                target.write_bytes(old)
            child = os.fork()
            if child == 0:
                left = [len(steps)]
                def count(frame, event, argument):
                    if event == "c_call":
                        left[0] -= 1
                        if left[0] < 0:
                            os.kill(os.getpid(), signal.SIGKILL)
                sys.setprofile(count)
                write_whole(target, new, overwrite=was_there)
                sys.setprofile(None)
                os._exit(0)
            killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
            whole = target.read_bytes().decode() if target.exists() else None
            others = [file.name for file in folder.iterdir() if file != target]
            steps.append([whole, others])
        print(json.dumps(steps))
        """,
        tmp_path,
        was_there,
    )
    before = "o" * 9 if was_there else None
    assert len(steps) > 10
    assert steps[0] == [before, []]
    assert steps[-1] == ["n" * 9, []]
    assert {whole for whole, _ in steps} == {before, "n" * 9}
    others = {name for _, names in steps for name in names}
    assert others
    assert all(name.startswith(".tm-") and name.endswith(".tmp") for name in others)


@POSIX
def test_a_process_killed_at_any_moment_leaves_one_content_whole(tmp_path: Path) -> None:
    file = tmp_path / "malli.txt"
    writing = """
    target, number = Path(sys.argv[1]), 0
    print("null", flush=True)
    while True:
        number += 1
        write_whole(target, str(number % 10).encode() * 3_000_000, overwrite=True)
    """
    moments = random.Random(8)
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", PRELUDE + textwrap.dedent(writing), file],
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.02 + moments.random() / 20)
            process.send_signal(signal.SIGKILL)
        content = file.read_text()
        assert len(content) == 3_000_000
        assert len(set(content)) == 1


def test_what_a_killed_process_leaves_is_no_document_and_stops_nobody(tmp_path: Path) -> None:
    tm.dump(TUPA, tmp_path / "malli.yaml")
    (tmp_path / ".tm-0123456789abcdef.tmp").write_text("format_ver")
    assert tm.load_portfolio(tmp_path).models == (TUPA,)
    assert not tm.load_portfolio(tmp_path).problems
    tm.dump(TUPA, tmp_path / "malli.yaml", overwrite=True)
    assert leavings(tmp_path) == [".tm-0123456789abcdef.tmp"]


RACE = """
folder, overwrite, rounds = Path(sys.argv[1]), sys.argv[2] == "True", 40
seen = []
for number in range(rounds):
    target = folder / f"{number}.txt"
    start = time.monotonic() + 0.01
    children = []
    for letter in "abcd":
        child = os.fork()
        if child == 0:
            while time.monotonic() < start:
                pass
            data = letter.encode() * 500_000
            found = told(lambda: write_whole(target, data, overwrite=overwrite))
            os._exit({(): 0, ("TargetExistsError", "TM911"): 1}.get(tuple(found), 2))
        children.append(child)
    ends = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    text = target.read_bytes().decode()
    seen.append([ends, len(text), len(set(text))])
print(json.dumps([seen, sorted(file.suffix for file in folder.iterdir())]))
"""


@POSIX
def test_of_several_processes_that_make_one_file_exactly_one_does(tmp_path: Path) -> None:
    seen, suffixes = tell(RACE, tmp_path, False)
    assert seen == [[[0, 1, 1, 1], 500_000, 1]] * 40
    assert suffixes == [".txt"] * 40


@POSIX
def test_several_processes_that_replace_one_file_leave_one_of_theirs_whole(tmp_path: Path) -> None:
    seen, suffixes = tell(RACE, tmp_path, True)
    assert seen == [[[0, 0, 0, 0], 500_000, 1]] * 40
    assert suffixes == [".txt"] * 40


def test_where_the_disk_has_no_links_a_new_file_is_whole_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    tm.dump(TUPA, tmp_path / "malli.yaml")
    assert tm.load(tmp_path / "malli.yaml") == TUPA
    assert leavings(tmp_path) == []


def test_where_the_disk_has_no_links_a_file_made_meanwhile_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "malli.yaml"

    def another_is_faster(*_: object) -> None:
        file.write_text("toisen")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", another_is_faster)
    assert codes_of(tm.TargetExistsError, lambda: tm.dump(TUPA, file)) == ("TM911",)
    assert file.read_text() == "toisen"
    assert leavings(tmp_path) == []


@pytest.mark.parametrize("moment", [0, 2**31 + 1, 4_000_000_000])
def test_clocks_that_are_wrong_change_nothing(moment: int, tmp_path: Path) -> None:
    file = tmp_path / "malli.yaml"
    tm.dump(TUPA, file)
    expected = file.read_bytes()
    os.utime(file, (moment, moment))
    assert tm.load_portfolio(tmp_path).models == (TUPA,)
    tm.dump(tm.load(file), file, overwrite=True)
    assert file.read_bytes() == expected


# -- folders and names ------------------------------------------------------------------------


def test_names_equal_but_for_case_or_unicode_form_are_files_of_their_own(tmp_path: Path) -> None:
    names = {
        "Äiti.yaml",
        "äiti.yaml",
        unicodedata.normalize("NFD", "äiti.yaml"),
        "ÄITI.YAML",
    }
    for name in names:
        (tmp_path / name).write_text(f"format_version: 2\nid: {len(name)}-{name[0].isupper()}\n")
    kept = {file.name for file in tmp_path.iterdir()}  # some systems take them for one
    portfolio = tm.load_portfolio(tmp_path)
    assert set(portfolio.sources) == kept
    assert not portfolio.problems
    assert [file.source for file in tm.check_files([tmp_path]).files] == [
        f"{tmp_path.as_posix()}/{name}" for name in portfolio.sources
    ]


def test_models_with_titles_alike_get_file_names_that_differ_on_every_system() -> None:
    titles = ("Äiti", "äiti", unicodedata.normalize("NFD", "ÄITI"), *NAMES_OF_WINDOWS, "con", "")
    models = [tm.PracticeModel(basics=BasicData(title=title)) for title in titles]
    names = [name for name, _ in model_files(models)]
    folded = {unicodedata.normalize("NFC", name).casefold() for name in names}
    assert len(folded) == len(titles)
    reserved = {"con", "prn", "aux", "nul", "com1", "lpt9"}
    assert [name for name in names if name.partition(".")[0].casefold() in reserved] == []


@POSIX
def test_a_name_that_is_not_utf8_is_told_and_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xe4iti.yaml")).write_text("format_version: 2\nid: [1]\n")
    except OSError:
        pytest.skip("this file system has no such names")
    tm.dump(TUPA, tmp_path / "malli.yaml")
    portfolio = tm.load_portfolio(tmp_path)
    assert portfolio.models == (TUPA,)
    assert portfolio.problems.codes == ("TM122",)
    for command in ("check", "portfolio", "triage"):
        for more in ((), ("--json",)):
            assert main([command, str(tmp_path), *more]) in {0, 1, 2}
            assert "TM122" in "".join(capsys.readouterr())


@POSIX
def test_folders_circles_pipes_and_dead_links_among_documents_are_told_or_passed_over(
    tmp_path: Path,
) -> None:
    tm.dump(TUPA, tmp_path / "malli.yaml")
    (tmp_path / "kansio.yaml").mkdir()
    (tmp_path / "kansio.yaml" / "sisempi.yaml").write_text("format_version: 2\nid: sisempi\n")
    (tmp_path / "kehä.yaml").symlink_to(tmp_path / "kehä.yaml")
    (tmp_path / "poissa.yaml").symlink_to(tmp_path / "ei-ole.yaml")
    (tmp_path / "ylös").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "putki.yaml")
    portfolio = tm.load_portfolio(tmp_path)
    assert [model.id for model in portfolio.models] == ["sisempi", "perhetupa"]
    assert [(found.source, found.code) for found in portfolio.problems] == [
        ("kansio.yaml", "TM134"),
        ("kehä.yaml", "TM135"),
        ("poissa.yaml", "TM133"),
    ]
    checked = tm.check_files([tmp_path])
    assert [file.readable for file in checked.files] == [False, True, False, True, False]


def test_files_and_folders_that_may_not_be_read_are_told_and_the_others_are_read() -> None:
    seen = tell(
        """
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            Path("suljettu").mkdir()
            Path("suljettu/sisempi.yaml").write_text("format_version: 2\\n")
            Path("malli.yaml").write_text("format_version: 2\\nid: malli\\n")
            Path("salainen.yaml").write_text("format_version: 2\\nid: salainen\\n")
            child = os.fork()
            if child == 0:
                os.chmod(folder, 0o755)
                as_nobody(["suljettu", "salainen.yaml"])
                portfolio = tm.load_portfolio(".")
                problems = [[found.source, found.code] for found in portfolio.problems]
                checked = [[one.source, one.readable] for one in tm.check_files(["."]).files]
                closed = told(lambda: tm.load_portfolio("suljettu"))
                print(json.dumps([len(portfolio.models), problems, checked, closed]), flush=True)
                os._exit(0)
            os.waitpid(child, 0)
            os.chmod("suljettu", 0o755)
        """
    )
    models, problems, checked, closed = seen
    assert models == 1
    assert problems == [["salainen.yaml", "TM135"], ["suljettu", "TM135"]]
    assert checked == [["malli.yaml", True], ["salainen.yaml", False], ["suljettu", False]]
    assert closed == ["UnreadableFileError", "TM135"]


# -- size -------------------------------------------------------------------------------------


def fill(folder: Path, start: int, end: int) -> None:
    for number in range(start, end):
        place = folder / f"{number % 50:02}"
        place.mkdir(parents=True, exist_ok=True)
        text = f"format_version: 2\nid: m{number}\nbasics:\n  title: Perhetupa {number}\n"
        (place / f"m{number}.yaml").write_text(text)


def test_ten_thousand_files_take_ten_times_what_a_thousand_take(tmp_path: Path) -> None:
    def seconds() -> float:
        start = time.process_time()
        assert not tm.load_portfolio(tmp_path).problems
        return time.process_time() - start

    fill(tmp_path, 0, 1_000)
    small = min(seconds() for _ in range(2))
    fill(tmp_path, 1_000, 10_000)
    assert len(document_files(tmp_path)) == 10_000
    assert seconds() < 25 * small


def test_the_check_of_many_files_keeps_only_its_findings_in_memory(tmp_path: Path) -> None:
    def most_kept(files: int) -> int:
        tracemalloc.start()
        try:
            checked = tm.check_files([tmp_path])
            assert len(checked.files) == files
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    fill(tmp_path, 0, 100)
    tm.check_files([tmp_path])  # what is loaded at first use is not counted
    small = most_kept(100)
    fill(tmp_path, 100, 400)
    assert most_kept(400) - small < 300 * 20_000
