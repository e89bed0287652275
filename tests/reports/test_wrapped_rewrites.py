"""What is offered reads as one line, however the lines of the draft are broken."""

from sharedground import Linter
from sharedground.reports.text import finding_lines
from sharedground.text.lines import LineIndex


def test_a_rewrite_is_shown_without_the_line_ends_of_the_draft() -> None:
    text = (
        "Hello everyone and welcome, it is\r\nlovely to see you. "
        "Stop whining about rent when people in\r\nGaza are being bombed.\r\n"
    )
    result = Linter().check(text, language="plaintext")
    (finding,) = result.findings
    shown = ["".join(part for part, _ in line) for line in finding_lines("a.txt", result, finding, LineIndex(text))]
    assert "people in Gaza" in shown[-1]
    assert "␍" not in shown[-1]
