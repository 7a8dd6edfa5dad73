"""The sample corpus: rebuilt byte for byte, agreeing with its golden files, with its slips where the card says."""

from __future__ import annotations

import json
import re
import zipfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from corpus.build import RECORDS, build, read_content, write_golden
from corpus.golden import golden
from corpus.markup import Record, read_record

GOLDEN = Path(__file__).parent / "golden" / "corpus"
CONTENT = {record.file: record for record in read_content()}
# The libraries whose output is in the records, by form; other versions may draw or write differently.
BUILT_WITH = {
    "pdf": {"reportlab": "5.1.0"},
    "scan": {"reportlab": "5.1.0", "pypdfium2": "5.15.2", "pillow": "12.3.0"},
    "docx": {"python-docx": "1.2.0"},
}


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records")
    build(folder)
    return folder


@pytest.mark.parametrize("name", CONTENT)
def test_the_builder_reproduces_the_record(name: str, rebuilt: Path) -> None:
    if (rebuilt / name).read_bytes() == (RECORDS / name).read_bytes():
        return
    needed = BUILT_WITH.get(CONTENT[name].meta["format"], {})
    others = [f"{library} {version(library)} for {wanted}" for library, wanted in needed.items() if version(library) != wanted]
    if others:
        pytest.skip(f"typeset with other versions: {', '.join(others)}")
    pytest.fail(f"{name} differs from what its content gives: run python -m corpus.build")


def test_a_second_run_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    build(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in rebuilt.iterdir()
    }


def test_records_golden_files_and_content_are_the_same_set() -> None:
    assert {path.name for path in RECORDS.iterdir()} == set(CONTENT)
    assert {path.name.removesuffix(".json") for path in GOLDEN.iterdir()} == set(CONTENT)


def test_golden_files_follow_from_the_content(tmp_path: Path) -> None:
    for path in write_golden(tmp_path):
        assert path.read_text(encoding="utf-8") == (GOLDEN / path.name).read_text(encoding="utf-8"), path.name


def test_the_corpus_is_as_large_as_the_card_says() -> None:
    kinds = [record.meta["kind"] for record in CONTENT.values()]
    counted = {kind: kinds.count(kind) for kind in kinds}
    assert counted == {
        "minutes": 7,
        "annual report": 2,
        "performance report": 2,
        "strategy": 1,
        "agenda item": 1,
        "other": 1,
    }
    assert sum(path.stat().st_size for path in RECORDS.iterdir()) < 3_000_000


@pytest.mark.parametrize("name", [name for name, record in CONTENT.items() if record.meta["format"] == "pdf"])
def test_every_heading_and_name_is_printed(name: str) -> None:
    printed = _squeezed(_pdf_text(RECORDS / name))
    expected = golden(CONTENT[name])
    wanted = [item["heading"] for item in expected["items"]]
    wanted += [resolution["text"] for item in expected["items"] for resolution in item["resolutions"]]
    wanted += [person for group in expected["attendance"].values() for person in group]
    wanted += [reference for item in expected["items"] for reference in item["references"]]
    # A resolution that runs over a page has the footer and header of the two pages in the middle of it.
    missing = [text for text in wanted if _squeezed(text)[:40] not in printed]
    assert missing == []


def test_the_scan_has_no_text_layer() -> None:
    name = "ecsc-special-minutes-2022-09-21-scanned.pdf"
    assert _pdf_text(RECORDS / name).strip() == ""
    assert (RECORDS / name).stat().st_size < 400_000


def test_the_word_file_has_headings_lists_and_tables() -> None:
    import docx

    document = docx.Document(str(RECORDS / "ecsc-minutes-2023-02-15.docx"))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") == 12
    assert "List Bullet" in styles
    assert len(document.tables) == 1
    with zipfile.ZipFile(RECORDS / "ecsc-minutes-2023-02-15.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_table_of_the_first_performance_report_runs_over_a_page() -> None:
    pages = _pdf_pages(RECORDS / "ecsc-mid-year-performance-report-2021-22.pdf")
    first = next(number for number, text in enumerate(pages) if "by ward and quarter" in text)
    assert "Millrace" in pages[first]
    assert "Quarrygate" in pages[first + 1]


def test_slip_full_stop_for_a_thousands_comma() -> None:
    table = _tables("ecsc-mid-year-performance-report-2021-22.pdf")[0]
    row = next(row for row in table["rows"] if row[0] == "Port Ellery")
    assert row[2] == "1.482"
    counts = [cell for row in table["rows"] for cell in row[1:3]]
    assert [cell for cell in counts if "." in cell] == ["1.482"]


def test_slip_total_that_does_not_add_up() -> None:
    table = _tables("ecsc-mid-year-performance-report-2023-24.pdf")[0]
    *districts, county = table["rows"]
    assert sum(_count(row[2]) for row in districts) == 11_506
    assert county[2] == "11,616"
    assert sum(_count(row[1]) for row in districts) == _count(county[1])


@pytest.mark.parametrize(
    ("name", "index", "columns"),
    [
        ("ecsc-mid-year-performance-report-2021-22.pdf", 0, (1, 2)),
        ("ecsc-mid-year-performance-report-2021-22.pdf", 1, (1, 2, 3)),
        ("ecsc-mid-year-performance-report-2023-24.pdf", 1, (1, 2, 3)),
        ("ecsc-minutes-2023-02-15.docx", 0, (1, 2, 3)),
    ],
)
def test_the_other_totals_add_up(name: str, index: int, columns: tuple[int, ...]) -> None:
    *rows, total = _tables(name)[index]["rows"]
    for column in columns:
        # Rows that begin with a dash are parts of the row above them.
        assert sum(_count(row[column]) for row in rows if not row[0].startswith("-")) == _count(total[column])


def test_slip_digits_transposed_between_two_records() -> None:
    assert "16 Fixed Penalty Notices" in _content("ecsc-annual-report-2021-22.pdf")
    assert "had risen from 23 to 61" in _content("ecsc-minutes-2022-07-13.pdf")


def test_two_names_for_one_scheme() -> None:
    assert "the two names describe one scheme" in _content("ecsc-minutes-2022-07-13.pdf")
    second_only = _content("ecsc-minutes-2023-07-12.html")
    assert "Lower Tarrow" in second_only
    assert "Millrace Flood Alleviation" not in second_only


def test_exempt_items_are_those_the_card_names() -> None:
    exempt = {
        (name, item["number"])
        for name, record in CONTENT.items()
        for item in golden(record)["items"]
        if item["access"] == "exempt" and record.meta.get("access") != "exempt"
    }
    assert exempt == {
        ("ecsc-minutes-2023-02-15.docx", "25"),
        ("ecsc-minutes-2023-07-12.html", "10"),
        ("ecsc-minutes-2024-02-14.pdf", "21"),
        ("ecsc-annual-report-2022-23.md", "11"),
    }


def test_sums_of_the_exempt_appendix_are_in_no_other_record() -> None:
    secret = "ecsc-2023-02-15-item-25-appendix-b-exempt.pdf"
    sums = set(re.findall(r"£\d{1,3}(?:,\d{3})+", _content(secret)))
    assert len(sums) >= 10
    leaked = {(name, found) for name in CONTENT if name != secret for found in sums if found in _content(name)}
    assert leaked == set()


def test_minute_numbers_run_on_through_the_municipal_year() -> None:
    for numbers in _minutes_by_year().values():
        assert numbers == list(range(1, len(numbers) + 1))
    assert [year for year, numbers in _minutes_by_year().items() if 23 in numbers] == [2022]


def test_every_reference_to_a_minute_of_the_committee_leads_to_one() -> None:
    years = _minutes_by_year()
    for name, record in CONTENT.items():
        for item in golden(record)["items"]:
            for text in item["references"]:
                own = re.search(r"(?<!CAB )Min\. No\. (\d+)", text)
                if own and item["meeting_date"]:
                    dated = re.search(r"20\d\d", text)
                    day = re.search(r"(\d+) (\w+) (20\d\d)", text)
                    month = {"July": "07", "February": "02"}[day[2]] if day else item["meeting_date"][5:7]
                    year = _municipal_year(f"{dated[0] if dated else item['meeting_date'][:4]}-{month}-01")
                    assert int(own[1]) in years[year], (name, text)


def test_a_table_with_ragged_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ragged.md"
    path.write_text("---\nfile: x\n---\n\nTable: T\n| a | b |\n|---|---|\n| 1 |\n", encoding="utf-8")
    with pytest.raises(ValueError, match="as many cells"):
        read_record(path)


def test_content_without_front_matter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.md"
    path.write_text("# 1. HEADING\n", encoding="utf-8")
    with pytest.raises(ValueError, match="front matter"):
        read_record(path)


def _content(name: str) -> str:
    return json.dumps([repr(block) for block in CONTENT[name].blocks], ensure_ascii=False)


def _tables(name: str) -> list[dict[str, Any]]:
    expected: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return list(expected["tables"])


def _count(cell: str) -> int:
    return int(re.sub(r"[,.]", "", cell))


def _municipal_year(day: str) -> int:
    return int(day[:4]) - (day[5:7] < "05")


def _minutes_by_year() -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = {}
    minutes: list[Record] = [record for record in CONTENT.values() if record.meta["kind"] == "minutes"]
    for record in sorted(minutes, key=lambda record: str(record.meta["meeting_dates"][0])):
        year = _municipal_year(str(record.meta["meeting_dates"][0]))
        numbers.setdefault(year, []).extend(int(item["number"]) for item in golden(record)["items"])
    return numbers


def _pdf_pages(path: Path) -> list[str]:
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def _pdf_text(path: Path) -> str:
    return "\n".join(_pdf_pages(path))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
