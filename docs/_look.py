"""Looks at the built pages in a real browser, headless: ``make look``.

Every page is opened at the width of a desk and of a phone, with and without JavaScript. What is
wider than the window and what the browser complains of is told. Pictures of some pages, or of those
that are named, are drawn in light and dark for somebody to look at. It needs ``chromium``, as
nothing else does; nothing is read from the network.

    python docs/_look.py explanation/rounding glossary
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

DOCS = Path(__file__).parent
SITE = DOCS / "_build" / "html"
PICTURES = DOCS / "_build" / "look"
WIDTHS = {"desk": 1280, "phone": 390}
SCHEMES = {"light": "1", "dark": "0"}
# A frame in a sandbox runs no scripts.
SCRIPTS = {"with-js": "", "without-js": 'sandbox="allow-same-origin"'}
TALLEST = 4000

# Every width in both schemes, and with and without scripts, in half of the pictures of all ways.
WAYS = (
    ("desk", "light", "with-js"),
    ("desk", "dark", "without-js"),
    ("phone", "light", "without-js"),
    ("phone", "dark", "with-js"),
)

# A window of the browser is never as narrow as a phone; a frame in it can be.
NARROWEST_WINDOW = 500
CHOSEN = (
    "index",
    "tutorial/from-page-to-worksheet",
    "how-to/index",
    "how-to/evaluate-a-model",
    "how-to/write-a-plugin",
    "explanation/what-a-score-means",
    "explanation/where-the-sources-live",
    "reference/worksheets-in-pictures",
    "reference/_generated/api",
    "reference/_generated/api/toimintamalli",
    "reference/_generated/cli",
    "reference/_generated/criteria-sets",
    "reference/_generated/diagnostics",
    "reference/_generated/formats",
    "reference/_generated/provenance",
    "reference/_generated/schema",
    "glossary",
    "genindex",
    "search",
)

_FRAME = """<!doctype html><html lang="en"><meta charset="utf-8"><title>look</title>
<style>body, html {{ margin: 0 }} iframe {{ border: 0; display: block }}</style>
<iframe id="frame" {scripts} width="{width}" height="{height}" src="{page}"></iframe>"""
_MEASURE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>measure</title>
<iframe id="frame" height="900"></iframe><pre id="told"></pre>
<script>
const cases = {cases};
const told = [];
function look(number) {{
  if (number === cases.length) {{
    document.getElementById("told").textContent = JSON.stringify(told);
    return;
  }}
  const [page, width, scripts] = cases[number];
  const old = document.getElementById("frame");
  const frame = document.createElement("iframe");
  if (scripts) frame.sandbox = "allow-same-origin";
  frame.id = "frame"; frame.width = width; frame.height = 900; frame.style.border = "0";
  frame.src = page;
  frame.onload = () => setTimeout(() => {{
    const root = frame.contentDocument.documentElement;
    const inside = [...frame.contentDocument.querySelectorAll("article *")]
      .filter(one => one.getBoundingClientRect().right > width + 1 && !scrolls(one, root))
      .slice(0, 3).map(one => one.tagName + ": " + one.textContent.trim().slice(0, 40));
    told.push({{ page, width, scripts, over: root.scrollWidth - width, inside,
                 height: root.scrollHeight }});
    look(number + 1);
  }}, 20);
  old.replaceWith(frame);
}}
function scrolls(one, root) {{
  for (let box = one; box && box !== root; box = box.parentElement)
    if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return true;
  return false;
}}
look(0);
</script>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base
        """Say nothing of what was asked for."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine alone, and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def browser(*options: str) -> subprocess.CompletedProcess[str]:
    """Run the browser once, without a window."""
    command = shutil.which("chromium") or sys.exit("chromium is not installed")
    common = ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu")
    return subprocess.run(
        [command, *common, "--enable-logging=stderr", *options],
        capture_output=True,
        text=True,
        check=False,
    )


def measured(address: str, pages: Sequence[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return what was measured of every page, and what the browser complained of."""
    cases = list(product(pages, WIDTHS.values(), SCRIPTS.values()))
    file = SITE / "_measure.html"
    file.write_text(_MEASURE.format(cases=json.dumps([[f"/{p}.html", *c] for p, *c in cases])))
    try:
        done = browser("--dump-dom", "--virtual-time-budget=600000", f"{address}/{file.name}")
    finally:
        file.unlink()
    found = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    told = json.loads(html.unescape(found[1])) if found and found[1] else sys.exit(done.stderr)
    complaints = re.findall(r"CONSOLE.*?\] (.*)", done.stderr)
    return told, [one for one in complaints if "Blocked script execution" not in one]


def draw(address: str, page: str, heights: dict[tuple[str, int, str], int]) -> None:
    """Draw one page in several ways."""
    for size, scheme, scripts in WAYS:
        width, sandbox = WIDTHS[size], SCRIPTS[scripts]
        height = min(heights[f"/{page}.html", width, sandbox], TALLEST)
        frame = SITE / "_look.html"
        frame.write_text(
            _FRAME.format(scripts=sandbox, width=width, height=height, page=quote(f"/{page}.html"))
        )
        picture = PICTURES / f"{page.replace('/', '-')}-{size}-{scheme}-{scripts}.png"
        browser(
            f"--screenshot={picture}",
            f"--window-size={max(width, NARROWEST_WINDOW)},{height}",
            f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}",
            "--virtual-time-budget=2000",
            f"{address}/{frame.name}",
        )
        frame.unlink()


def main() -> int:
    """Measure every page, draw some, and tell what does not fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="pages to draw, such as explanation/rounding")
    parser.add_argument("--no-pictures", action="store_true", help="measure only")
    given = parser.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    files = (file.relative_to(SITE) for file in SITE.rglob("[!_]*.html"))
    pages = sorted(file.with_suffix("").as_posix() for file in files)
    with served(SITE) as address:
        told, complaints = measured(address, pages)
        heights = {(one["page"], one["width"], one["scripts"]): one["height"] for one in told}
        for page in () if given.no_pictures else given.pages or CHOSEN:
            draw(address, page, heights)
    for one in told:
        if one["over"] > 0 or one["inside"]:
            print(f"{one['page']} at {one['width']}: {one['over']} too wide; {one['inside']}")
    print(*complaints, sep="\n")
    too_wide = sum(one["over"] > 0 for one in told)
    print(f"{len(told)} looks at {len(pages)} pages: {too_wide} too wide; pictures in {PICTURES}")
    return int(bool(too_wide or complaints))


if __name__ == "__main__":
    sys.exit(main())
