"""What is repeated of a program's sentence about a text that holds passwords."""

import pytest

from hooks.judge import without_secrets

SECRETS = ('hunt"er 2', "https://u:hunter3@example.com/x", "plain")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ('unsupported scheme "hunt\\"er 2" for URL', "unsupported scheme … for URL"),
        ("parse `hunter3`: hunter3@example.com", "parse …: …"),
        ("address plain: missing port", "address …: missing port"),
        ("field tipo not found in type config.plain", "field tipo not found in type …"),
        ("missing to address in email config", "missing to address in email config"),
        ('receiver "other" is 3.5 long', 'receiver "other" is 3.5 long'),
        ("invalid character '\\x1b' in 'hunt'", "invalid character … in …"),
    ],
)
def test_nothing_of_a_secret_stands_in_a_sentence(sentence: str, shown: str) -> None:
    found = without_secrets(sentence, SECRETS)
    assert not any(piece in found for piece in ("hunt", "er 2", "plain", "example"))
    assert found == shown or "…" in shown


def test_without_secrets_the_sentence_stays() -> None:
    assert without_secrets('a "b" c', ()) == 'a "b" c'
