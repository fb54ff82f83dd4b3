"""A web view that answers with a workbook. It needs Flask, and keeps nothing between requests.

Usage, for trying it out::

    flask --app 'web_view:make_app("mallit")' run

Whoever may ask may be anybody, so the workbook is made for the public unless the address says
``?audience=internal`` or ``?audience=partners``: let people in first.
"""

from __future__ import annotations

import io
from pathlib import Path

import flask

import toimintamalli as tm
from toimintamalli.encoding import decode

LARGEST_DOCUMENT = 1_000_000
ANSWERS = (
    (tm.OptionError, 400),  # an audience that there is not
    (tm.LoadError, 422),  # a document that cannot be read
    (tm.RedactionError, 422),  # a person would be left in the workbook
)


def make_app(folder: str | Path) -> flask.Flask:
    """Return an application that makes workbooks of the models of a folder and of what is sent.

    Args:
        folder: Folder with models in YAML.
    """
    app = flask.Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_DOCUMENT

    @app.get("/workbooks/<name>.xlsx")
    def stored(name: str) -> flask.Response:
        # A name is looked for among the files that there are, so that no path can be asked for.
        files = {path.stem: path for path in Path(folder).glob("*.yaml")}
        if name not in files:
            flask.abort(404)
        return workbook(files[name].read_bytes(), name)

    @app.post("/workbooks")
    def sent() -> flask.Response:
        return workbook(flask.request.get_data(), "malli")

    @app.errorhandler(tm.ToimintamalliError)
    def told(error: tm.ToimintamalliError) -> tuple[flask.Response, int]:
        status = next((code for kind, code in ANSWERS if isinstance(error, kind)), 500)
        answer = {"codes": error.report.codes, "message": error.message(language())}
        return flask.jsonify(answer), status

    return app


def workbook(document: bytes, name: str) -> flask.Response:
    """Return the workbook of a document as something to be saved."""
    made = tm.render(
        tm.loads(decode(document).text),
        format="excel",
        language=language(),
        audience=flask.request.args.get("audience", "public"),
    )
    return flask.send_file(
        io.BytesIO(made.data), made.media_type, as_attachment=True, download_name=f"{name}.xlsx"
    )


def language() -> str:
    """Return the language of the reader's browser, or Finnish."""
    return flask.request.accept_languages.best_match(("fi", "sv", "en")) or "fi"
