"""What the API server asks about an object: may it be stored, and how does it read in another version?

Pure functions, called with bytes through :func:`answer`.
"""

from hooks.admission.dispatch import PATHS, answer

__all__ = ["PATHS", "answer"]
