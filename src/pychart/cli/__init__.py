"""The command `pychart`: one file a command, each a thin layer over the library."""
