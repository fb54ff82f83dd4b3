"""Names of a package that are imported at their first use (PEP 562), so that its import is cheap.

The package also imports them under ``TYPE_CHECKING``, for those who read it and for their tools.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["imported_at_first_use"]


def imported_at_first_use(package: str, home_of: Mapping[str, str]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package.

    Args:
        package: Name of the package.
        home_of: Names, each with the module below the package that has it.
    """

    def get(name: str) -> object:
        home = home_of.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return get
