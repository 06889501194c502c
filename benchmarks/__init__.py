"""Quality and speed of newsclean beside its peers. `python -m benchmarks.<name>` runs one; `src/` imports none."""
