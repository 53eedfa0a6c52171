"""A code with which a counsellor sees, for a while, what somebody chose to share."""
