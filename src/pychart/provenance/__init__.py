"""Provenance files: which chart archive somebody has signed, and how it is written down."""
