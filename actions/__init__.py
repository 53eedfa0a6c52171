"""Rasa custom actions: read slots, ask `knowledge`, shape messages. No legal rule or number, no SQL."""
