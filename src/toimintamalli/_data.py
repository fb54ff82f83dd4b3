"""Reads the TOML data files that packages carry; the one place that does.

Each file is read once in a process. The result is shared: treat it as read-only.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from typing import Any


@cache
def read_toml(package: str, name: str) -> dict[str, Any]:
    """Return the parsed TOML file that lies in a package.

    Args:
        package: Import name of the package that carries the file.
        name: File name relative to the package, with ``/`` between folders.

    Returns:
        The tables of the file; shared between callers, not to be changed.

    Raises:
        FileNotFoundError: The package carries no such file.
        tomllib.TOMLDecodeError: The file is not TOML.
    """
    import tomllib

    data = pkgutil.get_data(package, name)
    if data is None:
        raise FileNotFoundError(f"{package}: {name}")
    return tomllib.loads(data.decode("utf-8"))
