"""Tests of the domain engine."""
