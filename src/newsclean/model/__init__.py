"""The records: frozen, typed, without I/O. Everything else in newsclean makes them or reads them."""
