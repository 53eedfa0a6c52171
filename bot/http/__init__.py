"""The HTTP side: the contract's API v1, the chat page, and operations."""
