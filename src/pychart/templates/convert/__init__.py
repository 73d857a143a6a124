"""Turn Go templates into Jinja2 ones that render the same."""
