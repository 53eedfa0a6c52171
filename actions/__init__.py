"""Rasa custom actions: read slots, ask `knowledge`, shape messages. No legal rule, number or SQL lives here."""
