"""Helm's subprocess plugins: found, read, installed, run."""
