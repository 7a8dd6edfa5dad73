"""Signing in and out with a browser: a plain page with a form, which works without a script."""

# No "from __future__ import annotations" here: FastAPI reads what a route is given from its annotations as they stand.
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from assistant.web.gate import COOKIE, Gate, Refused, Visitor

if TYPE_CHECKING:
    from fastapi import APIRouter, Request

_LONGEST_FORM = 8192  # bytes
# What the page of the assistant does with a script of Gradio's: dark where the system is.
_DARK = '<script>document.documentElement.classList.toggle("dark", matchMedia("(prefers-color-scheme: dark)").matches)</script>'
_FORM = """<form method="post" action="/sign-in" class="cr-credentials">
<input type="hidden" name="next" value="{next}">
<label for="name">Name</label>
<input id="name" name="name" value="{name}" autocomplete="username" autocapitalize="none" spellcheck="false" required{first}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required{second}>
<button type="submit">Sign in</button>
</form>"""
_NOBODY = """<div class="cr-notice"><h2>Nobody can sign in yet</h2>
<p>Whoever looks after this server makes an account on its command line:<br>
<code>assistant users add NAME --role officer</code><br>
It holds at once; load this page again then.</p></div>"""
_SIGNED_IN = """<p>You are signed in as <strong>{name}</strong> ({role}).</p>
<form method="post" action="/sign-out" class="cr-credentials"><button type="submit">Sign out</button></form>"""


def sign_in_routes(gate: Gate, title: str, looks: str) -> "APIRouter":
    """Return the routes of the page and of its forms.

    Args:
        gate: Opens and ends the sessions.
        title: Of the whole site.
        looks: Style sheet of the page.
    """
    from fastapi import APIRouter, Request, Response
    from fastapi.responses import HTMLResponse, RedirectResponse
    from starlette.concurrency import run_in_threadpool

    router = APIRouter(include_in_schema=False)

    def shown(content: str, problem: str = "", status: int = 200, seconds: int = 0) -> Response:
        headers = {"cache-control": "no-store", **({"retry-after": str(seconds)} if seconds else {})}
        return HTMLResponse(_page(title, looks, content, problem), status, headers)

    @router.get("/sign-in")
    def form(request: Request, next: str = "/") -> Response:
        visitor = gate.visitor(request.headers, request.cookies)
        return shown(_content(gate, visitor, _local(next)))

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        given = await _form(request)
        name, path = given.get("name", ""), _local(given.get("next", "/"))
        client = request.client.host if request.client else ""
        try:
            secret = await run_in_threadpool(gate.sign_in, name, given.get("password", ""), client)
        except Refused as refusal:
            content = _content(gate, Visitor(), path, name, problem=True)
            # Wrong once more is no failure of the page: 200, as forms have it.
            return shown(content, str(refusal), 429 if refusal.seconds else 200, refusal.seconds)
        gate.sign_out(request.cookies)
        answer = RedirectResponse(path, 303, {"cache-control": "no-store"})
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, secret, path="/", httponly=True, samesite="strict", secure=secure)
        return answer

    @router.post("/sign-out")
    def sign_out(request: Request) -> Response:
        gate.sign_out(request.cookies)
        answer = RedirectResponse("/", 303, {"cache-control": "no-store"})
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return answer

    return router


async def _form(request: "Request") -> dict[str, str]:
    """Return the fields of a form; none where it is larger than any that the page sends."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_FORM:
            return {}
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10)
    return {name: values[0] for name, values in fields.items()}


def _local(path: str) -> str:
    """Return a path of this server to go on to, the front page for anything that could lead elsewhere."""
    stays = path.startswith("/") and not path.startswith(("//", "/sign-")) and path.isprintable() and "\\" not in path
    return path if stays else "/"


def _content(gate: Gate, visitor: Visitor, path: str, name: str = "", problem: bool = False) -> str:
    if visitor.name:
        return _SIGNED_IN.format(name=escape(visitor.name), role=visitor.role)
    if not gate.accounts:
        return _NOBODY
    flawed = ' aria-invalid="true" aria-describedby="problem"'
    return _FORM.format(
        next=escape(path), name=escape(name[:100]), first=" autofocus" if not problem else "",
        second=f"{flawed} autofocus" if problem else "",
    )  # fmt: skip


def _page(title: str, looks: str, content: str, problem: str) -> str:
    told = f'<p id="problem">{escape(problem)}</p>' if problem else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{"Problem: " if problem else ""}Sign in – {escape(title)}</title>
{_DARK}
<style>{looks}</style>
</head>
<body class="cr-plain">
<main>
<header class="cr-header"><p><a href="/">{escape(title)}</a></p><h1>Sign in</h1></header>
<p>Members and officers of the council see exempt matter after signing in. Everything public is open without.</p>
<div role="alert" class="{"cr-problem" if problem else ""}">{told}</div>
{content}
<p><a href="/">Go on without signing in</a></p>
</main>
</body>
</html>
"""
