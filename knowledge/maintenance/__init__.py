"""What editors of the knowledge do with it: check, show, compare, document, run again. Needs no service."""
