"""A chart and its parts: loading, checking, saving, scaffolding."""
