"""The same command lines through Helm and pychart, each in a fresh home: see test_scenarios.py."""
