"""What the HTTP API tells of itself: an OpenAPI document, and the same as a page that fetches nothing from elsewhere."""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from assistant import __version__

if TYPE_CHECKING:
    from fastapi import APIRouter

_TITLE = "Council records assistant: HTTP API"
_ABOUT = (
    "Answers, passages, figures, actions and records of a council's committees as JSON, each with the place it stands in. "
    "Without credentials you are the public; 'Authorization: Bearer TOKEN' (or Basic) opens what your role may see. "
    "Every error is {\"error\": sentence}."
)  # fmt: skip
_SECURITY = {
    "token": {"type": "http", "scheme": "bearer", "description": "made with 'assistant users token'"},
    "password": {"type": "http", "scheme": "basic"},
}
_TABLE = """<div class="cr-wide" tabindex="0" role="region" aria-label="Fields of {of}">
<table><thead><tr><th scope="col">Field</th><th scope="col">Form</th><th scope="col">Meaning</th></tr></thead>
<tbody>{rows}</tbody></table></div>"""
# What the page of the assistant does with a script of Gradio's: dark where the system is.
_DARK = '<script>document.documentElement.classList.toggle("dark", matchMedia("(prefers-color-scheme: dark)").matches)</script>'


def add_description(router: "APIRouter", looks: str) -> None:
    """Add ``/openapi.json`` and ``/docs``, which describe the routes that the router holds by then.

    Args:
        router: Of the API.
        looks: Style sheet of the page.
    """
    from fastapi.responses import HTMLResponse, JSONResponse

    described = [route for route in router.routes if getattr(route, "include_in_schema", False)]

    @cache
    def document() -> dict[str, Any]:
        from fastapi.openapi.utils import get_openapi

        made = get_openapi(title=_TITLE, version=__version__, description=_ABOUT, routes=described)
        made["components"]["securitySchemes"] = _SECURITY
        made["security"] = [{}, {"token": []}, {"password": []}]
        for operations in made["paths"].values():
            for operation in operations.values():
                operation["responses"].pop("422", None)  # FastAPI's own form of error, which is told as 400 and 413 here
        for name in ("HTTPValidationError", "ValidationError"):
            made["components"]["schemas"].pop(name, None)
        return made

    @router.get("/openapi.json", include_in_schema=False)
    def openapi() -> JSONResponse:
        return JSONResponse(document())

    @router.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(page(document(), looks))


def page(document: dict[str, Any], looks: str) -> str:
    """Return an OpenAPI document as a page for people.

    Args:
        document: As ``/openapi.json`` gives it.
        looks: Style sheet.
    """
    operations = [
        (path, method.upper(), operation) for path, methods in document["paths"].items() for method, operation in methods.items()
    ]
    parts = "".join(_operation(path, method, operation, document) for path, method, operation in operations)
    contents = "".join(
        f'<li><a href="#{_anchor(path, method)}"><code>{method} {escape(path)}</code></a></li>' for path, method, _ in operations
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(_TITLE)}</title>
{_DARK}
<style>{looks}</style>
</head>
<body class="cr-plain cr-reference">
<main>
<header class="cr-header"><h1>{escape(_TITLE)}</h1>
<p>{escape(_ABOUT)}</p></header>
<p><a href="/">To the assistant</a> · <a href="/api/openapi.json">OpenAPI document</a></p>
<nav aria-label="Addresses"><ul>{contents}</ul></nav>
{parts}
</main>
</body>
</html>"""


def _anchor(path: str, method: str) -> str:
    return f"{method}-{path}".lower().translate(str.maketrans("/{}:", "----"))


def _operation(path: str, method: str, operation: dict[str, Any], document: dict[str, Any]) -> str:
    """Return one operation: what it does, what it takes, an example to type, what comes back."""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    taken = [
        (given["name"], given["schema"], given.get("required", False), given.get("description", ""))
        for given in operation.get("parameters", ())
    ]
    fields = _resolved(body, document)
    for name, schema in fields.get("properties", {}).items():
        taken.append((name, schema, name in fields.get("required", ()), schema.get("description", "")))
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(name)}</code></th><td>{escape(_kind(schema, document))}'
        f"{', required' if needed else ''}</td><td>{escape(told or schema.get('description', ''))}</td></tr>"
        for name, schema, needed, told in sorted(taken, key=lambda field: not field[2])
    )
    return f"""<section id="{_anchor(path, method)}">
<h2><code>{method} {escape(path)}</code></h2>
<p>{escape(operation.get("description", ""))}</p>
{_TABLE.format(rows=rows, of=f"{method} {escape(path)}") if rows else ""}
{_answers(operation, document)}
</section>"""


def _answers(operation: dict[str, Any], document: dict[str, Any]) -> str:
    told = []
    for status, answer in operation["responses"].items():
        schema = _resolved(answer.get("content", {}).get("application/json", {}).get("schema", {}), document)
        fields = ", ".join(f"<code>{escape(name)}</code>" for name in schema.get("properties", {}))
        what = f"JSON with {fields}" if status == "200" else escape(answer["description"])
        told.append(f"<dt>{escape(status)}</dt><dd>{what}</dd>")
    return f"<h3>Answers</h3><dl>{''.join(told)}</dl>"


def _resolved(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return dict(document["components"]["schemas"][name]) if name else schema


def _kind(schema: dict[str, Any], document: dict[str, Any]) -> str:
    """Return in a few words what a field may hold."""
    schema = _resolved(schema, document)
    if "anyOf" in schema:
        return " or ".join(_kind(one, document) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}), document)}"
    words = (("minimum", "from {:,}"), ("maximum", "to {:,}"), ("maxLength", "of at most {:,} characters"))
    bounds = [word.format(schema[key]) for key, word in words if key in schema]
    kind = {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(schema.get("type", ""), "value")
    return " ".join([str(schema.get("format", kind)), *bounds])

