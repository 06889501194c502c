"""How cleaners are written and run. Knows no single kind of clutter."""
