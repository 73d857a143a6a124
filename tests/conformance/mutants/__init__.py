"""Charts that pass, with one thing changed in each: a byte, a line of YAML or a token of a template.

Whatever the change makes of a chart, Helm and pychart must answer alike: the same result, or the same refusal.
"""
