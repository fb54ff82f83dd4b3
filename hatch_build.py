"""Makes the description of the package from the README.

Where a package is listed, its description stands alone, without the pictures and pages of the
repository. So what the README marks as only in the repository is left out, and links into the
repository become their words.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_ONLY_HERE = re.compile(r"<!-- only in the repository -->\n.*?<!-- end -->\n+", re.DOTALL)
_LINK_INTO_THE_REPOSITORY = re.compile(r"\[([^\]]+)\]\((?![a-z]+:|#)[^)]+\)")


def as_description(readme: str) -> str:
    """Return the text of the README that is true wherever it stands."""
    return _LINK_INTO_THE_REPOSITORY.sub(r"\1", _ONLY_HERE.sub("", readme))


class Description(MetadataHookInterface):
    """Gives hatchling the description."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the description of the package."""
        readme = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": as_description(readme)}
