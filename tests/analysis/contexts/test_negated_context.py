from __future__ import annotations

import pytest

from sharedground.analysis.contexts import negated

HOLDS = [
    "You won't be asked to confess anything, unpack anything or [[apologise for where you were born]].",
    "Nobody in this room should [[be ashamed]] of drawing sick pay.",
    "We don't ask the drivers to [[feel guilty]] about their cars.",
    "You are not [[part of the problem]], whatever the leaflet says.",
    "I'm not saying that the canteen staff [[are complicit]].",
    "I don't think the porters [[should be ashamed]] of their rise.",
    "Packers at the depot refused to [[be accomplices]] in the eviction.",
    "Stop [[shaming the night shift]] for being tired.",
    "Instead of [[calling the temps scabs]], buy them a tea.",
    "We would sooner win the ballot than lose it, and without [[shaming anybody]].",
    "No member was asked to [[hang her head]] at the meeting.",
    "Nothing in this circular tells renters that they [[should feel guilty]].",
    "No amount of [[guilt]] will cut the rent.",
    "you can't [[shame people into a union]]",
    "never [[tell a carer she is selfish]] for striking",
    "That isn't to say that the mechanics [[are the enemy]].",
    "[[Calling the clerks cowards]] does not work.",
    "[[Shaming the abstainers]] has never won us a vote.",
    "The welders aren't [[the enemy]], and neither are the clerks.",
    "Neither the cleaners nor the guards are [[to blame]].",
    "There is no [[hierarchy of suffering]] on this picket.",
    "Let's build the branch rather than [[ranking one another's pain]].",
    "The tenants are far from [[complicit]] in the fraud.",
    "None of the apprentices [[should apologize]] for wanting the day rate.",
    "We reject the idea that the bus crews [[are to blame]].",
    "We won't [[lecture anyone about privilege]] on the doorstep.",
    "i dont believe renters [[are the problem]]",
    "Nobody is asking you to [[apologise for your passport]].",
    "It is not the job of a steward to [[make people feel guilty]].",
    "Please avoid [[comparing one group's pain with another's]].",
    "She was not [[guilty]] of anything but poverty.",
    "At no point did anyone suggest that the couriers [[are complicit]].",
    "We would never dream of telling a bus driver that she [[is part of the problem]].",
    "I can't bring myself to say that hospital cooks [[are parasites]].",
    "The report doesn't conclude that low-paid whites [[are to blame]].",
    "Let's not [[guilt-trip the new starters]].",
    "Organizers shouldn't [[lecture tenants about their privilege]].",
    "There's no need to [[feel guilty]] about a holiday.",
    "nobody wants u to [[feel bad]] about ur phone",
    "She declined to [[apologise for her wages]].",
    "This campaign isn't about [[who has it worse]].",
]

DOES_NOT_HOLD = [
    "[[Stay in your lane]], brothers; The canteen strike isn't yours to talk about, whatever your wives may say.",
    "Innocent households, not crooks, [[should be ashamed]] of nothing less than silence.",
    "If you do not strike on Monday, [[you are part of the problem]].",
    "It's not enough to be sorry; you [[must feel ashamed]].",
    "You don't even realise that you [[are complicit]].",
    "Nobody can deny that our members [[are to blame]].",
    "Don't forget that you [[are living off their backs]].",
    "Aren't you [[ashamed]] of that pension?",
    "Why don't you [[check your privilege]] first?",
    "Those who weren't at the gate [[should be ashamed]].",
    "They didn't come, so they [[should be ashamed]].",
    "Nobody wants to point fingers, but you [[are complicit]] in this.",
    "You are not just late, you [[are complicit]].",
    "We marched without you, and you [[should be ashamed]].",
    "Stop [[whining about overtime]] while others bury their dead.",
    "I can't deny that the welders [[are the enemy]].",
    "You refuse to [[check your privilege]].",
    "you never came, and [[shame on you]] for that",
    "Not until they [[feel guilty]] will they march.",
    "No wonder the temps [[are a disgrace]].",
    "Because you won't strike, children [[have blood on your account]].",
    "The bosses never rest; you [[should be ashamed]] to.",
    "Workers who do not speak [[are complicit]].",
    "You cannot look away: your silence [[is violence]].",
    "I'm not afraid to say that you [[should be ashamed]].",
    "Turnout was no better this year, and members [[should be embarrassed]].",
    "Don't they know they [[are the problem]]?",
    "The union is not a club, it is a disgrace that members [[stay at home]].",
    "Never in thirty years have I seen such apathy; you [[should be ashamed]].",
    "Not one member spoke, and they [[should hang their heads]].",
    "If nothing changes, it will be because you [[were complicit]].",
    "No matter what you tell yourselves, you [[are complicit]].",
    "Don't pretend you are innocent when you [[live off their backs]].",
    "It isn't the landlord but you lot who [[are to blame]].",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert negated.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not negated.holds(*read(text))
