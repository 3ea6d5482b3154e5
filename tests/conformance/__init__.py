"""The conformance corpus: recorded calls of the reference operator, run against our code."""
