"""The generative answerer as the settings describe it."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.chain import Question
from assistant.answering.generative import GenerativeAnswerer, Records
from assistant.answering.judge import Judge, must_differ
from assistant.answering.model import Budget, ModelChoice, open_model
from assistant.records import Answer, Document
from assistant.retrieval.scope import Scope
from assistant.retrieval.search import Found
from assistant.settings import Settings


def set_up_generative(
    settings: Settings, answer: Callable[[Question], Answer], search: Callable[[str, Scope, int], Found],
    document: Callable[[str], Document],
) -> GenerativeAnswerer:  # fmt: skip
    """Return the answerer over the chat model that the settings name.

    Args:
        settings: They name a model.
        answer: Answers without a model.
        search: Finds passages: question, scope, how many.
        document: Gives a document by name.

    Raises:
        SettingsError: A model cannot be set up, or the judge is the model under test.
    """
    budget = Budget(settings.model_seconds, settings.model_tokens, settings.model_evidence)
    key = settings.model_key.get_secret_value()
    judge = None
    if settings.judge:
        must_differ(settings.judge, settings.model)
        chosen = ModelChoice(settings.judge, settings.model_url, key, settings.model_temperature)
        judge = Judge(open_model(chosen, budget), settings.judge, settings.model_seconds)
    model = open_model(ModelChoice(settings.model, settings.model_url, key, settings.model_temperature), budget)
    records = Records(answer, search, document)
    return GenerativeAnswerer(model, settings.model, records, budget, settings.model_tools, judge, key)
