"""Lets ``python -m toimintamalli.cli`` do what ``toimintamalli`` does."""

from __future__ import annotations

from toimintamalli.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
