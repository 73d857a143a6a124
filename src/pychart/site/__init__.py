"""The page of a repository: what `repo index --html` writes beside index.yaml for people to read.

One file that asks for nothing else: no script, style, font or picture comes from anywhere. All of its content is other
people's text, so it is escaped by the template, and a Content-Security-Policy names the hashes of the one script and
the one style that may run.
"""
