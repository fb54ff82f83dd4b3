"""Batches: hundreds of models are exported by whatever executor there is, and none stops the rest.

Models are taken when they are needed and go out in chunks, only so many at a time. What comes back
is handed over in the order of the models, and files are written here, whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Sized
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import Any

from toimintamalli.delivery._flow import Flow, Item, Subject, made, subjects_of
from toimintamalli.delivery._kept import Kept, circumstances
from toimintamalli.delivery._outcomes import Executor, Outcome, Pending
from toimintamalli.delivery._placing import Placing, prepared_folder
from toimintamalli.delivery._work import Asked, Done
from toimintamalli.diagnostics import Report, failure
from toimintamalli.errors import OptionError
from toimintamalli.plugins import Exporter, exporter_for_suffix, get_exporter, options_of_suffix
from toimintamalli.privacy import Audience, as_audience
from toimintamalli.text import Language

__all__ = ["Executor", "Outcome", "Pending", "Progress", "Subject", "export_many", "render_many"]

CHUNK = 16
IN_FLIGHT = 16

_SUFFIX = re.compile(r"(\.[A-Za-z0-9]+)+")

Progress = Callable[[int, int | None], None]
"""What is told how far a batch has come: how many are done, and of how many if that is known."""


def render_many(  # noqa: PLR0913 - each is asked for by its own name
    subjects: Iterable[Subject] | str | PathLike[str],
    *,
    format: str,  # noqa: A002 - public name
    language: Language | str = Language.FINNISH,
    audience: Audience | str = Audience.INTERNAL,
    executor: Executor | None = None,
    chunk: int = CHUNK,
    in_flight: int = IN_FLIGHT,
    shared_files: bool = True,
    progress: Progress | None = None,
    **options: object,
) -> Generator[Outcome, None, None]:
    """Render many models, each as `toimintamalli.render` does; one that fails stops no other.

    What is wrong with the format or the options is raised at once. The rest happens while the
    outcomes are read. Closing the iterator, or an interrupt, cancels what still waits.

    Args:
        subjects: Models, and files of models; or a folder, which means its documents. They are
            taken one by one, so they may be endless.
        format: Name of the format.
        language: Language of headings and instructions.
        audience: For whom, as with `toimintamalli.render`.
        executor: What does the work, such as a ``ProcessPoolExecutor`` or a client of dask; none
            to do it here. It is not closed.
        chunk: How many models are handed over together.
        in_flight: How many chunks are handed over at a time; at least two for each worker.
        shared_files: Whether the workers see files at the same paths. Where they do not, the
            content of the files is sent.
        progress: Called for each outcome with how many are done, and of how many if it is known.
        **options: Options of the format.

    Returns:
        The outcomes, in the order of the models.

    Raises:
        UnknownFormatError: No plugin offers the format.
        OptionError: An option is unknown, or its value is not allowed.
        PluginError: The plugin is broken.
        LoadError: There is no document in the folder.

    Example:
        >>> import toimintamalli as tm
        >>> for outcome in tm.render_many(["malli.yaml", "puuttuu.yaml"], format="innokyla"):
        ...     print(outcome.index, outcome.error or len(outcome.rendered.data) > 1000)
        0 True
        1 Tiedostoa puuttuu.yaml ei ole. ...
    """
    asked = _asked(format, language, audience, options)
    asked.options_for(asked.exporter())
    flow = Flow(
        asked=asked,
        executor=executor,
        chunk=chunk,
        in_flight=in_flight,
        shared_files=shared_files,
    )
    given = subjects_of(subjects)
    return _told(_rendered(flow, given), progress, given)


def export_many(  # noqa: PLR0913 - each is asked for by its own name
    models: Iterable[Subject] | str | PathLike[str],
    folder: str | PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - public name
    suffix: str | None = None,
    language: Language | str = Language.FINNISH,
    audience: Audience | str = Audience.INTERNAL,
    overwrite: bool = False,
    resume: bool = False,
    dry_run: bool = False,
    executor: Executor | None = None,
    chunk: int = CHUNK,
    in_flight: int = IN_FLIGHT,
    shared_files: bool = True,
    progress: Progress | None = None,
    **options: object,
) -> Generator[Outcome, None, None]:
    """Write many models into a folder, each into a file of its own; one that fails stops no other.

    What is wrong with the format, the options or the folder is raised at once. The rest happens
    while the outcomes are read. Closing the iterator, or an interrupt, cancels what still waits;
    wherever that happens, each file is whole or not there.

    A file is named by the identifier of the model, else by its title, else, for an internal
    audience, by the model's own file. Names have small letters of ASCII, digits and hyphens only;
    where two models would share one, the later gets a number.

    The folder remembers in a small hidden file, as digests, which file was made of what. With
    ``resume`` a model is left as it is when its document, the options, and the versions of the
    library and the plugin are those of an earlier export that is still there. A file that the
    folder remembers and nobody has changed since may then be replaced by a newer one.

    Args:
        models: Models, and files of models; or a folder, which means its documents.
        folder: Where the files go; made where it is missing.
        format: Name of the format; told by the suffix when it is not given.
        suffix: Suffix of the files, with the dot; that of the format when it is not given.
        language: Language of headings and instructions.
        audience: For whom, as with `toimintamalli.render`; names of files suit it as well.
        overwrite: Whether any file may be replaced.
        resume: Whether to leave unchanged models as they are.
        dry_run: Whether to do everything but write.
        executor: What does the work, as with `render_many`; files are written here.
        chunk: How many models are handed over together.
        in_flight: How many chunks are handed over at a time.
        shared_files: Whether the workers see files at the same paths.
        progress: Called for each outcome with how many are done, and of how many if it is known.
        **options: Options of the format.

    Returns:
        The outcomes, in the order of the models.

    Raises:
        UnknownFormatError: No plugin offers the format, or neither format nor suffix is given.
        OptionError: An option is unknown, or its value is not allowed.
        PluginError: The plugin is broken.
        UnreadableFileError: The folder cannot be written into.
        LoadError: There is no document in the folder of models.

    Example:
        >>> import toimintamalli as tm
        >>> models = [tm.load("malli.yaml"), tm.PracticeModel(id="perhetupa")]
        >>> [outcome.path.name for outcome in tm.export_many(models, "ulos", suffix=".txt")][1:]
        ['perhetupa.txt']
        >>> again = tm.export_many(models, "ulos", suffix=".txt", resume=True)
        >>> [outcome.unchanged for outcome in again]
        [True, True]
    """
    exporter, implied = _exporter(format, suffix, Path(folder).name)
    asked = _asked(format or exporter.name, language, audience, {**implied, **options})
    made_options = asked.options_for(exporter)
    flow = Flow(
        asked=asked,
        executor=executor,
        chunk=chunk,
        in_flight=in_flight,
        shared_files=shared_files,
    )
    given = subjects_of(models)
    target = prepared_folder(Path(folder), dry_run=dry_run)
    placing = Placing(
        asked=asked,
        suffix=suffix or "",
        circumstances=circumstances(exporter, made_options, suffix or ""),
        kept=Kept.of(target),
        overwrite=overwrite,
        resume=resume,
        dry_run=dry_run,
    )
    return _told(_exported(flow, placing, given), progress, given)


def _asked(
    format_name: str, language: Language | str, audience: Audience | str, options: dict[str, object]
) -> Asked:
    return Asked(
        format=format_name,
        language=language,
        audience=as_audience(audience).value,
        options=tuple(options.items()),
    )


def _exporter(
    format_name: str | None, suffix: str | None, folder: str
) -> tuple[Exporter[Any], dict[str, str]]:
    """Return the exporter, and the options that the suffix implies."""
    if suffix is not None and not _SUFFIX.fullmatch(suffix):
        allowed = (".txt, .xlsx, .pdf …",)
        raise OptionError(failure("TM909", option="suffix", found=suffix, allowed=allowed))
    if format_name is None:
        exporter = exporter_for_suffix(suffix or "", f"{folder}/*{suffix or ''}")
    else:
        exporter = get_exporter(format_name)
    return exporter, options_of_suffix(exporter.name, suffix or "")


def _rendered(flow: Flow, subjects: Iterable[Subject]) -> Generator[Outcome, None, None]:
    with closing(flow.in_order(flow.items(subjects, with_digest=False))) as returned:
        for item, done in returned:
            yield _outcome(item, done or made(flow.asked, item, with_digest=False))


def _outcome(item: Item, done: Done) -> Outcome:
    return Outcome(
        index=item.index,
        source=item.source,
        rendered=done.rendered,
        diagnostics=Report() if done.rendered is None else done.rendered.diagnostics,
        error=done.error,
    )


def _exported(
    flow: Flow, placing: Placing, models: Iterable[Subject]
) -> Generator[Outcome, None, None]:
    items = flow.items(models, with_digest=placing.resume)
    with closing(flow.in_order(map(placing.known, items) if placing.resume else items)) as returned:
        try:
            for item, done in returned:
                yield placing.outcome(item, done)
        finally:
            placing.kept.write()


def _told(
    outcomes: Generator[Outcome, None, None], progress: Progress | None, given: Iterable[Subject]
) -> Generator[Outcome, None, None]:
    count = len(given) if isinstance(given, Sized) else None
    with closing(outcomes):
        for number, outcome in enumerate(outcomes, 1):
            if progress is not None:
                progress(number, count)
            yield outcome
