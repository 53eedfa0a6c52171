"""Measuring the assistant: beside Rasa's starter project, and with simulated visitors."""
