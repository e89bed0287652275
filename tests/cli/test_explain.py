from pathlib import Path

from cli.conftest import Run


def test_a_rule_is_explained_as_a_person_would_want_it(run: Run, folder: Path) -> None:
    ran = run("explain", "accusation/privilege-checking")
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "accusation/privilege-checking  warning, stable, since 0.1",
        "Asks for contrition before it listens.",
        "",
        "Principle",
        "  Start from shared material interests, not moral accusation.",
        "",
        "Why",
        "  A worker with a grievance is asked to confess first.",
        "",
        "  Most then leave.",
        "",
        "Before → after",
        "  − Please check your privilege.",
        "  + Please talk with your neighbours.",
        "  − Check your privilege, tenants.",
        "  + talk with your neighbours, tenants.",
        "",
        "What passes",
        "  negated: Nobody has to confess to anything.",
        "  neutral: We met on Thursday.",
        "",
        "When to keep the line",
        "  You write about the phrase itself.",
        "",
        "Sources",
        "  Cooley et al. 2019, JEP: General",
        "",
        "To switch it off",
        "  for the next block of a draft:  <!-- sharedground: ignore accusation/privilege-checking: your reason -->",
        '  for a project:                  ignore = ["accusation/privilege-checking"]   (in sharedground.toml)',
        "  for one run:                    sharedground check --ignore accusation/privilege-checking",
    ]


def test_a_rule_that_is_switched_off_is_explained_too(run: Run, folder: Path) -> None:
    (folder / "sharedground.toml").write_text('ignore = ["hierarchy"]\n')
    assert run("explain", "hierarchy/ranking").status == 0


def test_the_name_in_its_category_and_the_code_are_enough(run: Run, folder: Path) -> None:
    whole = run("explain", "accusation/privilege-checking").out
    assert run("explain", "privilege-checking").out == whole
    assert run("explain", "s001").out == run("explain", "S001").out == whole


def test_an_unknown_rule_gets_the_nearest_name(run: Run, folder: Path) -> None:
    ran = run("explain", "accusation/privilege")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no rule “accusation/privilege”. Did you mean “accusation/privilege-checking”?" in ran.err


def test_a_rule_like_no_other_gets_the_way_to_the_list(run: Run, folder: Path) -> None:
    assert "`sharedground rules list` shows them all." in run("explain", "zzz").err
