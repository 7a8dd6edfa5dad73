"""The tools that the assistant offers to models over the Model Context Protocol: each reads, none changes anything."""

# No "from __future__ import annotations" here: the SDK reads what a tool is given from its annotations as they stand.
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from assistant import __version__
from assistant.records import Role
from assistant.web.counter import Counter
from assistant.web.forms import MOST_FOUND, MOST_ROWS, AskForm, FiguresQuery, RecordsQuery, SearchForm
from assistant.web.refusals import refusal_of, refusal_of_form
from assistant.web.replies import AnswerReply, CountedFiguresReply, CountedRecordsReply, FoundReply, WholeItemReply
from assistant.web.turnstile import Turnstile

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

Reply = TypeVar("Reply", bound=BaseModel)
KindName = Literal["minutes", "agenda item", "annual report", "performance report", "strategy", "other"]
Bodies = Annotated[list[str], Field(description="only records of these committees, spelled as list_records spells them")]
Documents = Annotated[list[str], Field(description="only these records, by the name that list_records or a citation gives")]
Kinds = Annotated[list[KindName], Field(description="only records of these kinds")]
First = Annotated[date | None, Field(description="only matter of meetings on this day or later, YYYY-MM-DD")]
Last = Annotated[date | None, Field(description="only matter of meetings on this day or earlier, YYYY-MM-DD")]
Offset = Annotated[int, Field(ge=0, description="how many to pass over, to read on in a long list or text")]
INSTRUCTIONS = (
    "Searches and quotes the committee records of a council: minutes, reports, strategies. Use 'ask' for a question; its "
    "answer is made of the records' own words, every sentence checked and cited, and it says so where the records do not "
    "answer. Use 'search' to look for passages yourself, 'get_item' to read one whole, 'figures' for numbers, 'list_records' "
    "to see what there is. When you repeat what you find, name record, date, item and page as the citations give them."
)


class Tools:
    """The functions behind the tools.

    Args:
        counter: What programs can have.
        turnstile: Runs it off the event loop.
        role_of: Tells the role of who makes a call.
    """

    def __init__(self, counter: Counter, turnstile: Turnstile, role_of: Callable[[Any], Role]) -> None:
        self._counter, self._turnstile, self._role_of = counter, turnstile, role_of

    async def run(self, context: Any, model: type[Reply], job: Callable[[Counter, Role], dict[str, Any]]) -> Reply:
        """Return what a job gives for the role of who asks, as a typed reply.

        Raises:
            ToolError: The job fails; told in a sentence that the model can act on.
        """
        from mcp.server.mcpserver.exceptions import ToolError

        try:
            return model.model_validate(await self._turnstile.run(lambda: job(self._counter, self._role_of(context))))
        except ValidationError as error:
            raise ToolError(refusal_of_form(error.errors()).sentence) from None
        except Exception as error:
            raise ToolError(refusal_of(error).sentence) from None


def add_asking(server: "MCPServer[Any]", tools: Tools) -> None:
    """Add the tools that take a question or words to look for."""
    from mcp.server.mcpserver import Context
    from mcp.types import ToolAnnotations

    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)

    @server.tool(title="Ask the council's records", annotations=reads)
    async def ask(
        context: Context, question: Annotated[str, Field(description="the question, in whole words as to a person")],
        history: Annotated[list[str], Field(description="earlier questions that this one leans on, oldest first")] = [],  # noqa: B006
        bodies: Bodies = [], documents: Documents = [], kinds: Kinds = [], from_date: First = None, to_date: Last = None,  # noqa: B006
    ) -> AnswerReply:  # fmt: skip
        """Answer a question from the council's committee records, each sentence quoted, checked and cited.

        The first choice for what was decided, said, counted, spent or promised, by whom and when. 'text' is the answer with
        [n] marks, 'citations' tells record, meeting date, item, page and the exact words. Where 'status' is "abstained" the
        records do not answer; 'nearest' lists related items then, which are no answer. "restricted": not open to you.
        """
        given = {"bodies": bodies, "documents": documents, "kinds": kinds, "from": from_date, "to": to_date}
        return await tools.run(
            context, AnswerReply,
            lambda counter, role: counter.ask(AskForm.model_validate({"question": question, "history": history, **given}), role),
        )  # fmt: skip

    @server.tool(title="Search the council's records", annotations=reads)
    async def search(
        context: Context, query: Annotated[str, Field(description="words to look for, or a question")],
        k: Annotated[int, Field(ge=1, le=MOST_FOUND, description="the most passages to return")] = 8,
        bodies: Bodies = [], documents: Documents = [], kinds: Kinds = [], from_date: First = None, to_date: Last = None,  # noqa: B006
    ) -> FoundReply:  # fmt: skip
        """Find passages of the council's committee records by words and meaning, best first.

        For exploring a subject, or when 'ask' abstains: the passages are evidence to read, not an answer, and the first ones
        are given even where nothing fits well. Read a passage's whole item with 'get_item' (its 'document' and 'start').
        """
        given = {"bodies": bodies, "documents": documents, "kinds": kinds, "from": from_date, "to": to_date}
        return await tools.run(
            context, FoundReply,
            lambda counter, role: counter.search(SearchForm.model_validate({"query": query, "k": k, **given}), role),
        )  # fmt: skip


def add_reading(server: "MCPServer[Any]", tools: Tools) -> None:
    """Add the tools that look up what is there."""
    from mcp.server.mcpserver import Context
    from mcp.types import ToolAnnotations

    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)

    @server.tool(title="Look up figures", annotations=reads)
    async def figures(
        context: Context, measure: Annotated[str, Field(description="what is counted, as the records name it: fly-tips")],
        area: Annotated[str, Field(description="only this area, ward, category or body")] = "",
        period: Annotated[str, Field(description='only this period, as the records write it: "2019-20"')] = "",
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="the most figures to return")] = 100, offset: Offset = 0,
    ) -> CountedFiguresReply:  # fmt: skip
        """List every figure of one measure that tables and sentences of the records give, with its place.

        For series and comparisons over areas or years; for one number 'ask' is surer. Values are as printed: do not add levels
        to changes ('change' is true) or mix units. An empty list means that no record names the measure so; try other words.
        """

        def job(counter: Counter, role: Role) -> dict[str, Any]:
            found, total = counter.figures(
                FiguresQuery(measure=measure, area=area, period=period, limit=limit, offset=offset), role
            )
            return {**found, "total": total}

        return await tools.run(context, CountedFiguresReply, job)

    @server.tool(title="Read one item of a record", annotations=reads)
    async def get_item(
        context: Context, document: Annotated[str, Field(description="name of the record, as a citation gives it")],
        item: Annotated[str, Field(description='number or heading of the item as printed: "15"')] = "",
        start: Annotated[int | None, Field(ge=0, description="instead: a citation's or passage's 'start'")] = None,
        offset: Offset = 0,
    ) -> WholeItemReply:  # fmt: skip
        """Read one item of a record whole: its text, resolutions and cross-references.

        To read around a citation or passage give its 'document' and 'start'. A long text comes in parts: where 'next_offset'
        is not null, call again with it as 'offset'.
        """
        return await tools.run(
            context, WholeItemReply, lambda counter, role: counter.item(document, item, start, role, offset)
        )

    @server.tool(title="List the records", annotations=reads)
    async def list_records(
        context: Context, body: Annotated[str, Field(description="only records of this committee")] = "",
        kind: Annotated[KindName | None, Field(description="only records of this kind")] = None,
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="the most records to return")] = 100, offset: Offset = 0,
    ) -> CountedRecordsReply:  # fmt: skip
        """List the records that are loaded: name, title, committee, kind, meeting dates, number of items.

        To learn which committees and years there are before narrowing a search; not needed before a plain question.
        """

        def job(counter: Counter, role: Role) -> dict[str, Any]:
            query = RecordsQuery.model_validate({"body": body, "kind": kind, "limit": limit, "offset": offset})
            found, total = counter.records(query, role)
            return {**found, "total": total}

        return await tools.run(context, CountedRecordsReply, job)


def mcp_server(counter: Counter, turnstile: Turnstile, role_of: Callable[[Any], Role]) -> "MCPServer[Any]":
    """Return the server with its tools, for any transport.

    Args:
        counter: What programs can have.
        turnstile: Runs it off the event loop.
        role_of: Tells the role from a tool's ``Context``; runs in a thread.
    """
    import logging

    from mcp.server.mcpserver import MCPServer

    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    server: MCPServer[Any] = MCPServer(
        "council-records", title="Council records", instructions=INSTRUCTIONS, version=__version__, subscriptions=False,
        log_level="WARNING",
    )  # fmt: skip
    root.handlers[:] = kept  # the SDK sets up logging for the whole program, which is not its business here
    root.setLevel(level)
    tools = Tools(counter, turnstile, role_of)
    add_asking(server, tools)
    add_reading(server, tools)
    return server
