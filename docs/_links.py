"""Leads the names that a page writes as code to where the reference tells of them.

A page says `TM201`, `RootingPlan.what`, `juurtumisvalmius:decision-made`, `regions.toml` or
`toimintamalli plan` and no more; the reader follows the link, and a name that is gone has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from inspect import isclass

import _generate
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform

__all__ = ["LinkNames"]

_GENERATED = "reference/_generated/"


class LinkNames(SphinxTransform):
    """Wraps a code span that names something into a reference to it."""

    default_priority = 400

    def apply(self, **_: object) -> None:
        """Look through one page; the reference itself is left alone."""
        if not self.env.docname.startswith(_GENERATED):
            for span in list(self.document.findall(nodes.literal)):
                if not isinstance(span.parent, (nodes.reference, pending_xref, nodes.title)):
                    self._link(span)

    def _link(self, span: nodes.literal) -> None:
        text = " ".join(span.astext().split())
        first = text.partition(".")[0]
        if target := _labels().get(text) or _labels().get(_command_in(text)):
            # A keyword is found by its label, as a ref is, and stays code.
            self._wrap(span, "std", "keyword", target)
        elif target := _classes().get(first):
            self._wrap(span, "py", "obj", target)

    def _wrap(self, span: nodes.literal, domain: str, kind: str, target: str) -> None:
        reference = pending_xref(
            "",
            refdomain=domain,
            reftype=kind,
            reftarget=target,
            refdoc=self.env.docname,
            refexplicit=True,
            refwarn=True,
        )
        span.replace_self(reference)
        reference += span


@cache
def _labels() -> dict[str, str]:
    """Return the label of every name that has a heading of its own in the reference."""
    return {name: label.lower() for name, label in _generate.labelled()}


@cache
def _classes() -> dict[str, str]:
    """Return the dotted names of documented classes, by the names that only one of them has."""
    dotted = list(_documented_classes())
    names = [name.rpartition(".")[2] for name in dotted]
    return {
        name: found for name, found in zip(names, dotted, strict=True) if names.count(name) == 1
    }


def _documented_classes() -> Iterator[str]:
    for module, name, value in _generate.documented():
        if isclass(value):
            yield f"{module}.{name}"


def _command_in(text: str) -> str:
    """Return the longest command that a text begins with."""
    words = text.split()
    typed = [" ".join(words[:number]) for number in range(len(words), 1, -1)]
    return next((one for one in typed if one in _labels()), "")
