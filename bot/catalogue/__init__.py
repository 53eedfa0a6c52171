"""The catalogue of courses as the service keeps it: a database of its own, imports, search."""
