"""Documents: practice models as YAML for people and JSON for programs.

Loading checks the shape of a document and tells every problem at once; what a description still
lacks is for `toimintamalli.checks`. A document states its format version; older versions are
brought up to date one step at a time.
"""

from __future__ import annotations

import gc
import hashlib
import json
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from json.encoder import encode_basestring as _json_string
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from toimintamalli import _yaml
from toimintamalli._convert import structure, unstructure
from toimintamalli._document_lines import lines_of
from toimintamalli._files import files_below, read_bytes, refuse_folder, write_whole
from toimintamalli._migrations import FORMAT_VERSION, VERSION_KEY, migrated
from toimintamalli.diagnostics import Diagnostic, Report, diagnostic, failure
from toimintamalli.encoding import decode
from toimintamalli.errors import (
    DumpError,
    LoadError,
    MissingFileError,
    OptionError,
    UnreadableFileError,
)
from toimintamalli.model import Portfolio, PracticeModel

__all__ = [
    "FORMATS",
    "Document",
    "document_files",
    "dump",
    "dumps",
    "load",
    "load_portfolio",
    "loads",
    "parse_document",
    "read_document",
    "state_of",
    "with_lines",
]

FORMATS = ("yaml", "json")
"""Document formats."""

_FORMAT_OF_SUFFIX = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}
_LENGTH_OF_STATE = 16
_NEW_LINE = "\n"
_JSON_SINGLE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_CODE_OF_YAML_PROBLEM = {
    "tab": "TM102",
    "colon": "TM103",
    "duplicate_key": "TM104",
    "anchor": "TM105",
    "alias": "TM105",
    "tag": "TM106",
    "merge_key": "TM105",
    "key_type": "TM107",
    "depth": "TM108",
    "several_documents": "TM109",
}


def load(path: str | PathLike[str]) -> PracticeModel:
    """Return the practice model of a file.

    Args:
        path: A ``.yaml``, ``.yml`` or ``.json`` file.

    Raises:
        LoadError: The document does not have the shape of a practice model; the error lists
            every problem with its place.
        MissingFileError: There is no such file.
        UnreadableFileError: The file cannot be read, or is too large.
        OptionError: The suffix is none of those above.

    Example:
        >>> model = load("malli.yaml")
        >>> model.basics.title
        'Etävastaanotto terveysasemalla, Kainuun HVA (RRP, P4, I1)'
    """
    return read_document(path).model


@frozen
class Document:
    """A document that has been read: the model, and the text that describes it.

    Attributes:
        model: The practice model.
        text: The text of the file, without a byte order mark.
        format: ``"yaml"`` or ``"json"``.
    """

    model: PracticeModel
    text: str
    format: str


def read_document(path: str | PathLike[str]) -> Document:
    """Return the practice model of a file together with its text; see `load`.

    Example:
        >>> document = read_document("malli.yaml")
        >>> document.format, document.model == load("malli.yaml")
        ('yaml', True)
    """
    source = Path(path)
    if source.suffix.lower() not in _FORMAT_OF_SUFFIX:
        refuse_folder(source)
    _format_of(source)  # a file of another kind is not read
    return parse_document(read_bytes(source), source.name)


def parse_document(data: bytes, name: str) -> Document:
    r"""Return the practice model that the content of a file describes, with its text; see `load`.

    Args:
        data: Content of the file.
        name: Name of the file; its suffix tells the format.

    Raises:
        LoadError: The content is no such document; the error lists every problem.
        OptionError: The suffix is none of those that `load` reads.

    Example:
        >>> parse_document(b"format_version: 2\nid: perhetupa", "a.yaml").model.id
        'perhetupa'
    """
    document_format = _format_of(Path(name))
    try:
        text = decode(data).text
        return Document(loads(text, format=document_format), text, document_format)
    except LoadError as error:
        raise LoadError(error.report.at(name)) from None


def loads(text: str, *, format: str = "yaml") -> PracticeModel:  # noqa: A002 - public name
    r"""Return the practice model that a text describes.

    Args:
        text: The document.
        format: ``"yaml"`` or ``"json"``.

    Raises:
        LoadError: The text is not such a document; the error lists every problem.
        OptionError: The format is neither.

    Example:
        >>> loads("format_version: 2\nbasics:\n  title: Etävastaanotto").basics.title
        'Etävastaanotto'
    """
    parse = _parse_json if _checked_format(format) == "json" else _yaml_value
    try:
        data, about_version = migrated(_mapping(parse(text)))
        model, problems = (None, []) if data is None else structure(data, PracticeModel)
    except RecursionError:
        raise LoadError(failure("TM108", depth=_yaml.MAX_DEPTH)) from None
    if model is None or about_version:
        found = Report((*about_version, *(finding for _, finding in problems)))
        located = with_lines(found, text)
        raise LoadError(Report(sorted(located, key=lambda finding: finding.line or 0)))
    return model


def dump(model: PracticeModel, path: str | PathLike[str], *, overwrite: bool = False) -> None:
    """Write a practice model into a file, whole or not at all.

    Args:
        model: The model.
        path: A ``.yaml``, ``.yml`` or ``.json`` file.
        overwrite: Whether an existing file may be replaced.

    Raises:
        DumpError: The model holds what no document can hold.
        TargetExistsError: The file is there, and ``overwrite`` is false.
        UnreadableFileError: The file cannot be written.
        OptionError: The suffix is none of those above.
    """
    target = Path(path)
    text = dumps(model, format=_format_of(target))
    write_whole(target, text.encode("utf-8"), overwrite=overwrite)


def dumps(model: PracticeModel, *, format: str = "yaml") -> str:  # noqa: A002 - public name
    """Return a practice model as a document; loading it gives an equal model.

    Args:
        model: The model.
        format: ``"yaml"`` or ``"json"``.

    Raises:
        DumpError: The model holds what no document can hold: half of a character pair, a number
            that is not finite, two custom fields of one name, a value of another type.
        OptionError: The format is neither.

    Example:
        >>> from toimintamalli.model import BasicData, PracticeModel
        >>> print(dumps(PracticeModel(basics=BasicData(title="Etävastaanotto"))), end="")
        format_version: 2
        basics:
          title: Etävastaanotto
    """
    as_json = _checked_format(format) == "json"
    try:
        data = {VERSION_KEY: FORMAT_VERSION, **unstructure(model, dates_as_text=as_json)}
        text = _json_text(data) if as_json else _yaml.emit(data)
        text.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise DumpError(failure("TM140", reason=str(error))) from None
    return text


def state_of(model: PracticeModel) -> str:
    """Return what tells one state of a model from another: the same state, the same letters.

    What is filled elsewhere and comes back carries it, so that it shows whether the model has
    changed in between.

    Args:
        model: The model.

    Example:
        >>> from toimintamalli.model import PracticeModel
        >>> state_of(PracticeModel()) == state_of(PracticeModel(id="malli"))
        False
    """
    try:
        content = dumps(model, format="json")
    except DumpError:  # it holds what no document can, but an export may show
        content = repr(model)
    data = content.encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(data).hexdigest()[:_LENGTH_OF_STATE]


def document_files(folder: str | PathLike[str]) -> tuple[Path, ...]:
    """Return the documents of a folder and its sub-folders, in the order of their paths.

    A sub-folder that cannot be looked into is among them: reading it tells why, and no document
    is lost in silence.

    Raises:
        LoadError: There is none.
        UnreadableFileError: The folder itself cannot be looked into.
    """
    root = Path(folder)
    files = files_below(root, _FORMAT_OF_SUFFIX)
    if not files:
        raise LoadError(failure("TM136", found=str(root)))
    return files


def load_portfolio(
    folder: str | PathLike[str], *, progress: Callable[[int, int], None] | None = None
) -> Portfolio:
    """Return the models of a folder and its sub-folders; one bad file does not stop the rest.

    Args:
        folder: Folder with ``.yaml``, ``.yml`` and ``.json`` files.
        progress: Called after each file with how many have been read, and of how many.

    Returns:
        The models in the order of their paths, and the problems of the files that could not be
        read.

    Raises:
        LoadError: There is no document in the folder.
        UnreadableFileError: The folder itself cannot be looked into.
    """
    root = Path(folder)
    files = document_files(root)
    with _no_search_for_garbage():
        loaded, problems = _loaded(root, files, progress)
    return Portfolio(
        title=root.resolve().name,
        models=tuple(loaded.values()),
        problems=Report(problems),
        sources=tuple(loaded),
    )


def _loaded(
    root: Path, files: Sequence[Path], progress: Callable[[int, int], None] | None
) -> tuple[dict[str, PracticeModel], list[Diagnostic]]:
    models: dict[str, PracticeModel] = {}
    problems: list[Diagnostic] = []
    for number, file in enumerate(files, 1):
        name = file.relative_to(root).as_posix()
        try:
            models[name] = load(file)
        except (LoadError, MissingFileError, UnreadableFileError) as error:
            problems += error.report.at(name)
        if progress is not None:
            progress(number, len(files))
    return models, problems


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Pause the collector: loading leaves no cycles, and it would visit all models ever again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def with_lines(report: Report, text: str) -> Report:
    r"""Give each finding the line on which its value, or the nearest one above it, stands.

    Args:
        report: Findings about the model of a document.
        text: The text of the document.

    Example:
        >>> from toimintamalli.checks import check
        >>> text = "format_version: 2\nbasics:\n  title: Perhetupa\n"
        >>> [(found.path, found.line) for found in with_lines(check(loads(text)), text)][:1]
        [('basics.summary', 2)]
    """
    if not report.diagnostics and not report.suppressed:
        return report
    told = (*report.diagnostics, *report.suppressed)
    lines = lines_of((finding.path for finding in told), text)
    return report.each(lambda finding: evolve(finding, line=lines[finding.path]))


# -- reading ----------------------------------------------------------------------------------


def _format_of(path: Path) -> str:
    try:
        return _FORMAT_OF_SUFFIX[path.suffix.lower()]
    except KeyError:
        allowed = tuple(_FORMAT_OF_SUFFIX)
        raise OptionError(failure("TM137", found=path.name, allowed=allowed)) from None


def _checked_format(name: str) -> str:
    if name not in FORMATS:
        raise OptionError(failure("TM138", found=name, allowed=FORMATS))
    return name


def _yaml_value(text: str) -> object:
    try:
        return _yaml.parse(text)
    except _yaml.YamlProblems as error:
        raise LoadError(Report(map(_yaml_finding, error.problems))) from None


def _yaml_finding(problem: _yaml.YamlProblem) -> Diagnostic:
    code = _CODE_OF_YAML_PROBLEM.get(problem.code, "TM101")
    parameters: dict[str, str | int] = {"key": "", "first_line": 0, "depth": _yaml.MAX_DEPTH}
    parameters |= {**dict(problem.params), "column": problem.column}
    return evolve(diagnostic(code, **parameters), line=problem.line)


def _parse_json(text: str) -> object:
    text = text.removeprefix("\ufeff")
    try:
        return json.loads(text, object_pairs_hook=_unique_keys, parse_int=_json_integer)
    except _DoubledKeyError as error:
        raise LoadError(_doubled_keys(text, str(error))) from None
    except json.JSONDecodeError as error:
        if not text.strip():
            return None
        finding = evolve(diagnostic("TM110", column=error.colno), line=error.lineno)
        raise LoadError(Report((finding,))) from None


class _DoubledKeyError(Exception):
    """A JSON object has a key twice."""


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    unique = dict(pairs)
    if len(unique) < len(pairs):
        raise _DoubledKeyError(Counter(name for name, _ in pairs).most_common(1)[0][0])
    return unique


def _doubled_keys(text: str, first: str) -> Report:
    """Return all doubled keys; JSON is mostly near enough to YAML to tell their lines."""
    try:
        _yaml.parse(text)
    except _yaml.YamlProblems as error:
        doubled = [problem for problem in error.problems if problem.code == "duplicate_key"]
        if doubled:
            return Report(map(_yaml_finding, doubled))
    return failure("TM104", key=first, first_line="?")


def _json_integer(digits: str) -> float:
    """Return the number; one of more digits than Python reads is refused like the infinite."""
    try:
        return int(digits)
    except ValueError:
        return math.inf


def _mapping(data: object) -> Mapping[str, Any]:
    if data is None:
        raise LoadError(failure("TM111"))
    if not isinstance(data, dict):
        raise LoadError(failure("TM112"))
    return data


# -- writing ----------------------------------------------------------------------------------


def _json_text(data: Mapping[str, Any]) -> str:
    return f"{_json_value(data, _NEW_LINE)}\n"


def _json_value(value: Any, new_line: str) -> str:
    """Return a value, indented; what `json.dumps` writes, which indents many times slower."""
    kind = type(value)
    if kind is str:
        return _json_string(value)
    if not value or kind not in (dict, list):
        return _JSON_SINGLE.encode(value)
    inner = f"{new_line}  "
    if kind is list:
        items = f",{inner}".join([_json_value(held, inner) for held in value])
        return f"[{inner}{items}{new_line}]"
    entries = [
        f"{_json_string(name)}: "
        f"{_json_string(held) if type(held) is str else _json_value(held, inner)}"
        for name, held in value.items()
    ]
    return f"{{{inner}{f',{inner}'.join(entries)}{new_line}}}"
