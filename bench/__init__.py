"""Figures: how long a sync takes, and how much memory, as ratios to a plain implementation in the same run."""
