"""Run in a fresh interpreter: calls what it is asked, under another clock where that is wanted.

It is run as a script, before anything of the library or the plugin is imported, so that whoever
imports the clock imports the one set here.
"""

from __future__ import annotations

import copyreg
import datetime
import pickle
import sys
import time
from pathlib import Path
from typing import Any


def shift_clock(seconds: float) -> None:
    """Let every clock of Python go some seconds ahead."""
    real_time, real_local, real_gm, real_format = (
        time.time,
        time.localtime,
        time.gmtime,
        time.strftime,
    )
    time.time = lambda: real_time() + seconds
    time.time_ns = lambda: int(time.time() * 1e9)
    time.localtime = lambda at=None: real_local(time.time() if at is None else at)
    time.gmtime = lambda at=None: real_gm(time.time() if at is None else at)
    time.ctime = lambda at=None: time.asctime(time.localtime(at))
    time.strftime = lambda form, at=None: real_format(form, at or time.localtime())
    shifted: Any = _shifted(datetime.datetime)
    # The instances stay those of Python; only their class has another name here.
    copyreg.pickle(datetime.datetime, lambda moment: (shifted, tuple(moment.__reduce_ex__(2)[1])))
    datetime.datetime = shifted  # type: ignore[misc]  # the clock is what is replaced


def _shifted(real: type[datetime.datetime]) -> type:
    class Kind(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, real)

        def __subclasscheck__(cls, subclass: type) -> bool:
            return issubclass(subclass, real)

    class Shifted(real, metaclass=Kind):  # type: ignore[misc, valid-type]  # made of what is given
        def __new__(cls, *values: Any, **named: Any) -> Any:
            return real.__new__(real if cls is Shifted else cls, *values, **named)

        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return real.fromtimestamp(time.time(), tz)

        @classmethod
        def today(cls) -> datetime.datetime:
            return real.fromtimestamp(time.time())

        @classmethod
        def utcnow(cls) -> datetime.datetime:
            return real.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    Shifted.__name__ = Shifted.__qualname__ = "datetime"
    Shifted.__module__ = "datetime"
    return Shifted


def main(asked: str, told: str) -> None:
    """Read what is asked from one file, and write into the other what came of it."""
    request = pickle.loads(Path(asked).read_bytes())
    sys.path[:] = request["path"]
    if request["ahead"]:
        shift_clock(request["ahead"])
    call, values = pickle.loads(request["call"])
    Path(told).write_bytes(pickle.dumps(call(*values)))


if __name__ == "__main__":
    main(*sys.argv[1:])
