"""Timings of pychart beside the reference binary."""
