"""Checks of addresses: those that lead nowhere, and those that only some can follow."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from toimintamalli.checks._addresses import address_words
from toimintamalli.diagnostics import Diagnostic, diagnostic
from toimintamalli.model import Attachment, Evidence, EvidenceKind, PracticeModel, RootingPlan

__all__ = ["addresses_in_doubt"]

# A drive of a Windows machine, or a folder that a network shares.
_LOCAL_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_LONGEST_SHOWN = 100


def addresses_in_doubt(model: PracticeModel) -> Iterator[Diagnostic]:
    """TM270 to TM272: an address leads nowhere, or only where some can follow."""
    for path, written in _addresses(model):
        address = written.strip()
        if not address:
            continue
        shown = address if len(address) <= _LONGEST_SHOWN else f"{address[:_LONGEST_SHOWN]}…"
        if _is_local(address):
            yield diagnostic("TM271", path, address=shown)
        elif not _is_usable(address):
            yield diagnostic("TM270", path, address=shown)
        elif words := _inner_words(address):
            yield diagnostic("TM272", path, address=shown, words=words)


def _is_local(address: str) -> bool:
    """Whether it is a path on a machine or in its network, not an address."""
    scheme = address.partition(":")[0].casefold()
    return bool(_LOCAL_PATH.match(address)) or scheme in address_words().local_schemes


def _is_usable(address: str) -> bool:
    """Whether a browser could follow it from any page."""
    if any(character.isspace() or not character.isprintable() for character in address):
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme in address_words().other_schemes:
        return bool(parts.path)
    return parts.scheme in address_words().web_schemes and all(host.rstrip(".").split("."))


def _inner_words(address: str) -> tuple[str, ...]:
    """Return the words from which it seems that only some can follow the address."""
    host, words = urlsplit(address).hostname or "", address_words()
    if not host:
        return ()
    if _is_private_number(host):
        return (host,)
    found = [label for label in host.split(".") if label in words.inner_labels]
    found += (ending for ending in words.inner_endings if host.endswith(ending))
    found += (name for name in words.signed_in_hosts if f".{host}".endswith(f".{name}"))
    # A name without a dot is known in one network only.
    return tuple(found) or ((host,) if "." not in host and ":" not in host else ())


def _is_private_number(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


# -- where addresses stand --------------------------------------------------------------------


def _addresses(model: PracticeModel) -> Iterator[tuple[str, str]]:
    yield from _attached("basics", model.basics.attachments)
    for place, section in enumerate(model.form.sections):
        path = f"form.sections[{place}]"
        yield from ((f"{path}.text", link.address) for link in section.text.links)
        yield from _attached(path, section.attachments)
    for path, shown in _evidence(model):
        # A metric is shown by its identifier.
        if shown.kind is not EvidenceKind.METRIC:
            yield path, shown.address
    if model.publication:
        yield "publication.address", model.publication.address


def _attached(path: str, attachments: Iterable[Attachment]) -> Iterator[tuple[str, str]]:
    for place, attachment in enumerate(attachments):
        yield f"{path}.attachments[{place}].address", attachment.address


def _evidence(model: PracticeModel) -> Iterator[tuple[str, Evidence]]:
    holders: list[tuple[str, tuple[Evidence, ...]]] = [
        (f"evaluations[{at}].answers[{place}]", answer.evidence)
        for at, evaluation in enumerate(model.evaluations)
        for place, answer in enumerate(evaluation.answers)
    ]
    plan = model.rooting_plan or RootingPlan()
    holders += (
        (f"rooting_plan.preconditions[{n}]", precondition.evidence)
        for n, precondition in enumerate(plan.preconditions)
    )
    holders += ((f"rooting_plan.tasks[{n}]", task.evidence) for n, task in enumerate(plan.tasks))
    if plan.decision:
        holders.append(("rooting_plan.decision", plan.decision.evidence))
    for path, evidence in holders:
        yield from ((f"{path}.evidence[{n}].address", one) for n, one in enumerate(evidence))
