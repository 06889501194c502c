"""Word lists for each cleaner, by language. Data only."""
