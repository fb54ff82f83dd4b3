"""How long a form text of 30 kB takes to write, beside a compiled Jinja2 template.

The template is given the model, the labels and the sections in the order of the form, and writes
the same text, character for character. The library also puts the sections in order, escapes what
would be read as a label, and tells what the form has no place for.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jinja2
from _rounds import Compared, compare, show
from attrs import evolve

import toimintamalli as tm
from toimintamalli.model import PracticeModel, RichText, Section
from toimintamalli.vocabulary import form_profile

ROUNDS = 61
SIZE = 30_000
DEMO = Path(tm.__file__).parent / "cli" / "demo" / "malli.yaml"
TEMPLATE = """\
{%- macro inlines(content, indent) -%}
{%- for piece in content -%}
{%- if piece.address is defined -%}
{{ piece.text }} ({{ piece.address }})
{%- else -%}
{{ piece | replace("\\n", "\\n" ~ indent) }}
{%- endif -%}
{%- endfor -%}
{%- endmacro -%}
{%- macro list(block, indent) -%}
{%- for item in block["items"] -%}
{%- set mark = "• " if block.kind == "bullet" else (block.start + loop.index0) ~ ". " -%}
{{ indent }}{{ mark }}{{ inlines(item.content, indent ~ " " * (mark | length)) }}
{%- for inner in item.sublists %}
{{ list(inner, indent ~ " " * (mark | length)) }}
{%- endfor -%}
{%- if not loop.last %}
{% endif -%}
{%- endfor -%}
{%- endmacro -%}
{%- macro rich(text) -%}
{%- for block in text.blocks -%}
{%- if block.content is defined -%}
{{ inlines(block.content, "") }}
{%- elif block.start is defined -%}
{{ list(block, "") }}
{%- else -%}
{{ block.text }}
{%- endif -%}
{%- if not loop.last %}

{% endif -%}
{%- endfor -%}
{%- endmacro -%}
{{ model.basics.title }}

{{ model.basics.summary }}
{%- for label, value in basics %}

{{ label }}

{{ value if value is string else value | join("\\n") }}
{%- endfor -%}
{%- for label, section in sections %}

{{ label }}

{{ rich(section.text) }}
{%- if section.attachments %}

{{ profile.attachments_label }}
{% for attachment in section.attachments %}
{{ profile.image_label }}
{{ attachment.alt_text }}
{{ profile.caption_label }}
{{ attachment.caption }}
{%- endfor -%}
{%- endif -%}
{%- endfor %}

{{ profile.stage_label }}

{{ stage }}
"""


def main() -> None:
    """Measure the row and print a table in Markdown."""
    show(compared())


def compared() -> list[Compared]:
    """Return the row for the form text."""
    model = _model()
    environment = jinja2.Environment(keep_trailing_newline=True, undefined=jinja2.Undefined)
    template = environment.from_string(TEMPLATE)
    given = _given(model)
    assert template.render(given) == _text(model)
    return [
        compare(
            f"form text, {len(_text(model)) // 1000} kB",
            "a compiled Jinja2 template",
            (lambda: template.render(given), lambda: tm.render(model, format="innokyla")),
            rounds=ROUNDS,
            goal=0.4,
        )
    ]


def _model() -> PracticeModel:
    """Return the model of the demonstration with as much text as is wanted."""
    demo = tm.load(DEMO)
    times = SIZE // sum(len(section.text.plain) for section in demo.form.sections)
    sections = tuple(evolve(one, text=_repeated(one, times)) for one in demo.form.sections)
    return evolve(demo, form=evolve(demo.form, sections=sections))


def _repeated(section: Section, times: int) -> RichText:
    return RichText.parse("\n\n".join([section.text.markup] * times))


def _text(model: PracticeModel) -> str:
    return tm.render(model, format="innokyla").data.decode()


def _given(model: PracticeModel) -> dict[str, object]:
    """Return what the template writes, in the order of the form."""
    profile, basics = form_profile(), model.basics
    values: dict[str, object] = {
        "title": basics.title,
        "summary": basics.summary,
        "place": basics.place,
        "locations": basics.locations,
        "funders": basics.funders,
        "collections": basics.collections,
        "contributors": basics.contributors[0].name,
        "created": _day(basics.created),
        "modified": _day(basics.modified),
    }
    path_only = (known for known in profile.fields if known.front is None)
    return {
        "model": model,
        "profile": profile,
        "basics": [(one.label, values[one.id]) for one in profile.basics if one.id in values],
        "sections": [
            (f"{known.label} {profile.required_marker}" if known.required else known.label, section)
            for known in (*profile.front_fields, *path_only)
            if (section := model.form.section(known.id)) is not None
        ],
        "stage": next(one.label for one in profile.stages if one.id == model.innokyla_stage),
    }


def _day(day: date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""


if __name__ == "__main__":
    main()
