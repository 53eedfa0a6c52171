"""Occupations and competences: a hand-written set, ESCO where it was taken in, and what follows from them."""
