"""The parts of Go's standard library whose results show in a rendered chart.

Modules are named after Go's packages: ``types`` (reflect), ``fmt``, ``strconv``, ``strings``, ``json``, ``time``,
``path``, ``url``. They know nothing of charts.
"""
