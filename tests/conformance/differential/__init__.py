"""Generated examples, answered by the reference and by pychart, and compared byte for byte.

A *kind* says how examples are made (a hypothesis strategy) and how several of them become one chart. ``sides`` asks
both sides, ``search`` makes examples, finds those that are answered differently and shrinks one of them.
``scripts/differential`` runs it at length, ``test_differential.py`` shortly.

A difference is mended where its cause is, and its shrunk example becomes a case in ``recorded.yaml``. What differs by
decision is left out by the strategies; docs/rendering-differences.md says what and why.
"""
