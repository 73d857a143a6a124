"""Go's template language: text to tokens, tokens to nodes, nodes to Python by way of Jinja2's compiler."""
