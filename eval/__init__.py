"""The grounding harness: measures this assistant and any other system.

Reading order: ``suite`` (what a case is), ``loading`` (YAML to suite, with line numbers), ``context`` and ``metrics``
(one typed context to a score), ``systems`` (who is asked), ``runner`` and ``runlog`` (asking, and what is kept),
``summary``, ``compare`` and ``report`` (what is made of it).  ``docs/evaluation.md`` is the handbook.
"""
