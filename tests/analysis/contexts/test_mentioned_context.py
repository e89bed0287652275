from __future__ import annotations

import pytest

from sharedground.analysis.contexts import mentioned

HOLDS = [
    "The phrase “[[check your privilege]]” closes more doors than it opens.",
    "The slogan [[British jobs for British workers]] came from a minister's speech.",
    "We have heard enough rhetoric about [[greedy strikers]] to last a winter.",
    "The myth that migrants [[steal jobs]] suits the agency.",
    "The notion that renters [[should be grateful]] was thought up by a landlord.",
    "An accusation of [[complicity]] ends most conversations.",
    "[[Privilege]] discourse sorts people into rows.",
    "The danger of [[telling carers they are selfish]] is that they believe it.",
    "Calling the porters [[traitors]] has not filled one minibus.",
    "Telling a young mother that hers is [[a first-world problem]] is how you lose her.",
    "Shaming the drivers for [[not coming]] keeps them away.",
    "It is wrong to tell a docker that he [[is part of the problem]].",
    "It's no use telling tired people that they [[should be ashamed]].",
    "Every time we tell a temp that he [[has no right to complain]], we lose ten more.",
    "The evening turned into a contest over who [[has it worse]].",
    "When you call your workmates [[sheep]], they stop listening.",
    "There was a competition about which group [[is most oppressed]].",
    "“[[Voiceless]]” means that somebody else is holding the microphone.",
    "We got stuck in the language of [[guilt]] and never reached the rent.",
    "A demand that members [[confess their privilege]] is not a wage claim.",
    "The headline read [[THEY ARE TAKING OUR BEDS]].",
    "To tell a nurse she [[is complicit]] is to lose her.",
    "calling ppl [[sheep]] never got anyone to a meeting",
    "The stereotype of [[the lazy claimant]] saves the treasury millions.",
    "Any argument that [[one group's pain cancels another's]] helps the boss.",
    "The [[hierarchy of suffering]] is a ladder nobody climbs.",
    "[[Charity begins at home]] is a slogan that never housed anyone.",
    "Making people [[feel guilty]] is a poor way to fill a hall.",
    "Talk of [[lazy shop stewards]] goes down well at the golf club.",
    "Blaming the sick for [[being sick]] is the oldest trick there is.",
    "We should drop the idea that real activists [[never rest]].",
    "The expression [[first-world problem]] was coined in 1979.",
    "It would be a mistake to call these voters [[stupid]].",
    "Whenever somebody says that renters [[have it easy]], ask who pays them.",
    "The trope of [[the grateful refugee]] sells calendars.",
    "Asking a night porter whether he [[has checked his privilege]] gets you a blank look.",
]

HOLDS += [
    "It's not that people [[don't care]].",
    "They stayed away not because they [[don't care]] but because the bus stops at nine.",
    "Could we drop the stuff about the clerks [[being traitors]]?",
    "It is not true that the night crew [[have it easy]], whatever the day crew may hear of it.",
    "We do not believe that the porters [[should be ashamed]].",
    "It's hardly fair that the cooks [[are to blame]].",
    "We refuse to accept that renters [[are the problem]].",
    "Telling members that the porters, who came last, [[are to blame]] has never filled a hall.",
    "The claim that pickers, whatever their papers, [[take our jobs]] has cost us members.",
    "We will not win by saying that porters [[are part of the problem]].",
    "Instead of saying that porters [[are complicit]], ask who signs the cheques.",
    "Stop telling people that the porters [[are complicit]].",
]

DOES_NOT_HOLD = [
    "It's not that we mind them, it's that they [[are taking our beds]].",
    "It's not that I have anything against the porters but they [[are complicit]].",
    "It's not that they are bad people, but they [[are complicit]].",
    "They do not know that they [[are complicit]].",
    "You [[should be ashamed]] of that slogan.",
    "Our demand is that every member [[confess their privilege]].",
    "My argument is that white workers [[are complicit]].",
    "The drivers [[should be ashamed]] and they know it.",
    "Telling you straight: [[you are part of the problem]].",
    "Calling all renters: [[stop moaning]] and get down here.",
    "The idea is simple and [[you should be ashamed]] of missing it.",
    "[[Check your privilege]] before you speak.",
    "Demanding a rise while children starve [[is shameful]].",
    "The truth is that the mechanics [[are to blame]].",
    "The fact that members stayed home [[is a disgrace]].",
    "I am calling on every clerk to [[feel ashamed]].",
    "We tell you plainly that you [[are complicit]].",
    "The lie was exposed and still you [[are complicit]].",
    "In the contest last Friday the drivers [[were a disgrace]].",
    "When you have a pension, [[you have no right to complain]].",
    "Every time you buy one, [[you are complicit]] in it.",
    "asking nicely, [[check your privilege]]",
    "The demand for bread is loud and [[you should be ashamed]].",
    "Members who argue about parking [[should be ashamed]].",
    "The point is that [[you are part of the problem]].",
    "It is a disgrace that members [[stayed at home]].",
    "To win this strike you must [[acknowledge your privilege]].",
    "The label fell off the box and nobody [[should be ashamed]].",
    "When they call, [[stay at home and be ashamed]].",
    "Asking for more while others starve [[is obscene]].",
    "When people like you say nothing, [[you are complicit]].",
    "The story of this strike is that members [[didn't care]].",
    "I don't think you [[deserve]] a vote.",
    "It is true that the clerks [[are complicit]].",
    "We do not believe that the firm will pay, and you [[should be ashamed]] of asking.",
    "I will begin by saying that you [[should be ashamed]].",
    "Stop telling us that you care; you [[are complicit]].",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert mentioned.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not mentioned.holds(*read(text))
