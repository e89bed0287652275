from __future__ import annotations

import pytest

from sharedground.analysis.contexts import questioned

HOLDS = [
    "Does [[shaming drivers]] fill a single minibus?",
    "Would telling a carer that she [[is complicit]] bring her out?",
    "Should Amina [[be ashamed]] of taking the overtime?",
    "Are the pickers [[to blame]] for the price of fruit?",
    "Why call the clerks [[cowards]] when nobody asked them?",
    "Why would anyone tell a docker that he [[is the enemy]]?",
    "If the temps [[are stealing our hours]], how come they can't pay the rent?",
    "Since when did [[making people feel guilty]] win a ballot?",
    "Whose idea was it that the nurses [[are the enemy]]?",
    "What if instead of [[shaming them]] we asked what they need?",
    "If we were to tell the porters that they [[are complicit]], would one more of them march?",
    "Suppose we told the tenants that they [[should be grateful]].",
    "Who decided that the young [[are lazy]]?",
    "What would [[shaming the abstainers]] achieve?",
    "can [[guilt]] build a union?",
    "The question is whether the drivers [[are to blame]].",
    "Should we [[be ashamed]] of a pension we paid for?",
    "Has [[calling people scabs]] ever brought one of them back?",
    "Is a renter in Hull really [[complicit]] in the mine?",
    "What exactly is a courier supposed to do with the news that he [[is complicit]]?",
    "Was it the dinner ladies who [[stole the money]]?",
    "Would you tell a widow that her rent [[is a first-world problem]]?",
    "Who wins when we say that one group [[has it worse]]?",
    "would it help to [[shame the night shift]]?",
    "I wonder whether the clerks [[are to blame]].",
    "Do you honestly think [[shaming them]] works?",
    "Is it any use to [[shame a hungry man]]?",
    "How would [[telling them off]] help?",
    "Do we really want to tell cooks that they [[are complicit]]?",
    "Who benefits from the claim that pensioners [[stole the future]]?",
    "Were the weavers of 1862 [[complicit]] in slavery?",
    "Does it help to say that the clerks [[are complicit]]?",
    "Is it any use to tell people that they [[should be ashamed]]?",
    "What if we told them that they never [[pull their weight]]?",
    "[[Put British workers first]]?",
    "What would it mean to [[check your privilege]]?",
]

DOES_NOT_HOLD = [
    "Have you [[no shame]]?",
    "How dare you [[complain]] about the rent?",
    "Why do you always [[put yourselves first]]?",
    "What have you ever [[done for anybody else]]?",
    "You think you [[have it rough]]?",
    "Why does all the money [[go to refugees]]?",
    "Do you even [[care]]?",
    "What do you expect from [[people like that]]?",
    "Aren't they [[ashamed]]?",
    "When will renters [[stop whining]]?",
    "Where were you when they [[needed us]]?",
    "You [[are complicit]], aren't you?",
    "Isn't it [[shameful]] that members stayed in bed?",
    "Who do you think you are to [[complain]]?",
    "Are you [[ashamed]] yet?",
    "Shouldn't white workers [[check their privilege]]?",
    "Is it fair that migrants [[get the flats]] first?",
    "Not marching? Then [[you are part of the problem]].",
    "How can nurses [[strike]] while children starve?",
    "Do these people [[have no shame]]?",
    "You [[should be ashamed]], right?",
    "If you care about Sudan, why are you [[moaning about parking]]?",
    "What kind of worker [[crosses a line]]?",
    "You [[should be ashamed]].",
    "Why should our families [[wait behind foreigners]]?",
    "If you stay home, [[you are complicit]].",
    "Ask yourselves who [[suffered for your coffee]].",
    "Can you look them in the eye and say you [[did enough]]?",
    "Must we always [[come second to foreigners]]?",
    "Who gave you the right to [[complain]]?",
    "Would it kill you to [[show some gratitude]]?",
    "Why do they [[get a house before us]]?",
    "Does it hurt you that the porters [[are complicit]]?",
    "Think renters [[have it hard]]?",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert questioned.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not questioned.holds(*read(text))
