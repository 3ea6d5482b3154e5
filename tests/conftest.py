"""Options of all tests."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected files of tests/cases anew, then read the diff")
    parser.addoption("--update-screenshots", action="store_true", help="write docs/images anew from what the browser shows")
