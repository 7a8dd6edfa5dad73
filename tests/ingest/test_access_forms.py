"""The many forms in which a record says that something is not for the public, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms_support import AFTER, BEFORE, SECRET, TOP, docx_of, file_of, hides, html_of, seen, xlsx_of

HEADINGS = [
    "Staffing (in private session)", "Staffing (in camera)", "Staffing - closed session", "Staffing [Part B - private]",
    "Part II: Staffing", "Staffing (below the line)", "Pink paper: Staffing", "RESTRICTED – Staffing", "Staffing – Restricted",
    "Lease of the slip (commercial in confidence)", "Commercial-in-confidence: lease of the slip",
    "Lease – commercially sensitive",
    "Staffing (Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A)",
    "Staffing – paragraph 6 of Part 1 of Schedule 7A", "Eitem eithriedig: Staffio", "Staffio (cyfrinachol)",
    "Staffing (private and confidential)", "Private item: Staffing", "Staffing – Private", "Staffing (closed to the public)",
    "Staffing in closed session under section 5.23", "In Committee: Staffing", "Executive session – personnel",
    "Exempt Information: Staffing", "CONFIDENTIAL ITEM: Staffing", "Staffing (fully exempt)", "Staffing (held in camera)",
]  # fmt: skip


def _minutes(heading: str, body: str) -> str:
    return f"{TOP}1. Dues\n\n{BEFORE}\n\n2. {heading}\n\n{body}\n\n3. Lights\n\n{AFTER}\n"


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_heading_that_marks_its_item(tmp_path: Path, heading: str, form: str) -> None:
    text = _minutes(heading, SECRET)
    if form == "html":
        lines = text.split("\n\n")
        text = "".join(f"<h3>{line}</h3>" if line[:1].isdigit() else f"<p>{line}</p>" for line in lines)
    document = file_of(tmp_path, f"record.{form}", text)
    assert hides(document)
    assert "kerb" in seen(document) and "lantern" in seen(document)


@pytest.mark.parametrize(
    "mark",
    [
        "NOT FOR PUBLICATION by virtue of paragraph 1 of Part 1 of Schedule 12A of the Local Government Act 1972",
        "(Exempt information – Paragraph 3)",
        "CONFIDENTIAL",
        "Private and Confidential",
        "Paragraph 6 of Part 1 of Schedule 7A to the Local Government (Scotland) Act 1973",
        "This report is exempt under paragraph 3 of the Schedule.",
        "This item was taken in confidence.",
        "Classification: OFFICIAL-SENSITIVE",
        "Status: Confidential",
        "This matter was considered with the public excluded from this item.",
        "Commercial in confidence",
        "In the absence of the press and public, Members took the matter up.",
    ],
)
def test_a_line_below_the_heading_that_marks_the_item(tmp_path: Path, mark: str) -> None:
    document = file_of(tmp_path, "record.txt", _minutes("Staffing", f"{mark}\n\n{SECRET}"))
    assert hides(document)
    assert "kerb" in seen(document)


@pytest.mark.parametrize(
    "line",
    [
        "PART B – PRIVATE", "BELOW THE LINE", "PINK PAPERS", "CONFIDENTIAL ITEMS", "Eitemau eithriedig", "CLOSED SESSION",
        "PRIVATE AND CONFIDENTIAL", "Part 2 (private)", "Items to be considered in private", "In camera", "PUBLIC EXCLUDED",
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", [f"2. Staffing\n\n{SECRET}", f"Staffing: {SECRET}\n\n2. Lights\n\nThe lamp is mended."])
def test_a_line_that_heads_the_closed_part(tmp_path: Path, line: str, below: str) -> None:
    document = file_of(tmp_path, "record.txt", f"{TOP}1. Dues\n\n{BEFORE}\n\n{line}\n\n{below}\n\n4. Nets\n\n{SECRET}\n")
    assert hides(document)
    assert "kerb" in seen(document)


@pytest.mark.parametrize(
    "act",
    [
        "That the Council move into closed session under section 5.23(2)(b) of the Local Government Act 1995. Carried.",
        "That the meeting be closed to members of the public under section 66(1) of the Local Government Act 2020.",
        "Council moved behind closed doors at 7.40pm.",
        "Penderfynwyd eithrio'r wasg a'r cyhoedd o'r cyfarfod.",
        "The Council went into committee.",
        "Chuaigh an Chomhairle i gcoiste.",
        "It was agreed in terms of section 50A(4) that the public be excluded.",
        "A motion that the press and public be excluded was put to the vote and carried, an amendment having been lost.",
    ],
)
def test_an_act_that_closes_what_follows(tmp_path: Path, act: str) -> None:
    document = file_of(tmp_path, "record.txt", f"{TOP}1. Dues\n\n{BEFORE}\n\n2. Procedure\n\n{act}\n\n3. Staffing\n\n{SECRET}\n")
    assert hides(document)
    assert "kerb" in seen(document)


def test_the_parts_and_appendices_of_a_marked_item_are_closed(tmp_path: Path) -> None:
    parts = [f"1. Dues\n\n{BEFORE}", "2. Tenders (exempt)\n\nRead.", f"2.1 Sums\n\n{SECRET}", f"APPENDIX A: BIDS\n\n{SECRET}"]
    text = TOP + "\n\n".join([*parts, f"3. Lights\n\n{AFTER}\n"])
    document = file_of(tmp_path, "record.txt", text)
    assert hides(document)
    assert "lantern" in seen(document)


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Confidentiality", "Members were reminded of the need for confidentiality when they see exempt papers."),
        ("Exclusion of the public", "It was moved that the press and public be excluded. The motion was lost by 3 votes to 5."),
        ("Procedure", "A motion to exclude the press and public was defeated."),
        ("Exclusion of the press and public", "There were no exempt items, so the public did not have to be excluded."),
        ("Exemptions from council tax", "Students are exempt from council tax."),
        ("Council tax: exempt dwellings", "There are 1,204 exempt dwellings."),
        ("VAT", "The works are exempt from VAT."),
        ("VAT – exempt supplies", "The fees are VAT exempt."),
        ("Licensing (private hire vehicles)", "Fees for private hire were set."),
        ("Private Hire: fees", "A private hire licence is £80."),
        ("EXEMPT ACCOMMODATION IN THE TOWN", "The strategy for supported exempt accommodation was adopted."),
        ("CONFIDENTIAL REPORTING POLICY", "The policy was adopted."),
        ("Confidential hotline", "A confidential hotline for staff was opened."),
        ("RESTRICTED BYWAYS", "Two restricted byways were added to the map."),
        ("Restricted reserves", "Restricted reserves were noted."),
        ("Private sector housing", "The private sector grew."),
        ("Trees (private land)", "The tree stands on private land."),
        ("CONFIDENTIAL WASTE COLLECTION", "Sacks of confidential waste are taken on Mondays."),
        ("Local Plan (Part 2)", "Part 2 of the Local Plan was adopted."),
        ("Local Plan – Part 2", "Site allocations were discussed."),
        ("Data protection", "Confidential information is kept under lock and key."),
        ("Members' code (confidentiality)", "The code was adopted."),
        ("Freedom of information", "An exemption under section 43 was applied to two requests."),
        ("Appendices", "Appendix B is not for publication by virtue of paragraph 3 of Schedule 12A."),
        ("Exempt information", "There was no exempt business to be taken."),
        ("School exclusions", "Pupils excluded from school fell by a third."),
        ("The public realm", "Cars are excluded from the public square."),
        ("Parking", "Parking is restricted to two hours. Private drives are kept clear."),
        ("Leisure", "The pool was closed to swimmers for a week; the session was moved."),
        ("Counselling", "Talks with the counsellor are held\nprivate and confidential."),
        ("Open session", "Two members of the public left the meeting at 7pm."),
        ("Bottom line", "The figure on the bottom line was agreed."),
    ],
)
def test_what_only_looks_like_a_mark(tmp_path: Path, heading: str, body: str) -> None:
    document = file_of(tmp_path, "record.txt", _minutes(heading, f"{body} The gate is painted."))
    assert all(word in seen(document) for word in ("kerb", "gate", "lantern"))


STAFF = "Pay of the wharfinger: Zander Ltd asks £41,222"
WALL = "Repair of the wall by Kerb Ltd £6,480"
ROWS = [
    [("Item", "Report", "Status"), ("1", WALL, "Open"), ("2", STAFF, "Exempt"), ("3", AFTER, "Open")],
    [("Item", "Report", "Status"), ("1", WALL, "Public"), ("2", STAFF, "Private"), ("3", AFTER, "Public")],
    [("Item", "Report", "Access"), ("1", WALL, "Open"), ("2", STAFF, "Restricted"), ("3", AFTER, "Open")],
    [("Item", "Report", "Exempt?"), ("1", WALL, "No"), ("2", STAFF, "Yes"), ("3", AFTER, "No")],
    [("Item", "Report", "Exempt (paragraph)"), ("1", WALL, ""), ("2", STAFF, "3"), ("3", AFTER, "-")],
    [("Item", "Report", "Confidential"), ("1", WALL, ""), ("2", STAFF, "X"), ("3", AFTER, "")],
    [("Item", "Report", "Public?"), ("1", WALL, "Yes"), ("2", STAFF, "No"), ("3", AFTER, "Yes")],
    [("Item", "Report", "Part"), ("1", WALL, "I"), ("2", STAFF, "II"), ("3", AFTER, "I")],
    [("Item", "Report", "Notes"), ("1", WALL, "Noted"), ("2", STAFF, "Not for publication - para 1 of Schedule 12A")],
    [("Item", "Report", "Notes"), ("1", WALL, "Noted"), ("2", STAFF, "Commercial in confidence"), ("3", AFTER, "")],
    [("Item", "Report", "Notes"), ("1", WALL, "Noted"), ("2", STAFF, "Exempt – paragraph 3"), ("3", AFTER, "")],
    [("Item", "Report", "Cost"), ("1", WALL, "£10"), ("2", f"CONFIDENTIAL: {STAFF}", "£41,222"), ("3", AFTER, "£2")],
    [("Item", "Report", "Cost"), ("1", WALL, "£10"), ("2", f"Staffing (in camera). {STAFF}", "£41,222"), ("3", AFTER, "£2")],
    [("Eitem", "Adroddiad", "Statws"), ("1", WALL, "Agored"), ("2", STAFF, "Eithriedig"), ("3", AFTER, "Agored")],
]  # fmt: skip


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize("form", ["docx", "html", "xlsx", "csv", "md"])
def test_a_row_that_is_marked(tmp_path: Path, rows: list[tuple[str, ...]], form: str) -> None:
    made = {"docx": docx_of, "html": html_of, "xlsx": xlsx_of, "csv": _csv_of, "md": _markdown_of}[form](rows)
    document = file_of(tmp_path, f"record.{form}", made)
    assert hides(document)
    assert "Kerb" in seen(document)
    assert "lantern" in seen(document) or len(rows) == 3 and form in ("xlsx", "csv", "md")
    assert len([figure for figure in document.figures if figure.value == 41222]) <= 1 + ("£41,222" in rows[2][2])


@pytest.mark.parametrize("rows", ROWS[:3])
def test_a_marked_row_of_a_plain_text(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    text = "Holm Council: list of business\n\n" + "\n".join("".join(f"{cell:58}" for cell in row).rstrip() for row in rows)
    assert hides(file_of(tmp_path, "record.txt", text + "\n"))


@pytest.mark.parametrize(
    "banner", ["PRIVATE AND CONFIDENTIAL", "PART II – PRIVATE", "CONFIDENTIAL ITEMS", "Exempt items", "In camera"]
)
@pytest.mark.parametrize("form", ["docx", "html", "xlsx"])
def test_a_row_that_heads_the_closed_rows(tmp_path: Path, banner: str, form: str) -> None:
    rows = [("Item", "Report", "Lead"), ("1", WALL, "Roe"), (banner, "", ""), ("2", STAFF, "Pike"), ("3", f"{STAFF} too", "Roe")]
    made = {"docx": docx_of, "html": html_of, "xlsx": xlsx_of}[form](rows)
    document = file_of(tmp_path, f"record.{form}", made)
    assert hides(document)
    assert "Kerb" in seen(document)


@pytest.mark.parametrize("banner", [("", "PART II – PRIVATE"), ("", "Confidential items")])
def test_a_row_that_heads_the_closed_rows_in_the_second_column(tmp_path: Path, banner: tuple[str, str]) -> None:
    rows = [("45/24", WALL), banner, ("48/24", STAFF)]
    assert hides(file_of(tmp_path, "record.html", html_of(rows)))


def test_a_total_does_not_give_a_closed_row_away(tmp_path: Path) -> None:
    rows = [("Yard", "Value", "Status"), ("Lantern", "30,000", "Public"), ("Zander", "41,222", "Exempt")]
    document = file_of(tmp_path, "record.docx", docx_of([*rows, ("Kerb", "10,000", "Public"), ("Total", "81,222", "")]))
    assert hides(document)
    assert "81,222" not in seen(document)
    assert "30,000" in seen(document) and "10,000" in seen(document)


@pytest.mark.parametrize(
    "rows",
    [
        [("Supply", "VAT", "Sum"), ("Moorings", "Exempt", "£12"), ("Lantern", "Standard", "£9")],
        [("Dwelling", "Council tax status", "Number"), ("Lantern Court", "Exempt", "12"), ("Quay House", "Charged", "9")],
        [("Area", "Private", "Council"), ("Lantern ward", "412", "88"), ("Quay ward", "390", "75")],
        [("Home", "Tenure", "Number"), ("Lantern Court", "Private", "12"), ("Quay House", "Council", "9")],
        [("Action", "Owner", "Status"), ("Mend the lantern", "Roe", "Closed"), ("Paint the gate", "Pike", "Open")],
        [("Area", "Exempt", "Charged"), ("Lantern ward", "412", "88"), ("Quay ward", "390", "75")],
        [("Road", "Limit", "Access"), ("Lantern Lane", "20", "Both ways"), ("Quay Road", "30", "One way")],
        [("Fund", "Kind", "Sum"), ("Lantern fund", "Restricted reserves", "£12"), ("Pier fund", "General", "£9")],
        [("Vehicle", "Licence", "Fee"), ("Lantern Cars", "Private hire", "£80"), ("Quay Taxis", "Hackney", "£90")],
    ],
)
@pytest.mark.parametrize("form", ["docx", "csv"])
def test_rows_that_only_look_marked(tmp_path: Path, rows: list[tuple[str, ...]], form: str) -> None:
    made = docx_of(rows, after="No more.") if form == "docx" else _csv_of(rows)
    document = file_of(tmp_path, f"record.{form}", made)
    assert "antern" in seen(document)
    assert not [item for item in document.items if item.access == "exempt"]


def test_a_list_of_what_is_to_come_may_name_exempt_reports(tmp_path: Path) -> None:
    rows = [("Meeting", "Reports"), ("March", "Lantern review; Staffing [EXEMPT]"), ("May", "Dues")]
    document = file_of(tmp_path, "record.docx", docx_of(rows, "Work programme 2024"))
    assert "Staffing" in seen(document)


@pytest.mark.parametrize(
    "name",
    ["Cabinet pink papers.txt", "2024-03 part II private minutes.txt", "minutes-in-camera.txt", "closed-session-minutes.txt",
     "private_minutes.txt", "Cabinet-NOT-FOR-PUBLICATION.txt", "item-4-exempt.txt"],
)  # fmt: skip
def test_a_file_name_that_marks_the_record(tmp_path: Path, name: str) -> None:
    assert seen(file_of(tmp_path, name, f"{TOP}1. Dues\n\n{SECRET}\n")) == ""


@pytest.mark.parametrize(
    "name",
    ["exempt-accommodation-strategy.txt", "confidential-reporting-policy.txt", "private-hire-fees.txt", "local plan part 2.txt",
     "council-tax-exempt-dwellings.txt", "restricted-byways.txt"],
)  # fmt: skip
def test_a_file_name_that_only_looks_like_one(tmp_path: Path, name: str) -> None:
    assert "kerb" in seen(file_of(tmp_path, name, f"{TOP}1. Dues\n\n{BEFORE}\n"))


def test_names_of_those_at_a_closed_item_are_not_told(tmp_path: Path) -> None:
    text = f"HOLM BOROUGH COUNCIL\n\n5 March 2024\n\n1. Dues\n\n{BEFORE}\n\n2. Present (exempt)\n\nCouncillor Z Zander\n"
    assert hides(file_of(tmp_path, "record.txt", text))


def test_a_record_of_closed_items_alone_is_closed_with_its_title(tmp_path: Path) -> None:
    assert seen(file_of(tmp_path, "record.md", f"# Exempt report: claim of Zander Ltd\n\n{SECRET}\n")) == ""


def _csv_of(rows: list[tuple[str, ...]]) -> str:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows) + "\n"


def _markdown_of(rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(["# Holm Council: list of business", "", lines[0], "|---|---|---|", *lines[1:], ""])
