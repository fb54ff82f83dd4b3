"""The flow of a batch: subjects go out in chunks, so many at a time, and come back in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from toimintamalli._files import read_bytes
from toimintamalli.delivery._outcomes import Executor, Pending
from toimintamalli.delivery._work import (
    Asked,
    Done,
    Parcel,
    digest_of,
    done_here,
    parcel_of_model,
    work,
)
from toimintamalli.diagnostics import failure
from toimintamalli.documents import document_files
from toimintamalli.errors import NotDoneError, OptionError, ToimintamalliError
from toimintamalli.model import Portfolio, PracticeModel

__all__ = ["Flow", "Item", "Subject", "made", "subjects_of"]

Subject = PracticeModel | Portfolio | str | PathLike[str]
"""What a batch takes: a subject of an export, or the file of a model."""


@frozen(kw_only=True)
class Item:
    """One subject on its way.

    Attributes:
        index: Its place.
        source: Its file, or empty.
        subject: The subject where it is made here; None where a parcel is sent.
        parcel: Its document; None where there is none to send.
        digest: Digest of its document, where it is wanted before the work.
        error: Why it cannot be read.
        waits: Whether it is not sent, since it may turn out to need no work.
    """

    index: int
    source: str = ""
    subject: Any = None
    parcel: Parcel | None = None
    digest: str = ""
    error: ToimintamalliError | None = None
    waits: bool = False


@frozen(kw_only=True)
class Flow:
    """How subjects are handed over.

    Attributes:
        asked: What is asked of each.
        executor: What does the work; None where it is done here.
        chunk: How many subjects go out together.
        in_flight: How many chunks are out at a time.
        shared_files: Whether workers see files at the same paths.
    """

    asked: Asked
    executor: Executor | None
    chunk: int
    in_flight: int
    shared_files: bool

    def __attrs_post_init__(self) -> None:
        for name, count in (("chunk", self.chunk), ("in_flight", self.in_flight)):
            if type(count) is not int or count < 1:
                allowed = ("1, 2, 3 …",)
                raise OptionError(failure("TM909", option=name, found=str(count), allowed=allowed))

    def items(self, subjects: Iterable[Subject], *, with_digest: bool) -> Iterator[Item]:
        """Yield the subjects as items, each when it is asked for.

        Args:
            subjects: The subjects.
            with_digest: Whether the digest of each document is wanted before the work.
        """
        for index, subject in enumerate(subjects):
            if isinstance(subject, str | PathLike):
                yield self._item_of_file(index, fspath(subject), with_digest=with_digest)
            else:
                yield self._item_of_subject(index, subject, with_digest=with_digest)

    def in_order(self, items: Iterable[Item]) -> Generator[tuple[Item, Done | None], None, None]:
        """Yield each item with what came of it, in their order; None where it was not sent.

        Whatever stops the reader cancels what is still out.
        """
        out: deque[_Chunk] = deque()
        most = 1 if self.executor is None else self.in_flight
        try:
            for some in _chunks(items, 1 if self.executor is None else self.chunk):
                out.append(self._handed_over(some))
                if len(out) == most:
                    yield from self._come_back(out[0])
                    out.popleft()
            while out:
                yield from self._come_back(out[0])
                out.popleft()
        finally:
            for chunk in out:
                _cancel(chunk.pending)

    def _item_of_file(self, index: int, path: str, *, with_digest: bool) -> Item:
        item = Item(index=index, source=Path(path).as_posix())
        parcel = Parcel(name=Path(path).name, path=path)
        if self.shared_files and not with_digest:
            return evolve(item, parcel=parcel)
        try:
            data = read_bytes(Path(path))
        except ToimintamalliError as error:
            return evolve(item, error=error)
        if not self.shared_files:
            parcel = evolve(parcel, path="", data=data)
        return evolve(item, parcel=parcel, digest=digest_of(data))

    def _item_of_subject(
        self, index: int, subject: PracticeModel | Portfolio, *, with_digest: bool
    ) -> Item:
        is_sent = self.executor is not None
        parcel = None
        if isinstance(subject, PracticeModel) and (is_sent or with_digest):
            parcel = parcel_of_model(subject)
        digest = "" if parcel is None else digest_of(parcel.data)
        if is_sent and parcel is not None:
            return Item(index=index, parcel=parcel, digest=digest)
        return Item(index=index, subject=subject, digest=digest)

    def _handed_over(self, items: tuple[Item, ...]) -> _Chunk:
        sent = _sent(items)
        if self.executor is None or not sent:
            return _Chunk(items)
        try:
            return _Chunk(items, self.executor.submit(work, self.asked, sent))
        except Exception as error:
            return _Chunk(items, _Refused(error))

    def _come_back(self, chunk: _Chunk) -> Iterator[tuple[Item, Done | None]]:
        done = iter(self._results(chunk))
        for item in chunk.items:
            yield item, (next(done) if _parcel_sent(item) else None)

    def _results(self, chunk: _Chunk) -> Iterable[Done]:
        sent = _sent(chunk.items)
        if not sent:
            return ()
        if chunk.pending is None:
            return (done for parcel in sent for done in work(self.asked, (parcel,)))
        try:
            results: tuple[Done, ...] = chunk.pending.result()
            if len(results) != len(sent):
                raise ValueError(f"{len(results)} results for {len(sent)} models")
        except ToimintamalliError as error:
            return [Done(error=error)] * len(sent)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            return [Done(error=NotDoneError(failure("TM940", reason=reason)))] * len(sent)
        return results


@frozen
class _Chunk:
    """Items that are handed over together.

    Attributes:
        items: The items.
        pending: Their work; None where it is done here, when they come back.
    """

    items: tuple[Item, ...]
    pending: Pending | None = None


@frozen
class _Refused:
    """Work that an executor did not take."""

    error: Exception

    def result(self) -> object:
        """Raise why not."""
        raise self.error


def made(asked: Asked, item: Item, *, with_digest: bool) -> Done:
    """Return what comes of an item that was not sent, made here and now.

    Args:
        asked: What is asked.
        item: The item.
        with_digest: Whether the digest of its document is wanted.
    """
    if item.error is not None:
        return Done(error=item.error)
    if item.parcel is not None:
        return work(asked, (item.parcel,))[0]
    return done_here(asked, item.subject, with_digest=with_digest)


def subjects_of(given: Iterable[Subject] | str | PathLike[str]) -> Iterable[Subject]:
    """Return the subjects that were given; a folder means its documents.

    Raises:
        LoadError: There is no document in the folder.
    """
    if not isinstance(given, str | PathLike):
        return given
    path = Path(given)
    return document_files(path) if path.is_dir() else (path,)


def _chunks(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    source = iter(items)
    while chunk := tuple(islice(source, size)):
        yield chunk


def _sent(items: Iterable[Item]) -> tuple[Parcel, ...]:
    return tuple(filter(None, map(_parcel_sent, items)))


def _parcel_sent(item: Item) -> Parcel | None:
    return None if item.waits else item.parcel


def _cancel(pending: Pending | None) -> None:
    cancel = getattr(pending, "cancel", None)
    if callable(cancel):
        with suppress(Exception):  # what cannot be cancelled ends by itself
            cancel()
