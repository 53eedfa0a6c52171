"""Conversations: opening them, answering messages, and giving or erasing what is stored."""
