"""ESCO as the service keeps it: one file, made whole by an import and only read after it."""
