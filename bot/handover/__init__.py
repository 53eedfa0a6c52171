"""Handing a conversation over to a human: who talks, who waits, what goes along, and how it ends."""
