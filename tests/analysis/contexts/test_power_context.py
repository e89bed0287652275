from __future__ import annotations

import pytest

from sharedground.analysis.contexts import power

HOLDS = [
    "The landlords [[should be ashamed]] of that stairwell.",
    "Shame on [[the ministers who signed it]].",
    "[[Shame on Northgate Foods]].",
    "[[Shame on you]], Northgate Foods.",
    "Stop [[moaning]], landlords: a licence costs two pounds.",
    "Minister, you [[have blood on your hands]].",
    "[[Check your privilege]], Lord Penrose.",
    "The bank [[is complicit]] in the clearances.",
    "[[Shame on]] Shell, and on the ministers who let it drill.",
    "Seven members of the board [[have no conscience]].",
    "Those who own this mine [[have blood on their hands]].",
    "The shareholders' silence [[is violence]].",
    "The company that poisoned the well [[should be ashamed]].",
    "The governor, who closed the school, [[should be ashamed]].",
    "The Americans invaded and [[have blood on their hands]].",
    "Britain bombed the port and [[is complicit]] in the famine.",
    "Kent County Council [[should hang its head]].",
    "How do the owners [[sleep at night]]?",
    "do better @ the entire cabinet, [[you should be ashamed]]",
    "People in government [[should feel guilty]] about this.",
    "The wages [[were stolen by the boss]].",
    "To the owners of this quarry I say, [[you should be ashamed]].",
    "Dear landlord, [[you are the problem]].",
    "Mayor Ortiz and her police [[have blood on their hands]].",
    "The agency and its directors [[live off our backs]].",
    "You, the shareholders, [[are the parasites]] here.",
    "The supermarkets pay growers nothing and [[should blush]].",
    "Hang your heads, ministers: you [[knew]].",
    "The hedge funds that bought our hospital [[have blood on their hands]].",
    "You [[should be ashamed]], Councillor Reed.",
    "The employers' federation [[should hang its head]].",
    "Whoever owns this block [[has no conscience]].",
    "Amazon's managers [[are complicit]].",
    "Shame on the police who [[beat our pickets]].",
]

HOLDS += [
    "Minister you [[have blood on your hands]].",
    "Minister, y'all [[have blood on your hands]].",
    "[[Silence is consent]] when you're the landlord.",
    "They [[have no shame]], those owners.",
    "Madam Minister, [[the blame for this is on your desk]].",
    "Have you [[no shame]], Mr Ashcroft?",
    "When you're the landlord, you [[should be ashamed]] of a stairwell like that.",
]

DOES_NOT_HOLD = [
    "The minister you voted for knew, and you [[have blood on your hands]].",
    "Members you [[have blood on your hands]].",
    "They [[have no shame]], those strikers.",
    "They [[have no shame]] in front of the owners.",
    "Have you [[no shame]], Ashcroft?",
    "The bank workers [[should be ashamed]].",
    "Council tenants [[have no right to complain]].",
    "The police families [[should be ashamed]].",
    "When you're a neighbour, you [[should be ashamed]] of a stairwell like that.",
    "[[Shame on you]], comrades.",
    "[[Shame on every driver]] who works for that company.",
    "Workers who serve the bosses [[should be ashamed]].",
    "Brothers, the bosses are laughing, and you [[are complicit]].",
    "You [[should be ashamed]].",
    "Tenants should fight the landlord, and neighbours who don't [[are complicit]].",
    "Americans who shop there [[are complicit]].",
    "The Poles [[take the bread from our table]].",
    "The cleaners [[have blood on their hands]].",
    "[[Check your privilege]] before you complain.",
    "Members of the branch [[should be embarrassed]].",
    "Migrants, not the boss, [[are to blame]] for this.",
    "The nurses took the government's money and [[should be ashamed]].",
    "Voters who put the mayor in office [[have blood on their hands]].",
    "Miners, the company lied, and you [[should be ashamed]] for believing it.",
    "American workers [[are complicit]] in every barrel.",
    "The renters' silence [[is violence]].",
    "Stop [[moaning]], renters: the landlord is not your friend.",
    "Stop [[complaining about the boss]] while others starve.",
    "Volunteers at the trust [[should check their privilege]].",
    "The teachers whom the minister praised [[are a disgrace]].",
    "Some people [[have warmer beds than consciences]].",
    "Patients of that company [[should be grateful]].",
    "The drivers [[blame the migrants]] and not the boss.",
    "Shame on the members who [[talked to the police]].",
    "Parents at the council nursery [[should be grateful]].",
    "Friends, you [[should be ashamed]]; the bosses are not.",
    "The drivers' wives [[are a disgrace]].",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert power.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not power.holds(*read(text))


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (["Northgate Foods, you knew.", "You knew in March."], "[[Shame on you]]."),
        (["Northgate Foods — you knew."], "[[Shame on you]]."),
        (["Comrades, the ministers flew in, ate and flew out."], "They [[have no conscience]]."),
        (["To the owners of this quarry: read this."], "You [[should be ashamed]]."),
        (["Minister, you saw the pictures."], "You [[have blood on your hands]]."),
        (["The supermarkets pay growers nine pence a pound."], "They [[should be ashamed]]."),
        (["The landlord evicted forty families before lunch."], "Have you [[no shame]]?"),
    ],
)
def test_whoever_the_block_spoke_to_before_is_still_spoken_to(read, before, text):
    assert power.holds(*read(text, before=before))


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (["Comrades, you knew.", "You knew in March."], "[[Shame on you]]."),
        (["The drivers crossed the line."], "They [[should be ashamed]]."),
        (["The bosses laughed at the members who came."], "You [[should be ashamed]]."),
        (["The landlord raised the rent and you stayed at home."], "[[Shame on you]]."),
        (["The anti-landlord talk is stupid."], "Grow up and [[pay your way]]."),
        ([], "[[Shame on you]]."),
    ],
)
def test_nobody_in_power_was_spoken_to_before(read, before, text):
    assert not power.holds(*read(text, before=before))


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("The landlord says the [[tenants are to blame]].", "landlord", True),
        ("The landlord says the [[tenants are to blame]].", "tenants", False),
        ("Your [[silence is violence]], landlords.", "Your", True),
        ("Your [[silence is violence]], neighbours.", "Your", False),
    ],
)
def test_the_target_a_rule_names_decides(read, text, target, expected):
    assert power.holds(*read(text, target=target)) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The bank [[workers]] went out.", "workers", "comrade"),
        ("The workers' [[bank]] failed.", "bank", "power"),
        ("Council [[tenants]] won.", "tenants", "comrade"),
        ("The town [[council]] lost.", "council", "power"),
        ("The [[Turks]] annexed the valley.", "Turks", "power"),
        ("The [[Turks]] on our shift brought cake.", "Turks", "comrade"),
        ("[[Russia]] occupies the port.", "Russia", "power"),
        ("Nurses in [[Russia]] went out.", "Russia", "unknown"),
        ("Senator [[Doyle]] smiled.", "Doyle", "power"),
        ("Sister [[Doyle]] smiled.", "Doyle", "unknown"),
        ("Harbour [[Logistics]] sacked them.", "Logistics", "power"),
        ("The [[logistics]] were hard.", "logistics", "unknown"),
        ("The [[men]] of the board met.", "men", "power"),
        ("The [[men]] of the night shift met.", "men", "unknown"),
    ],
)
def test_standing(read, text, word, expected):
    match, sentence = read(text)
    index = next(t.i for t in sentence.doc if t.text == word and t.i in match.tokens)
    assert power.standing(index, sentence) == expected
