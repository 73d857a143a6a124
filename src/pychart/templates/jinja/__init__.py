"""The Jinja2 dialect: templates whose names end in ``.j2``, in a sandbox that reaches nothing but the chart."""
