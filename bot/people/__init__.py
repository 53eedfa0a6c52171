"""The people who help: their accounts, sessions and rights, and the log of who looked at what."""
