"""The source viewer over HTTP: what each role is shown, of which places, and what happens when a file is not what it was."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from doors import CLOSED_RECORD, MINUTES, folded, leaks, secrets_of
from fastapi import FastAPI
from starlette.testclient import TestClient
from typeset import typeset

from assistant.accounts import Accounts
from assistant.records import Access, Role, Span
from assistant.service import Assistant
from assistant.web.addresses import record_address, source_address
from assistant.web.gate import Gate, Visitor
from assistant.web.viewer import viewer_routes
from assistant.web.viewer_marks import Leaf

ROOT = Path(__file__).parents[2]
REPORT = "ecsc-annual-report-2022-23.md"
OTHERS = [Role.PUBLIC, Role.OFFICER]


class Trusting(Gate):
    """Takes the role from a header."""

    def visitor(self, headers: Mapping[str, str], cookies: Mapping[str, str], client: str = "") -> Visitor:
        return Visitor(role=Role(headers.get("x-role", "public")))


def client_of(assistant: Assistant, folder: Path) -> TestClient:
    app = FastAPI()
    app.include_router(viewer_routes(assistant, Trusting(Accounts(folder / "accounts.json")), "Records", ".dark {\n--a: b;\n}"))
    return TestClient(app)


@pytest.fixture(scope="module")
def assistant(sample_library: Path) -> Iterator[Assistant]:
    held = Assistant.open(sample_library)
    yield held
    held.close()


@pytest.fixture(scope="module")
def client(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client_of(assistant, tmp_path_factory.mktemp("accounts")) as client:
        yield client


def got(client: TestClient, address: str, role: Role = Role.PUBLIC) -> str:
    answer = client.get(address, headers={"x-role": role})
    assert answer.status_code == 200, (address, answer.text)
    return answer.text


def marked(page: str) -> str:
    """The words in <mark>, blanks folded."""
    return " ".join(unescape(" ".join(re.findall(r"<mark[^>]*>(.*?)</mark>", re.sub(r"</?span[^>]*>", "", page), re.S))).split())


def links(page: str, key: str) -> list[str]:
    return [unescape(href) for href in re.findall(rf'<a href="([^"]+)" data-key="{key}"', page)]


def test_a_citation_opens_on_its_page_with_the_words_marked(assistant: Assistant, client: TestClient) -> None:
    answer = assistant.ask("When was the Millrace scheme completed?")
    citation = answer.citations[0]
    page = got(client, source_address(citation.document, citation.span))
    assert f"page {citation.page} of 4" in page and f"Item {citation.item} " in page and citation.title in page
    assert 'id="cr-marked"' in page and page.count('class="cr-view-box"') >= 1
    assert " ".join(citation.quote.split()) in unescape(page), "the picture says what is marked on it"
    text = got(client, links(page, "text")[0])
    assert marked(text) == " ".join(citation.quote.split())
    assert marked(got(client, links(page, "record")[0])) == marked(text)
    picture = client.get(unescape(re.search(r'src="(/view/page[^"]+)"', page)[1]))  # type: ignore[index]
    assert picture.headers["content-type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    assert "private" in picture.headers["cache-control"]
    again = client.get(picture.request.url, headers={"if-none-match": picture.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_format_without_pages_shows_its_item(assistant: Assistant, client: TestClient) -> None:
    document = assistant.document("ecsc-minutes-2023-02-15.docx")
    table = document.tables[0]
    cell = next(cell for row in table.rows for cell in row if cell.span)
    page = got(client, source_address(document.name, cell.span))  # type: ignore[arg-type]
    assert marked(page) == cell.text
    assert re.search(rf"<td><mark[^>]*>{cell.text}</mark></td>", page), "tables are tables"
    assert "/view/page" not in page and "Page as printed" not in page


def test_the_page_alone_needs_no_script_and_a_part_is_only_a_part(client: TestClient) -> None:
    whole, part = got(client, record_address(MINUTES)), got(client, record_address(MINUTES) + "&part=1")
    assert "<script" not in whole and whole.count("<h1") == 1 and "prefers-color-scheme: dark) { :root {\n--a: b;" in whole
    assert part.startswith("<article") and "<h1" not in part and part.endswith("</article>")


@pytest.mark.parametrize("part", ["", "&part=1"])
def test_what_is_closed_is_answered_as_what_does_not_exist(assistant: Assistant, client: TestClient, part: str) -> None:
    document = assistant.document(MINUTES)
    [index] = [at for at, item in enumerate(document.items) if item.access is Access.EXEMPT]
    item, name = document.items[index], quote(MINUTES)
    closed = [
        f"/view?document={quote(CLOSED_RECORD)}", f"/view?document={quote(CLOSED_RECORD)}&view=record",
        f"/view?document={name}&item={index}",
        *(f"/view?document={name}&start={start}&end={end}" for start, end in (
            (item.span.start, item.span.start + 5), (item.span.start, item.span.start), (item.span.end - 1, item.span.end + 9),
            (item.span.start - 40, item.span.start + 1), (0, len(document.text)),
        )),
    ]  # fmt: skip
    nowhere = [
        "/view?document=nobody.pdf", "/view", f"/view?document={name}&item=999", f"/view?document={name}&page=99",
        f"/view?document={name}&start=1&end=99999999", f"/view?document={quote(str(ROOT / 'corpus' / 'records' / MINUTES))}",
    ]  # fmt: skip
    answers = [client.get(address + (part if "?" in address else "?" + part[1:])) for address in (*closed, *nowhere)]
    assert [address for address, one in zip((*closed, *nowhere), answers, strict=True) if one.status_code != 404] == []
    assert len({answer.text for answer in answers}) == 1
    for address in closed:
        assert client.get(address, headers={"x-role": "officer"}).status_code == 200
    for route in (f"page?document={name}&page=4", f"page?document={quote(CLOSED_RECORD)}&page=1", f"file?document={name}"):
        refused, missing = client.get(f"/view/{route}"), client.get("/view/page?document=nobody.pdf&page=1")
        assert (refused.status_code, refused.text) == (missing.status_code, missing.text) == (404, missing.text)
        assert client.get(f"/view/{route}", headers={"x-role": "member"}).status_code == 200


def test_nothing_exempt_is_in_anything_the_public_can_open(assistant: Assistant, client: TestClient) -> None:
    """Every item, page and way of looking at every record, and a span at every four hundredth character."""
    told: list[str] = []
    open_ones = assistant.summaries(Role.PUBLIC)
    meetings = [folded(f"{one.body} {day.day} {day:%B %Y}") for one in open_ones for day in one.meeting_dates]
    secrets = [secret for secret in secrets_of(assistant) if not any(secret in meeting for meeting in meetings)]
    for summary in open_ones:
        document = assistant.document(summary.name)
        ask = f"/view?document={quote(document.name)}&part=1"
        places = [f"&item={at}" for at in range(len(document.items))] + [f"&page={page.number}" for page in document.pages]
        places += [f"&start={at}&end={at + 60}" for at in range(0, len(document.text), 400)]
        told += [client.get(ask + place).text for place in ("&view=record", *places, *(f"{place}&view=text" for place in places))]
    assert not leaks(re.sub(r"<[^>]+>", "", unescape(" ".join(told))), secrets)
    assert "Parts of this record are not public" in " ".join(told), "where a record says so itself"
    record = unescape(client.get(f"/view?document={CLOSED_RECORD}&view=record", headers={"x-role": "officer"}).text)
    assert leaks(re.sub(r"<[^>]+>", "", record), secrets), "the same look finds it where it may be seen"


@pytest.mark.parametrize("role", OTHERS)
def test_next_item_leads_through_all_that_is_open(assistant: Assistant, client: TestClient, role: Role) -> None:
    document = assistant.document(REPORT)
    met, address = [], record_address(REPORT)
    while address:
        page = got(client, address, role)
        met.append(page)
        [address] = links(page, "item-after") or [""]
    closed = [item for item in document.items if item.access is Access.EXEMPT]
    assert len(closed) == 1 and len(met) == len(document.items) - (role is Role.PUBLIC)
    assert any(closed[0].heading in unescape(page) for page in met) is (role is Role.OFFICER)
    before = [links(page, "item-before") for page in reversed(met)]
    assert before[-1] == [] and all(before[:-1])


@pytest.mark.parametrize(
    "wrong",
    ["start=5", "end=5", "start=9&end=2", "start=-1&end=2", "start=a&end=b", "start=1&end=" + "9" * 400, "page=x", "item=1.5"],
)
def test_an_address_that_makes_no_sense_is_told_so_in_words(client: TestClient, wrong: str) -> None:
    answer = client.get(f"/view?document={MINUTES}&{wrong}")
    assert answer.status_code == 400
    assert "This source cannot be shown" in answer.text and "Traceback" not in answer.text


def test_the_file_is_handed_as_it_was_read(client: TestClient) -> None:
    for name, kind in (("ecsc-minutes-2022-02-09.pdf", "application/pdf"), ("ecsc-minutes-2023-07-12.html", "text/html")):
        answer = client.get(f"/view/file?document={name}", headers={"x-role": "officer"})
        assert answer.content == (ROOT / "corpus" / "records" / name).read_bytes()
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.fixture
def two_pages(
    tmp_path: Path, opened: Callable[..., Assistant], progress: object
) -> Iterator[tuple[Assistant, TestClient, Path]]:
    """A library of one PDF whose words run over from its first page to its second."""
    file = tmp_path / "records" / "ponds.pdf"
    file.parent.mkdir()
    pages = [["PONDS COMMITTEE", "1. GEESE", "The Committee heard that the geese of the lower pond had been counted"],
             ["twice in March and that there were forty of them.", "2. REEDS", "The reeds were cut."]]  # fmt: skip
    file.write_bytes(typeset(pages))
    assistant = opened(tmp_path / "data")
    assert assistant.ingest([file], progress).added == ["ponds.pdf"]  # type: ignore[arg-type]
    with client_of(assistant, tmp_path) as client:
        yield assistant, client, file


def over_the_break(assistant: Assistant) -> str:
    text = assistant.document("ponds.pdf").text
    return source_address("ponds.pdf", Span(text.index("counted"), text.index("March") + 5))


def test_words_over_a_page_break_are_marked_on_both_pages(two_pages: tuple[Assistant, TestClient, Path]) -> None:
    assistant, client, _ = two_pages
    page = got(client, over_the_break(assistant))
    assert "pages 1 to 2 of 2" in page and page.count("<img") == 2
    assert [part.count("cr-view-box") for part in page.split("<img")[1:]] == [1, 1]
    assert page.count('id="cr-marked"') == 1
    assert marked(got(client, links(page, "text")[0])).replace("Page 2", "") == "counted twice in March"


def test_a_file_that_changed_or_went_away_is_shown_as_the_text_that_was_read(
    two_pages: tuple[Assistant, TestClient, Path],
) -> None:
    assistant, client, file = two_pages
    address, kept = over_the_break(assistant), file.read_bytes()
    assert "Download the record" in got(client, address)
    for change in (lambda: file.write_bytes(typeset([["Other words entirely"], ["and more"]])), file.unlink, file.mkdir):
        change()
        page = got(client, address)
        assert "has moved or changed" in page and "<img" not in page and "Download" not in page
        assert marked(page) == "counted Page 2twice in March".replace("Page 2", "")
        assert client.get("/view/page?document=ponds.pdf&page=1").status_code == 404
        assert client.get("/view/file?document=ponds.pdf").status_code == 404
    file.rmdir()
    file.write_bytes(kept)
    assert "<img" in got(client, address)


def test_words_that_cannot_be_placed_are_marked_in_the_text_and_never_on_the_page(
    two_pages: tuple[Assistant, TestClient, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant, client, _ = two_pages
    monkeypatch.setattr(Leaf, "marks", lambda self, span: None)
    page = got(client, over_the_break(assistant))
    assert "could not be marked on this page" in page and marked(page) and "<img" not in page
    page = got(client, links(page, "page")[0])
    assert "could not be marked on this page" in page and "<img" in page and "cr-view-box" not in page


def test_a_record_cannot_become_markup(tmp_path: Path, opened: Callable[..., Assistant], progress: object) -> None:
    file = tmp_path / 'a"><img src=x onerror=alert(1)>.md'
    file.write_text("# <script>alert(1)</script>\n\n## 1. <b>GEESE</b>\n\nThe **geese** & <i>ducks</i> were \"many\".\n", "utf-8")
    assistant = opened(tmp_path / "data")
    [name] = assistant.ingest([file], progress).added  # type: ignore[arg-type]
    client = client_of(assistant, tmp_path)
    for view in ("text", "record"):
        page = got(client, f"/view?document={quote(name)}&start=0&end=60&view={view}")
        assert not re.search(r"<(?:script|b|i)>|<img src=x", page)
    answer = client.get(f"/view?document={quote('<script>alert(2)</script>')}")
    assert "<script" not in answer.text


def test_many_readers_at_once_get_what_one_alone_gets(client: TestClient) -> None:
    """PDFium by itself breaks down under two threads."""
    addresses = [f"/view/page?document={MINUTES}&page={page}&width={width}" for page in (1, 2, 3) for width in (600, 900)] * 3
    with ThreadPoolExecutor(8) as pool:
        pictures = list(pool.map(lambda address: client.get(address).content, addresses))
    assert len(set(pictures)) == 6 and pictures[:6] == pictures[6:12] == pictures[12:]


def test_no_file_stays_open_when_the_site_is_shut_down(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    held, make = [], pypdfium2.PdfDocument
    monkeypatch.setattr(pypdfium2, "PdfDocument", lambda data: held.append(make(data)) or held[-1])
    with client_of(assistant, tmp_path) as client:
        assert client.get(f"/view/page?document={MINUTES}&page=1&width=600").status_code == 200
        assert held and held[0].raw is not None
    assert all(one.raw is None for one in held)


def test_widths_are_bounded(client: TestClient) -> None:
    wide = client.get(f"/view/page?document={MINUTES}&page=1&width=999999").content
    assert int.from_bytes(wide[16:20], "big") == 2400


def test_copies_of_a_library_find_the_files_where_they_were(sample_library: Path, tmp_path: Path) -> None:
    assistant = Assistant.open(shutil.copytree(sample_library, tmp_path / "copy"))
    try:
        with client_of(assistant, tmp_path) as client:
            assert "Download the record" in got(client, record_address("ecsc-minutes-2022-02-09.pdf"))
    finally:
        assistant.close()
