"""The Records tab without a browser: each view from its address, everything escaped, nothing that a role may not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from support.small import MINUTES, assistant_over

from assistant.answering.catalogue import Choice
from assistant.records import Role
from assistant.service import Assistant
from assistant.ui.recordparts import PER_PAGE, Asked
from assistant.ui.recordstab import View, views

HOSTILE = """PONDS COMMITTEE

MINUTES of the meeting of the Ponds Committee held on Monday 6 May 2019.

Present: Councillor <i>Mallard</i> (Chairman)

1. GOOSE WARDEN <img src=x onerror="window.pwned=1">

The goose warden undertook to report <script>window.pwned=2</script> on the geese to the next meeting.

RESOLVED: That the <b>geese</b> be counted.
"""
CLOSED = ("CONTRACT FOR CAMERAS", "Lanternlight", "310,000")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    return assistant_over(tmp_path, monkeypatch, {"minutes-2023-06-14.txt": MINUTES, "ponds&co.txt": HOSTILE})


@pytest.fixture(scope="module")
def sample(sample_library: Path) -> Iterator[Assistant]:
    opened = Assistant.open(sample_library)
    yield opened
    opened.close()


def shown(assistant: Assistant, address: str, role: Role = Role.PUBLIC) -> str:
    *_, last = views(assistant, address, role)
    return last.main + last.below


def links(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', page)]


ADDRESSES = (
    "/", "/?show=records&text=minutes", "/?record=minutes-2023-06-14.txt", "/?record=minutes-2023-06-14.txt&item=4",
    "/?show=timeline&topic=camera+contract", "/?show=timeline&topic=Lanternlight", "/?show=timeline&topic=refuge",
    "/?show=actions", "/?show=actions&about=camera", "/?record=nowhere.txt",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_exempt_matter_is_in_no_view_of_the_public(small: Assistant, address: str) -> None:
    page = shown(small, address)
    asked = " ".join(Asked.read(address).given.values())
    for closed in CLOSED:
        assert closed not in page or closed in asked, "but for what the reader typed"
    assert "EXEMPT" not in page


def test_those_with_the_role_see_exempt_items_and_that_they_are(small: Assistant) -> None:
    page = shown(small, "/?record=minutes-2023-06-14.txt", Role.MEMBER)
    assert "CONTRACT FOR CAMERAS" in page and "EXEMPT</strong>" in page
    assert "1 item of 1 meeting" in shown(small, "/?show=timeline&topic=Lanternlight", Role.MEMBER)
    assert "3 items" in shown(small, "/") and "4 items" in shown(small, "/", Role.OFFICER)


def test_a_record_that_is_not_open_is_not_told_from_one_that_is_not_there(sample: Assistant) -> None:
    closed = "ecsc-2023-02-15-item-25-appendix-b-exempt.pdf"
    assert "Evaluation of Tenders" in shown(sample, f"/?record={closed}", Role.MEMBER)
    assert shown(sample, f"/?record={closed}") == shown(sample, "/?record=nowhere.pdf")
    assert closed not in shown(sample, "/") and closed in shown(sample, "/", Role.OFFICER)


@pytest.mark.parametrize(
    "address",
    ["/", "/?record=ponds%26co.txt", "/?show=timeline&topic=geese", "/?show=actions", "/?show=timeline&topic=<script>x",
     '/?show=actions&who="><img src=x onerror=1>', "/?record=<img src=x>", "/?show=<img>", "/?show=records&text='\"><b>",
     "/?show=timeline&topic=x&from=<b>"],
)  # fmt: skip
def test_neither_a_record_nor_an_address_makes_markup(small: Assistant, address: str) -> None:
    for role in Role:
        page = shown(small, address, role)
        assert not re.search(r"<(script|img|b|i)\b", page)
        assert "onerror=" not in re.sub(r'"[^"]*"', "", re.sub(r">[^<]*<", "><", page))


def test_every_link_leads_to_a_view_or_to_words_that_stand_in_a_record(sample: Assistant) -> None:
    for summary in sample.summaries():
        for address in links(shown(sample, f"/?record={summary.name}", Role.OFFICER)):
            assert address.startswith(("/?", "/view?"))
            query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
            if "start" in query:
                text = sample.document(query["document"]).text
                assert text[int(query["start"]) : int(query["end"])].strip()
            elif "record" in query:
                page = shown(sample, address, Role.OFFICER)
                assert "Record not found" not in page
                assert "item" not in query or f'data-item="{query["item"]}"' in page


def test_a_record_is_told_as_it_was_understood(sample: Assistant) -> None:
    name = "ecsc-minutes-2024-02-14.pdf"
    whole, page = sample.document(name), unescape(shown(sample, f"/?record={name}"))
    for person in (*whole.attendance.present, *whole.attendance.absent, *whole.attendance.officers):
        assert person in page
    open_items = [item for item in whole.items if item.access == "public"]
    for item in open_items:
        assert item.heading in page
        for resolution in item.resolutions:
            assert " ".join(resolution.span.of(whole.text).split())[:40] in page
    places = [page.index(item.heading, page.index(">Items")) for item in open_items if item.heading]
    assert places == sorted(places)
    assert "record=ecsc-minutes-2023-07-12.html" in page, "the meeting before"
    assert "Actions raised" in page


def test_references_lead_to_the_item_they_name(sample: Assistant) -> None:
    whole, items = sample.show("ecsc-minutes-2024-02-14.pdf", Role.PUBLIC)
    leading = [(ref.document, ref.item) for item in items for ref in item.references if ref.document]
    page = links(shown(sample, f"/?record={whole.name}"))
    assert leading
    for document, item in leading:
        assert any(parse_qs(urlsplit(one).query).get("item") == [item] and document in one for one in page)


def test_a_long_list_is_paged_and_every_record_is_on_one_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{n:04}.txt": f"The {'Quay' if n % 3 else 'Pier'} Panel\n\nNote {n} of no date.\n" for n in range(2 * PER_PAGE + 7)}
    assistant = assistant_over(tmp_path, monkeypatch, files)
    pages = [shown(assistant, f"/?show=records&page={n}") for n in (1, 2, 3)]
    on = [[one for one in links(page) if "record=" in one] for page in pages]
    assert [len(found) for found in on] == [PER_PAGE, PER_PAGE, 7]
    assert len(set(sum(on, []))) == 2 * PER_PAGE + 7 == len(assistant.records(Choice()))
    assert "Next page" in pages[0] and "Next page" not in pages[2]
    assert "Page 3 of 3" in shown(assistant, "/?show=records&page=99")


def test_actions_are_narrowed_and_counted(sample: Assistant) -> None:
    whole = shown(sample, "/?show=actions")
    assert re.search(r"\d+ actions, the newest first", whole)
    assert len(re.findall("cr-state-closed", shown(sample, "/?show=actions&standing=closed"))) > 0
    assert "cr-state-closed" not in shown(sample, "/?show=actions&standing=open")
    assert "No action" in shown(sample, "/?show=actions&who=nobody+of+that+name")
    assert "is not a date" in shown(sample, "/?show=actions&from=yesterday")


def test_what_takes_long_is_announced_before_it_is_there(small: Assistant) -> None:
    first: list[View] = list(views(small, "/?record=ponds%26co.txt", Role.PUBLIC))
    assert len(first) == 2 and "Reading the records" in first[0].below and "Actions raised" in first[1].below
    assert len(list(views(small, "/?record=ponds%26co.txt", Role.PUBLIC))) == 1, "kept"
