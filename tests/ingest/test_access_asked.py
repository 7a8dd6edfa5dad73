"""What the public is told of a record with closed rows and items, through the doors that they have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fakes import Silent
from forms_support import AFTER, BEFORE, HIDDEN, SECRET, TOP, docx_of, xlsx_of

from assistant.answering.actions.select import Wanted
from assistant.records import Role
from assistant.retrieval.scope import Scope
from assistant.service import Assistant

VALUES = [
    ("Asset", "Value 2023/24", "Value 2024/25", "Status"), ("Quay House", "100,000", "120,000", "Public"),
    ("Zander Yard", "39,000", "41,222", "Exempt"), ("Lantern Hall", "70,000", "75,000", "Public"),
]  # fmt: skip
ACTIONS = [
    ("Action", "Owner", "Due", "Status"), ("Mend the lantern on the quay", "Cllr Roe", "1 May 2024", "Open"),
    ("Pay Zander Ltd the sum of £41,222", "Cllr Pike", "3 May 2024", "Exempt"),
]  # fmt: skip


def test_nothing_of_it_is_told(opened: Callable[..., Assistant], progress: Silent, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "values.docx").write_bytes(docx_of(VALUES, "Holm Council: asset values"))
    (folder / "actions.xlsx").write_bytes(xlsx_of(ACTIONS))
    text = f"{TOP}1. Dues\n\n{BEFORE}\n\n2. Staffing (in camera)\n\n{SECRET}\n\n3. Lights\n\n{AFTER}\n"
    (folder / "minutes.txt").write_text(text)
    assistant = opened(tmp_path / "data")
    assistant.ingest([folder], progress)

    def told(role: Role) -> str:
        questions = ["What was the value of the yard in 2024/25?", "How much was the offer?", "What was decided on staffing?"]
        parts = [str(assistant.ask(question, role=role)) for question in questions]
        parts += [hit.text for hit in assistant.search("offer yard staffing sum", Scope.of(role), 20).hits]
        parts += [f"{held.figure.area} {held.printed}" for held in assistant.figures("value", role=role)]
        parts += [str(action) for action in assistant.actions(Wanted(), role)]
        parts += [str(assistant.meeting(one.name, role).tables) for one in assistant.summaries(role)]
        return "\n".join(parts)

    assert not any(word in told(Role.PUBLIC) for word in HIDDEN)
    assert "Quay House" in told(Role.PUBLIC)
    assert all(word in told(Role.OFFICER) for word in HIDDEN[:2])
    # A row below the closed one is answered; the greatest of all rows is not told of a part of them.
    assert "75,000" in assistant.ask("What was the value of Lantern Hall in 2024/25?").text
    assert "75,000" not in assistant.ask("Which asset had the highest value in 2024/25?").text
