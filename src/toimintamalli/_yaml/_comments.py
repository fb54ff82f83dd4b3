"""Comments of a YAML document, which reading passes over and writing does not bring back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["comments"]

_COMMENT = re.compile(r"(?<!\S)#.*")


def comments(text: str) -> tuple[str, ...]:
    r"""Return the comments of a document, in their order.

    Args:
        text: A document that `parse` accepts.

    Example:
        >>> comments("# Luonnos\nnimi: 'A # B' # oma\n")
        ('# Luonnos', '# oma')
    """
    text = text.removeprefix("\ufeff")
    return tuple(comment for gap in _between_scalars(text) for comment in _COMMENT.findall(gap))


def _between_scalars(text: str) -> Iterator[str]:
    import yaml

    end = 0
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    scalars: list[Any] = [event for event in events if isinstance(event, yaml.ScalarEvent)]
    for event in scalars:
        start: int = event.start_mark.index
        if event.style in ("|", ">"):  # a comment may stand beside the sign of a block
            line_end = text.find("\n", start)
            start = len(text) if line_end < 0 else line_end
        yield text[end:start]
        end = max(end, event.end_mark.index)
    yield text[end:]
