"""How common words are, roughly: what may wake the parser, and what wakes it too often.

Three tiers, by ear and by counting our own drafts; only the order matters.
"""

from __future__ import annotations

import math

NEVER = frozenset(
    """
    a an the and or but nor so yet if then than that this these those there here who whom whose which what when where
    why how i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its
    itself we us our ours ourselves they them their theirs themselves one ones be am is are was were been being have
    has had having do does did doing done will would shall should can could may might must ought need dare not no n't
    nt as at by for from in into of off on onto out over to up with about after again all also any because before
    between both down during each even ever every few go going gone goes went got get gets getting give let lets just
    like more most much now only other own same some such through too under until very want wants while again against
    am 's 's 'd 'll 're 've 'm s d ll re ve m t u ya r bc cos cuz em cannot ca wo sha gon na ta wan gim lem y all ma
    am o clock c mon come ai yall dunno tho thru round though doin goin havin nothin nuthin somethin lovin ol til till
    cause nothing something enough old without loving madam p gonna
    """.split()
)
"""Words that no requirement is made of: function words, and whatever the tokenizer may find inside a longer word."""

COMMON = frozenset(
    """
    able act always another around ask asked away back bad be become began better big bit book business buy call
    called came care case change child children city class company comes country cut day days different end everybody
    everyone everything fact family far feel felt fight find first fight five food four found friend friends full gave
    girl god good great group hand hands hard head hear heard help high hold home hour hours house however idea
    instead job jobs keep kind knew know known knows large last later least leave left less life line little live
    lives local lol long look looked looking lost lot made make makes making man many matter mean means member members
    men mind minute moment money month months morning mother mr mrs name need needs never new news next night nobody
    number often once ppl open order others paid part party past pay people person place play point poor possible
    power problem problems public put question quite rather read real really reason rest right room said saw say says
    school second see seem seen sense set show side since small social someone something sometimes soon speak stand
    start state stay still stop story street strong student sure system table take taken talk tell tells ten thing
    things think third thought three time times today together told took town try turn two union use used voice wait
    walk war water way week weeks white whole wife win without woman women word words work worked worker workers
    working world worse write wrong year years yes yesterday young
    """.split()
)

_COST = {"never": 10_000.0, "common": 100.0, "rare": 1.0}


def cost(parts: tuple[str, ...]) -> float:
    """The relative frequency of a literal: that of its rarest part, and less for each further one."""
    tiers = sorted(
        _COST["never"] if part in NEVER else _COST["common"] if part in COMMON else _COST["rare"] for part in parts
    )
    further = [10.0 if tier == _COST["never"] else 30.0 for tier in tiers[1:]]
    return tiers[0] / math.prod(further)
