"""The understanding of Dutch beside plain baselines: the same data, one run."""
