"""What hover says of a finding, in editors that show its message themselves and in those that do not."""

import pytest
from small_pack import linter

from sharedground.lsp.pages import card


@pytest.mark.parametrize("with_message", [True, False])
def test_the_message_stands_in_the_card_unless_the_editor_shows_it(with_message: bool) -> None:
    finding = next(iter(linter().check("Shame on those drivers for working.")))
    rule = linter().rule(finding.rule)
    assert rule
    said = card(finding, rule, with_message=with_message)
    assert (finding.message in said) == with_message
    assert "**Why.**" in said
    assert "**When to keep it.**" in said
