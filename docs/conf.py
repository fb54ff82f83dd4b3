"""Sphinx configuration: MyST pages, the reference generated from the code, no network."""

from __future__ import annotations

import sys
from pathlib import Path

from docutils.nodes import Element
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import _generate  # noqa: E402 - it lies beside this file
import _languages  # noqa: E402

import toimintamalli  # noqa: E402

project = "toimintamalli"
release = toimintamalli.__version__
version = release
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
suppress_warnings = ["config.cache"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# Docstrings name code in single backticks; what they name is linked where it is documented.
default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Every cross-reference to this library must lead somewhere. The standard library and attrs are
# documented elsewhere, and no network is asked where.
# Type variables have no page of their own.
nitpick_ignore_regex = [
    (r"py:.*", r"(?!toimintamalli).*"),
    (r"py:class", r"toimintamalli\.[\w.]+\.(\w+T|_\w+)"),
]

html_theme = "furo"
html_title = f"toimintamalli {release}"
html_static_path = ["_static"]
html_css_files = ["guides.css"]
html_copy_source = False
html_show_copyright = False


def setup(app: Sphinx) -> None:
    """Write the generated pages before Sphinx looks for its sources, and tell languages."""
    app.connect("builder-inited", _write_reference)
    app.connect("missing-reference", _find_by_public_name)
    _languages.setup(app)


def _write_reference(app: Sphinx) -> None:
    _generate.write_reference(Path(app.srcdir) / "reference" / "_generated")


def _find_by_public_name(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: Element
) -> Element | None:
    """Lead ``toimintamalli.model.PracticeModel`` to where ``toimintamalli.PracticeModel`` is."""
    module, _, name = node["reftarget"].rpartition(".")
    if not module.startswith("toimintamalli.") or name not in toimintamalli.__all__:
        return None
    public = f"toimintamalli.{name}"
    domain = env.get_domain("py")
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", public, node, content)
