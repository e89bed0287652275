from __future__ import annotations

import pytest

from sharedground.analysis.contexts import measured

HOLDS = [
    "Women on the site are paid 18% [[less than men]].",
    "Disabled tenants were three times as likely to [[report damp]].",
    "This landlord evicts Black families at twice the rate of [[white families]].",
    "Turnout was 41% among clerks, against 37% [[in the sheds]].",
    "Asthma rates here are [[higher than in the suburbs]].",
    "Rents in Cork [[rose]] by 9% while pay fell by 2%.",
    "Migrant crews [[died more often]] (n=31).",
    "Infant mortality is [[worse in this ward]] (ONS).",
    "Wages in Dhaka are a tenth of [[those in Detroit]].",
    "Trans members were [[hit hardest]] (table 4).",
    "Women wait longer for treatment, by a quarter on average, [[than men]].",
    "Black drivers are stopped twice as often [[as white drivers]].",
    "They earn £8.10 while we [[earn £12.40]].",
    "four in ten carers skip meals, against one in ten managers: [[carers have it worse]]",
    "Median income is [[lower here than in Fife]].",
    "The poorest fifth [[pay more]] (Hills and Ray 2019).",
    "Night crews are five times more likely to [[be injured]].",
    "Renters [[fare worse]] than owners, according to the census.",
    "Injuries were [[highest among temps]] (see figure 2).",
    "The gap between cleaners and clerks [[fell]] 3%.",
    "Pay in Hull is half that of London, so [[Hull has it worse]].",
    "Cooks are 12 percentage points less likely to [[own a home]].",
]

DOES_NOT_HOLD = [
    "Miners in Kivu [[have it worse than you]].",
    "You earn $20 an hour and they [[have it worse than you]].",
    "Only six of you came, and Gaza [[suffers more]].",
    "In 2019 the cleaners [[had it worse than anyone]].",
    "Two thousand jobs went, and still the young [[have it harder]].",
    "The meeting is at 7.30, and some people [[have it worse]].",
    "Children are starving, and you [[complain about 50p]].",
    "No group has suffered [[more than ours]].",
    "Women here [[have it worse than men]], full stop.",
    "a £3 shirt and [[a woman paid for it]]",
    "It has been twenty years and migrants [[are still the most oppressed]].",
    "Compared with Sudan, your rent [[is nothing]].",
    "There are 900 flats and they [[go to foreigners first]].",
    "Twelve of us came; the rest [[are worse than scabs]].",
    "After 1984 the miners [[suffered most]].",
    "You have two cars and [[they have nothing]].",
    "One group [[has it worse than the other]].",
    "First come the refugees, who [[are worst off]].",
    "One day in that field would [[teach you more than a year here]].",
    "The 38 bus is late, but others [[have it worse]].",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert measured.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not measured.holds(*read(text))
