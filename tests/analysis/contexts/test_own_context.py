from __future__ import annotations

import pytest

from sharedground.analysis.contexts import own

HOLDS = [
    "I [[was ashamed]] of my boots until the branch bought me a pair.",
    "I [[felt guilty]] for a year after the vote.",
    "i'm [[so embarrassed]] that i missed the picket",
    "When he got the job and not me, I [[hated him]] for months.",
    "The letter made me [[feel guilty]].",
    "My mother always [[felt ashamed]] of her accent.",
    "We were told to [[be grateful]] for the bunk beds.",
    "They made me [[feel worthless]] for asking.",
    "I used to [[envy the welders]].",
    "I [[am part of the problem]], I suppose.",
    "i [[feel complicit]] every time i clock on",
    "I remember being [[ashamed]] of the free dinners.",
    "I came to the union [[out of guilt]].",
    "My nan [[was called a scab]] for nursing the sick.",
    "I've been [[feeling useless]] all week.",
    "As a cleaner myself, I know that cleaners [[have it hard]].",
    "We old dockers [[have never been quiet]].",
    "They [[called us helpless]] and took the land.",
    "I saw my workmates [[be treated as beggars]].",
    "I [[cried]] in the toilets over it.",
    "I was [[made to feel guilty]] about my baby.",
    "I [[blamed the new lads]] for a month, until I saw their payslips.",
    "We [[were voiceless]] in that plant.",
    "Honestly, I [[am ashamed]] of how little I knew.",
    "When I missed the vote I [[felt like a coward]].",
    "I went home and [[felt sick with shame]].",
    "It took me years to stop [[being ashamed of our flat]].",
    "They told us we were [[no better than thieves]].",
    "i cant stop [[feeling guilty]] about leaving",
    "My dad [[was ashamed]] to sign on.",
]

DOES_NOT_HOLD = [
    "I think white workers [[should be ashamed]].",
    "I blame the [[clerks]] for this.",
    "I hope you [[are ashamed]].",
    "I want every one of you to [[feel guilty]].",
    "We [[should be ashamed]] of ourselves.",
    "You [[should be ashamed]].",
    "I have no sympathy for members who [[stay at home]].",
    "I must say the drivers [[are a disgrace]].",
    "I'd rather starve than march with people who [[have no conscience]].",
    "I know that you [[are complicit]].",
    "We Americans [[should feel guilty]] about it.",
    "As a socialist, I think you [[should be ashamed]].",
    "I say to the temps: [[shame on you]].",
    "Members [[should feel ashamed]] of the turnout.",
    "I expect the nurses to [[feel some remorse]].",
    "I cannot believe that renters [[are so selfish]].",
    "My fellow workers, you [[are complicit]].",
    "I am sure that the clerks [[are to blame]].",
    "I hate workers who [[cross the line]].",
    "We all [[have blood on our hands]].",
    "I am telling you that you [[are part of the problem]].",
    "Our members [[should be embarrassed]].",
    "I was there, and you [[were a disgrace]].",
    "I am angry that the drivers [[stayed in bed]].",
    "My own branch [[is a disgrace]].",
    "I'm tired of renters who [[moan]].",
    "I'm not sorry to say you [[are complicit]].",
    "I see members who [[don't care]].",
    "I demand that the clerks [[apologise]].",
    "I pity workers who [[believe that]].",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert own.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not own.holds(*read(text))
