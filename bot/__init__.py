"""The running service of Loopbaanwijzer: HTTP, conversations, storage and the wrapping of Rasa."""
