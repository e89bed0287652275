from __future__ import annotations

import pytest

from sharedground.analysis.contexts import reported

HOLDS = [
    "The foreman told us that we [[should be ashamed]] of asking.",
    "The letter came on Friday: it says that tenants [[do not care]].",
    "The tabloids say that migrants [[take our jobs]].",
    "Passengers called the crew [[selfish and greedy]].",
    "Strikers [[are holding the sick to ransom]], the minister claimed.",
    "According to the agency, the temps [[are to blame]].",
    "It's claimed that renters [[have it easy]] these days.",
    "My sister was told that she [[was not a real nurse]].",
    "The drivers were called [[a disgrace]] on the radio.",
    "The pickets were accused of [[having no conscience]].",
    "They call it [[an insult to the poor]] when we ask for a rise.",
    "Some leaflets say that if you drive a van [[you are the enemy]].",
    "The agent goes door to door saying that the top floor [[has it worse]].",
    "Head office takes the view that the strike [[is a distraction]].",
    "A member reported being called [[a traitor]] in the lift.",
    "I used to think that Palestine [[was none of our business]].",
    "The mayor shouted that the tenants [[should be grateful]].",
    "Somebody wrote that unions in the South [[aren't ready]].",
    "Supposedly the cleaners [[are stealing our hours]].",
    "so apparently i [[am part of the problem]] now",
    "A headmaster insisted that single mothers [[were to blame]].",
    "The bosses tell us to [[be grateful]] and keep quiet.",
    "People say the young [[are lazy]]; people should try the night shift.",
    "Members were told to [[check their privilege]] before the vote.",
    "They described the villagers as [[helpless]].",
    "The paper portrayed the strikers as [[parasites]].",
    "anyone who says migrants [[are the problem]] should see the payslips",
    "A man on the bus explained that nurses [[are overpaid]].",
    "The letter accused the branch of [[selfishness]].",
    "The company argued that the drivers [[had only themselves to blame]].",
    "A columnist sneered that nurses [[are greedy]].",
    "My manager keeps telling me that I [[should be grateful]].",
    "Everyone kept saying the temps [[were lazy]].",
    "In the film, the villagers are depicted as [[helpless]].",
    "“Migrants” [[take our jobs]], the flyer alleges.",
    "The council's line has always been that tenants [[are to blame]] for the damp.",
    "he goes on about how renters [[are spoiled]]",
    "One delegate complained that cleaners [[get everything]].",
    "The bosses want us to believe that migrants [[are the enemy]].",
]

HOLDS += [
    "According to the mayor, renters have had it easy and [[should count their blessings]].",
    "A retired porter recalled kneeling to [[ask pardon]] for a broken jug.",
    "The paper had it that courier riders [[were a menace]].",
    "How do we win a town where we have told every second door that they [[are scum]]?",
    "The mayor insisted that, boiler or no boiler, the renters [[are to blame]].",
    "According to the paper, no picket in this town [[has a conscience]] to speak of.",
    "In the mayor's view, renters [[are to blame]].",
    "In the eyes of the paper, the porters [[are complicit]].",
    "As far as the owner is concerned, the porters [[are scabs]].",
    "To hear the minister tell it, renters [[are a disgrace]].",
    "If you believe the radio, the porters [[are traitors]].",
    "Rumour has it that the porters [[are complicit]].",
    "The porters [[are complicit]], or so the paper says.",
    "The porters [[are complicit]], the paper would have us believe.",
    "I am tired of hearing that renters [[are to blame]].",
    "The report concludes that renters [[are to blame]].",
    "[[Help the needy]], the poster says; the people on it run their own kitchen.",
    "It [[is not our fight]], the old committee used to say.",
    "Other people [[have it worse]], I told myself, and I kept quiet.",
    "[[First world problems]], we joked in the strike office.",
    "[[Wake up, sheeple]], read the badge he wore.",
    "Renters [[have it easy]], the agent said to the press, and put up the rent.",
]

DOES_NOT_HOLD = [
    "Nine came to the meeting, and it tells us that members [[do not care]].",
    "It says a lot about this branch that you [[are too lazy]] to come.",
    "We say that every member who stayed home [[should be ashamed]].",
    "I say the clerks [[are complicit]].",
    "Our union believes that British workers [[should come first]].",
    "Tell the clerks that they [[should be ashamed]].",
    "You say you care, but you [[are complicit]].",
    "The branch insists that absent members [[are part of the problem]].",
    "She asked for a rise and [[should be ashamed]] of it.",
    "Let me say it again: [[you should be ashamed]].",
    "The papers say nothing; you [[should be ashamed]].",
    "You would think the nurses [[should feel guilty]].",
    "Conference believes that comfortable members [[are complicit]].",
    "This branch holds that the drivers [[are to blame]].",
    "The minister lied, and you [[should be ashamed]] of voting for him.",
    "People who call themselves socialists [[should be ashamed]].",
    "According to us, the temps [[are to blame]].",
    "They say it will rain, but you [[are complicit]] if you stay in.",
    "Honestly, the clerks [[are a disgrace]].",
    "Our view is that members [[should feel guilty]].",
    "I told you that you [[were part of the problem]].",
    "We call the drivers [[a disgrace]].",
    "Everyone should say that the drivers [[are complicit]].",
    "Everybody knows the clerks [[are complicit]].",
    "Resolved that the temps [[are to blame]].",
    "The figures show that members [[are to blame]].",
    "Workers who complain [[should be ashamed]].",
    "I think white workers [[should be ashamed]].",
    "Say what you like, the drivers [[are a disgrace]].",
    "We must tell them that they [[are complicit]].",
    "The members who called the strike [[should be proud and the rest ashamed]].",
    "I'd say renters [[have it easy]].",
    "As we have always said, British workers [[come first]].",
    "The mayor said that the lift is safe, but you [[should be ashamed]] of riding it.",
    "In our view, the porters [[should be ashamed]].",
    "As far as we are concerned, the porters [[are complicit]].",
    "If you believe in justice, you [[should be ashamed]].",
    "In the cold, porters [[are complicit]].",
    "You [[should be ashamed]], I say.",
    "You [[are complicit]], the committee wants you to come.",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert reported.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not reported.holds(*read(text))


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ([], "The speaker said that the clerks [[are complicit]].", ["She was right."]),
        ([], "As she rightly says, members [[should be ashamed]].", []),
        ([], "He said the drivers [[are a disgrace]], and I agree.", []),
        (["I couldn't agree more."], "The letter says that the temps [[are to blame]].", []),
    ],
)
def test_endorsement_undoes_the_report(read, before, text, after):
    assert not reported.holds(*read(text, before=before, after=after))


def test_disagreement_is_no_endorsement(read):
    assert reported.holds(*read("He said the drivers [[are a disgrace]].", after=["I don't think he was right."]))
