"""Templates: a chart and its values to rendered files."""
