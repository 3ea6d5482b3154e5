"""``--format junit``: a test case per object and code, which every CI server can show."""

import re
from xml.sax.saxutils import escape, quoteattr

from hooks.cli.formats.checked import Checked
from hooks.cli.manifests import Located

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(result: Checked) -> str:
    """A suite whose failures are the errors and warnings; one case that passes where there are none."""
    cases = [_case(located) for located in result.told] or ['    <testcase classname="promhooks" name="check"/>']
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="promhooks check" tests="{len(cases)}" failures="{len(result.told)}">'
    return "\n".join([head, *cases, "</testsuite>\n"])


def _case(located: Located) -> str:
    finding = located.finding
    name = _xml(f"{finding.subject or located.place.file} {finding.path} {finding.code.id}")
    failure = f"      <failure type={quoteattr(finding.code.id)} message={quoteattr(_xml(finding.problem))}>{escape(_xml(str(located)))}</failure>"
    return f"    <testcase classname={quoteattr(_xml(located.place.file))} name={quoteattr(name)}>\n{failure}\n    </testcase>"


def _xml(text: str) -> str:
    """``text`` without the characters that XML cannot hold."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
