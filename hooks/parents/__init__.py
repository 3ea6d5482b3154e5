"""One room a parent: ``customize`` says which other objects it needs to see, ``sync`` what should exist. Both are pure; a room reads like a contents page."""
