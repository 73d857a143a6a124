"""Helm charts in Python: load, render, package, index."""

__version__ = "0.1.0"
