"""Rasa, wrapped: loaded in the background, without what is not used, and without its weak spots."""
