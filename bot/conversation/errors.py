"""What can be wrong with a request to a conversation. The HTTP layer turns each into one status.

ConversationError
    UnknownConversation   404
    ForeignToken          403: a real token, of another conversation
    InvalidToken          401: not a token of ours, or too old
    NotOffered            422: the choice does not belong to the question
    Busy                  409: another server answered this conversation at the same moment
    MoreClients           409: nothing of it may be shared
"""


class ConversationError(Exception):
    """Base of what can be wrong with a request to a conversation."""


class UnknownConversation(ConversationError):
    """There is no such conversation (any more)."""


class ForeignToken(ConversationError):
    """The token belongs to another conversation."""


class InvalidToken(ConversationError):
    """The token is unknown or too old."""


class NotOffered(ConversationError):
    """The choice was not offered and is no answer to the pending question."""


class Busy(ConversationError):
    """Another writer was first; nothing of this message was kept."""


class MoreClients(ConversationError):
    """A counsellor typed of more than one client here: nothing is shared. The message tells who asked."""
