"""Systems of organisations: what happened goes to them by e-mail or webhook, from an outbox that survives."""
