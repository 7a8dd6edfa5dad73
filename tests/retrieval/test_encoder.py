"""Questions without torch: the same vectors as sentence-transformers gives, from weights that were checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.retrieval.embedding import Embedder
from assistant.retrieval.encoder import QueryEncoder, bundled_model, verified

TEXTS = [
    "What did the committee resolve about the lamps?",
    "quay",
    "How many fixed penalty notices were issued in 2021-22?",
    "£20K for the slipway",
    "D-TAC",
    "S61",
    "82,537",
    "Min. No. 24",
    "Who chaired the meeting held on 5 March 2024?",
    "?",
    "a b c",
    "the " * 400,
    "ÅNGSTRÖM naïve café",
    "Cathaoirleach Uí Chonchúir",
    "EXCLUSION OF PRESS AND PUBLIC",
    "ß ſ ﬁ",
    "it’s “so”",
    "1.5% — up",
    "When will the flood wardens be trained and by whom, and what will it cost?",
    "日本語 текст",
]


@pytest.fixture(scope="module")
def encoder() -> QueryEncoder:
    return QueryEncoder(verified(bundled_model()))


def test_vectors_equal_those_of_sentence_transformers(encoder: QueryEncoder) -> None:
    theirs = Embedder().passages(TEXTS)
    ours = np.array([encoder.encode(text) for text in TEXTS])
    assert float(np.abs(ours - theirs).max()) < 1e-4
    assert float(np.abs(np.array([Embedder().question(TEXTS[0])]) - ours[:1]).max()) == 0.0


def test_vectors_have_unit_length_and_near_meanings_are_near(encoder: QueryEncoder) -> None:
    one, two, far = (encoder.encode(t) for t in ("the price of the boat", "what the vessel cost", "minutes of the last meeting"))
    assert abs(float(np.linalg.norm(one)) - 1) < 1e-5
    assert one @ two > one @ far


def test_the_empty_text_has_a_vector(encoder: QueryEncoder) -> None:
    assert np.isfinite(encoder.encode("")).all()


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    weights = bytearray((bundled_model() / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    with pytest.raises(ModelError, match="SHA-256"):
        verified(folder)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        verified(tmp_path)


def test_a_model_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="ASSISTANT_EMBEDDING"):
        Embedder(str(tmp_path / "nothing")).passages(["text"])
    shutil.rmtree(tmp_path)
