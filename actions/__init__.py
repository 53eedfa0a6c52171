"""Rasa custom actions: read slots, ask `knowledge`, shape messages. No legal rule, no legal number and no SQL lives here."""
