"""How common words are: what may wake the parser, and how often it would.

Counted over books, handbooks and everyday writing, 1.6 million words. Only the order of size matters: the number before
each list is the least that its words occur in a million.
"""

from __future__ import annotations

from collections.abc import Iterable

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
"""Words that no pattern can be told by: function words, and whatever the tokenizer may find inside a longer word."""

MARKS = frozenset("?!")
"""Marks that are rare enough to leave sentences out by; no pattern is told by them alone."""

_AT_LEAST = {
    8192: """
    a and for in is it of that the to you
    """,
    2048: """
    all an are as at be but by can do from had have he his i if no not on one or s so t their there they this was we
    what when which will with your
    """,
    1024: """
    about any been first get has her here him how https into its like make may me more my new now only other our out
    over people see should some than them then these time up were who work would
    """,
    512: """
    after again also another back because before being best com could d day did does don down each even every
    example find go good great help just know last life little ll long made man many might most much must need old
    own place public re right said same say she still such take those through too two us use very want way well
    where while without world
    """,
    256: """
    able against already always am anything ask away better between both business call called came cannot case
    change class code come common country days different done else end enough ever far few file following form found
    free general github give going got gov government half having high himself home house however information keep
    left let look m main making means men name never next night nothing off often once open order others part person
    point possible process project put read run self service set small something state sure system tell thing things
    think though thought three try under until upon used using ve whether whole why within working year years yet
    """,
    128: """
    above access account across act action add added address ago almost alone along among answer anyone arm around
    asked bad based become believe big body book bring build building care cases cause certain changes check child
    children city clear close comes coming consider content control course create data dead death development didn
    direct directly docs document doing during early easy either email error especially everyone everything
    experience eyes face fact family father feel field five follow four front full further future getting given
    google ground group guide hand hands hard head hear heard history hold hope hours html http human id idea
    important including instead interest isn itself job john kept kind knew knowledge known language large later law
    learn least leave less level light likely line link list live local longer looking lost love makes master matter
    mean members message mind money morning move mr necessary needs nor note number office org outside page
    particular party past pay perhaps period please political poor post power present private problem projects
    provide question questions quite rather ready real really reason received remember request required rest return
    room running save saw saying search second secret section security seen sense sent several shall share short
    show side similar since single social someone sometimes soon sort source standard start started states step
    steps street strong support table taken takes taking talk team test text themselves therefore thinking thus
    times title today together told took top true trust truth turn type understand united value view voice water
    ways web week went whom whose wife women won word words works write writing written wrong www yes young yourself
    """,
    64: """
    accept according actions active activity actually adding addition additional age agent agreement air allow
    allowed although american amount answered appear apply appropriate argument art attention available average
    avoid bear became bed began begin beginning behind below beyond bill bit black block blue books born bound box
    boy branch break broken brought built buy calls car certainly chance changed charge chief choose church closed
    cloud command community company complete condition conditions conduct considered contact contain context
    continue contract conversation copy corner cost court created current custom dark date deal decide decision
    declared deep department details die died difference difficult digital discussion documentation doesn dollars
    domain door drop due duty earlier easier easily education efforts elements energy enter environment errors
    events exactly examples except exist existing expect expected explain express failed fair fall false fast fear
    features feeling feet fellow felt fields figure files finally fine fire fit fix fixed followed food force forget
    forms forth forward freedom friend friends gave generally gets gives giving god goes gone greater groups grow
    growing hair happen happened happens happy haven health heart held higher hour hundred ideas ill image
    immediately include individual industry inside instance interested involved io issue issues join judge justice
    keeping key knows labor land larger late laws lay lead leading learned learning leaving legal library limited
    links lived lives living looked looks lot low machine maintain major mass md meaning meant meet meeting member
    memory met method middle million minutes miss modern moment month months mother moved moving multiple myself
    named names national natural nature near nearly needed neither news nobody non none normal notice object offer
    official oh ones opening opinion opportunity option organization original otherwise pages paid pain parts pass
    passed passing path perfect personal places plan play points policy position practice pretty prevent probably
    problems product program progress property provided provides published pull purpose quick quickly ran reading
    reasons receive red regular related release remain remains report requests require requires resources respect
    response responsibility responsible result results returned review rights risk role rooms rose round rule rules
    safe sat says school science screen seem seemed seems send separate services setting shows sign simple simply
    site situation six slack sleep society software soul space speak speaking special specific spoke src stand
    statement status stay stop store story strange strength subject success successful summer supposed systems
    talking task tasks ten term terms tests third thousand tools touch town trade training tried trouble trying
    turned twenty types u understanding unless useful user users usually various version via vote wait walk walked
    wanted war watch weak weeks welcome whatever whenever white wide wish woman worked worth wrote
    """,
}
_COMMON = {word: float(least) for least, words in _AT_LEAST.items() for word in words.split()}
_COMMON |= dict.fromkeys(MARKS, 4096.0)
_RARE, _HIDDEN = 4.0, 512.0
_TIMES_RARER = 32
"""How much rarer two words in a row are than the rarer of them."""


def per_million(word: str) -> float:
    """About how often a word, or two in a row with a space between, occurs in a million."""
    if " " in word:
        return min(map(per_million, word.split())) / _TIMES_RARER
    return _COMMON.get(word) or (_HIDDEN if word in NEVER else _RARE)


def by_rarity(words: Iterable[str]) -> list[str]:
    """Some words, each once, the rarest first."""
    return sorted(set(words), key=lambda word: (per_million(word), word in NEVER, -len(word), word))
