"""Turn Jinja2 templates into Go ones that Helm renders to the same text, as far as Go has a form for them."""
