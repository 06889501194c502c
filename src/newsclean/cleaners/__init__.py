"""One file per kind of clutter, named as the clutter; `default.py` is the order they run in."""
