"""Targets for coverage-guided fuzzing with atheris: each reader of other people's bytes, and what it may raise."""
