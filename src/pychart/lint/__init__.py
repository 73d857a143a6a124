"""Examine charts for possible issues: Helm's rules in Helm's order (pkg/chart/v2/lint), each finding with its place."""
