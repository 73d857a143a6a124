"""The functions that templates may call, by chapter."""
