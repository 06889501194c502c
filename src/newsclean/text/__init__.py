"""Measures of plain strings that every room needs: words, folding, sentence ends, scripts. No news knowledge."""
