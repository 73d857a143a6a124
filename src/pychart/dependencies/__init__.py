"""The charts that a chart depends on: which versions they are locked to, and how they come into charts/."""
