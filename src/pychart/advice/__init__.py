"""What a person needs besides Helm's words when something fails: the place, the value, where it came from, a way out.

Nothing here is imported before an error is shown.
"""
