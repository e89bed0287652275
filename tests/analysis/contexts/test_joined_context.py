from __future__ import annotations

import pytest

from sharedground.analysis.contexts import joined

HOLDS = [
    "Cleaners and nurses [[are underpaid]] by the same firm.",
    "Renters in Leeds and miners in Cusco [[answer to]] one and the same fund.",
    "However bad it is here, [[it is worse there]], and we share a landlord with them.",
    "The welders and the cooks [[have it hard]], and they stand together.",
    "Both the temps and the old hands [[lose]] by it.",
    "They [[suffer more]], and so do we when the plant moves.",
    "Our fight and theirs are one fight, even where [[they have it worse]].",
    "Old and young tenants alike [[are robbed]] of their deposits.",
    "We march alongside the seamstresses who [[are hit hardest]].",
    "Drivers and packers [[need each other]] to win.",
    "Dockers here and dockers there [[have the same boss]].",
    "We have a common enemy in the fund that [[bleeds them]].",
    "shared roof, shared bills: we and the students [[are skint]]",
    "Nurses and patients [[suffer]] from one budget cut, together.",
    "Poles and Britons [[are played off]] against one another.",
    "They share a landlord with us and [[have it worse]].",
    "The two plants stand shoulder to shoulder, though ours [[is better off]].",
    "Tenants and builders [[are squeezed]] by the same lender.",
    "The rent here and the debt there have common roots, and [[we pay both]].",
    "Workers across borders and across trades [[are hit]] by it.",
]

DOES_NOT_HOLD = [
    "At the same time, the migrants [[have it worse]].",
    "You and your friends are all the same: [[complicit]].",
    "It is common sense that our members [[come first]].",
    "Share this post if [[you are not ashamed]].",
    "We share the blame, and [[you are complicit]].",
    "Pull yourselves together and [[stop moaning]], all of us are tired.",
    "You are both guilty, and [[you know it]].",
    "Miners in Kivu [[have it worse]] than you.",
    "The same people who moan about rent [[should be ashamed]].",
    "The nurses [[should be ashamed]].",
    "The petition was put together by members who [[are complicit]].",
    "The House of Commons and our members [[are complicit]].",
    "We went out, and members [[stayed at home]].",
    "No real feminist would share a platform with us and [[them]].",
    "Get your act together, you and your branch: [[you are a disgrace]].",
    "Commonly, cooks and cleaners [[are lazy]].",
    "The same goes for you and us: [[check your privilege]].",
    "All the same, our drivers [[are to blame]].",
    "the same old story: our renters [[moan]]",
    "We both know that [[you are complicit]].",
]


@pytest.mark.parametrize("text", HOLDS)
def test_it_holds(read, text):
    assert joined.holds(*read(text))


@pytest.mark.parametrize("text", DOES_NOT_HOLD)
def test_it_does_not_hold(read, text):
    assert not joined.holds(*read(text))
