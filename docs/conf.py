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
from _links import LinkNames  # noqa: E402

import toimintamalli  # noqa: E402

project = "toimintamalli"
release = toimintamalli.__version__
version = release
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
templates_path = ["_templates"]
suppress_warnings = ["config.cache"]

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

# Docstrings name code in single backticks; what they name is linked where it is documented.
default_role = "py:obj"
autodoc_member_order = "bysource"
add_module_names = False
# A page of names lists them at its top; in the navigation of every page they would be thousands.
toc_object_entries = False
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
html_css_files = ["docs.css", "guides.css"]
html_copy_source = False
html_show_copyright = False
# The list of modules is the page of Python names, which says what each is for.
html_domain_indices = False
# A voice reads the title of the link, "Link to this heading", and not the mark.
html_permalinks_icon = '<span aria-hidden="true">¶</span>'
# Every colour has a contrast of at least 4.5 : 1 on its background; a test computes it.
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"
html_theme_options = {
    "light_css_variables": {"color-foreground-muted": "#62666d"},
    "dark_css_variables": {"color-foreground-muted": "#8b9097"},
}


def setup(app: Sphinx) -> None:
    """Write the generated pages before Sphinx looks for its sources, and tell languages."""
    app.add_transform(LinkNames)
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
