"""Words that turn a sentence round when one stands for another: opposites and families of general English.

An *axis* is a meaning with two or more *poles*; words of one pole say the same, words of different poles do not.
Nothing
here is drawn from any one record: the list is closed-class words, antonyms and the verbs by which any committee
decides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from assistant.answering.checks.text import stem

# One axis a line: a name, a colon, poles divided by "|".
_AXES: Final = """
direction: rise rises rose risen rising increase increased increasing grow grew grown growth upward climb surge \
gain | \
fall falls fell fallen falling decrease decreased reduce reduced reduction decline declined drop dropped downward \
shrink shrank
trend: up upwards | down downwards
amount: more greater larger bigger | fewer less smaller
height: higher highest high | lower lowest low
bound: above exceed exceeded exceeding | below
over: over | under
extreme: most maximum largest biggest greatest | least minimum smallest
rank: best better improve improved improvement improving | worst worse worsen worsened deteriorate deteriorated \
deterioration
order: before prior preceding | after following subsequently
closing: final | further
rank-order: first initial | last final | second | third | fourth
time: earlier early earliest | later late latest
turn: previous last past former | next forthcoming upcoming future | current present
limit: until | since
begin: start started begin began begun commence commenced open opened opening launch launched | \
end ended finish finished cease ceased close closed closing closure conclude concluded terminate terminated
quantity: all every entire whole | most many | some several certain | few | none
share: both | either | neither
majority: majority | minority
oneness: unanimously unanimous | narrowly
duty: must shall mandatory compulsory obligatory required | should ought | may might could can optional voluntary | \
will would
compass: north northern | south southern | east eastern | west western
place: inside within internal internally | outside external externally beyond
side: left | right
with: with | without
decide: approve approved approves approval agree agreed agrees adopt adopted endorse endorsed ratify ratified grant \
granted \
accept accepted confirm confirmed | note noted notes noting | reject rejected refuse refused decline dismiss \
dismissed \
rejection refusal | defer deferred postpone postponed adjourn adjourned deferral | recommend recommended recommends \
refer referred | \
request requested ask asked invite invited | withdraw withdrawn withdrew rescind rescinded
bind: resolved decided determined ruled | recommended proposed suggested recommend suggest | considered discussed debated
motion: propose proposed proposer moved | seconded seconder | opposed withdrew withdrawn
support: support supported supports supporting favour favoured | oppose opposed opposes opposing opposition object \
objected objection against
vote: carried passed won win wins winning | lost defeated lose loses losing
presence: present attended attending | absent absence
access: public | private confidential exempt
sex: he him his mr male man men boy boys himself | she her hers mrs ms miss female woman women girl girls herself
age: adult adults | child children
youth: young younger | old older elderly
novelty: new newly | old existing
allow: allow allowed permit permitted authorise authorised | prohibit prohibited ban banned forbid forbidden \
prevent prevented
add: add added include included including | remove removed exclude excluded excluding delete deleted omit omitted
make: create created establish established appoint appointed | abolish abolished dissolve dissolved dismiss
money: income receipts revenue | expenditure spending cost costs
balance: surplus underspend underspent | deficit overspend overspent shortfall
debt: credit | debit
trade: buy bought purchase purchased acquire acquired | sell sold sale dispose disposed disposal
give: give gave given pay paid send sent supply supplied | receive received receives
strength: strong stronger strengthen strengthened | weak weaker weaken weakened
quality: good positive favourable success successful pleased welcomed satisfied | \
bad poor negative unfavourable failure unsuccessful disappointed disappointing regretted concerned dissatisfied
safety: safe safer | dangerous unsafe
ease: easy easier | difficult harder
span: short shorter brief | long longer
speed: fast faster quickly quick | slow slower slowly
duration: temporary temporarily interim | permanent permanently
extent: full fully complete completely entirely wholly | partial partially partly incomplete
frequency: hourly | daily | weekly | fortnightly | monthly | quarterly | annually annual yearly | biannual
how-often: always | sometimes occasionally | rarely seldom | never
repeat: once | twice
exact: exactly precisely | approximately about around roughly nearly almost
area: urban | rural
level: national nationally | regional | local locally
direction-of-way: into | out
day: day daytime | night overnight
half-day: morning | afternoon | evening
season: spring | summer | autumn | winter
true: true correct accurate | false incorrect inaccurate wrong
same: same identical similar equal unchanged | different differing opposite changed
only: only solely | also additionally
cause: because | despite although
tense: has have | had
person: residents resident | councillors councillor members member | officers officer | visitors visitor | tenants \
tenant | landlords landlord
gap: widen widened | narrow narrowed
ahead: ahead | behind
rich: major significant significantly substantial considerable serious sharply sharp | minor slight slightly \
marginal marginally modest negligible
continue: continue continued remain remained | stop stopped discontinue discontinued
fixed: stable steady | volatile fluctuating
vehicle: car cars | bus buses | bicycle bicycles cycle cycling cyclist cyclists | lorry lorries | van vans | train trains
offence: burglary burglaries | theft thefts | robbery robberies | assault assaults | arson | fraud | vandalism
service: police | ambulance | fire
stage: primary | secondary | nursery
schooling: pupil pupils student students | teacher teachers | parent parents
colour: red | green | blue | yellow | white | black
family: mother | father
building: library libraries | museum museums | school schools | hospital hospitals | church churches | theatre theatres
open-land: park parks | road roads street streets | river rivers | beach beaches | forest woodland
waste: paper | glass | plastic plastics | metal metals
limbs: verbal verbally oral orally | written
cost-level: expensive | cheap cheaper affordable
alive: survive survived | die died dead killed
guilt: guilty convicted | innocent acquitted
from-to: from | to
heed: consider considered discussed examined reviewed | ignore ignored disregarded disregard overlooked neglected
affirm: confirm confirmed acknowledged admitted | deny denied disputed dispute
lodging: submit submitted lodged filed | withdraw withdrawn withdrew
praise: praised commended thanked congratulated | criticised criticized condemned deplored
urging: encourage encouraged promote promoted | discourage discouraged deter deterred
staffing: recruit recruited hired employed | dismissed redundant sacked
tenure: owner owners freeholder | lessee leaseholder | squatter
bringing: import imported inbound inward arrival arrive arrived | export exported outbound outward departure depart departed
entry: entry entrance | exit
shelter: indoor indoors | outdoor outdoors
wealth: rich richer wealthy affluent | poor poorer deprived
breadth: wide wider wide broad | narrow narrower
depth: deep deeper | shallow
heat: hot hotter warm | cold colder cool
wet: wet flooded | dry drought
clean: clean cleaner tidy | dirty filthy littered
filled: filled full occupied | empty vacant unoccupied
party: victim victims complainant complainants | offender offenders perpetrator perpetrators suspect suspects
applying: applicant applicants appellant | objector objectors
rate: double doubled doubling | halve halved halving | treble trebled triple tripled
"""
# Axes whose words are too common to accuse unless they stand for one another between the same neighbours.
_LOOSE: Final = frozenset(
    {"tense", "from-to", "person", "only", "novelty", "give", "money", "cause", "vehicle", "offence", "service", "stage",
     "schooling", "colour", "family", "building", "open-land", "waste", "limbs", "heed", "lodging", "filled", "party",
     "clean", "depth", "wealth", "heat", "wet", "breadth", "entry", "bringing", "tenure", "staffing"}
)  # fmt: skip

# Units of measure: a quantity of one is never a quantity of another.
MEASURES: Final = frozenset(
    stem(word)
    for word in (
        "second minute hour day week fortnight month quarter year decade mile kilometre km metre foot yard inch "
        "acre hectare "
        "litre gallon tonne ton kilogram kg gram degree mph kwh"
    ).split()
)

# Words that change what a title or adjective means by standing before it.
MODIFIERS: Final = frozenset(
    "vice deputy acting assistant former interim associate joint co ex honorary non sub shadow under senior junior "
    "chief "
    "pre post anti inter multi semi".split()
)

_NEGATIVE_PREFIXES: Final = ("un", "in", "im", "ir", "il", "dis", "non", "mis")


@lru_cache(maxsize=1)
def _axes() -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, dict[tuple[str, int], None]] = {}
    for line in _AXES.strip().splitlines():
        axis, _, rest = line.partition(":")
        for number, pole in enumerate(rest.split("|")):
            for word in pole.split():
                found.setdefault(_key(word), {})[axis, number] = None
    return {word: tuple(axes) for word, axes in found.items()}


def _key(word: str) -> str:
    """Inflections of longer words share a stem; short closed-class words are themselves."""
    return stem(word) if len(word) > 4 else word


@lru_cache(maxsize=65536)
def poles(word: str) -> tuple[tuple[str, int], ...]:
    """Return the axes on which a lower-case word may be accused, and its pole on each."""
    return tuple((axis, pole) for axis, pole in _axes().get(_key(word), ()) if axis not in _LOOSE)


@lru_cache(maxsize=65536)
def opposed(one: str, other: str) -> bool:
    """Return whether two lower-case words lie on different poles of an axis and on the same pole of none."""
    mine, theirs = _axes().get(_key(one), ()), _axes().get(_key(other), ())
    if set(mine) & set(theirs):
        return False
    if any(axis == another for axis, _ in mine for another, _ in theirs):
        return True
    return stem(other) in opposites(one) or stem(one) in opposites(other)


@lru_cache(maxsize=65536)
def same_pole(one: str, other: str) -> bool:
    """Return whether two lower-case words share a pole of an axis and oppose each other on none."""
    mine, theirs = _axes().get(_key(one), ()), _axes().get(_key(other), ())
    return bool(set(mine) & set(theirs)) and not any(a == b and p != q for a, p in mine for b, q in theirs if (a, p) not in theirs)  # noqa: E501


@lru_cache(maxsize=65536)
def opposites(word: str) -> tuple[str, ...]:
    """Return the stems that a negative prefix makes of a word, or takes away ("able" and "unable")."""
    bare = [word[len(prefix) :] for prefix in _NEGATIVE_PREFIXES if word.startswith(prefix) and len(word) > len(prefix) + 3]
    made = [prefix + word for prefix in _NEGATIVE_PREFIXES] if len(word) > 3 else []
    swapped = [word[:-4] + "ful"] if word.endswith("less") else [word[:-3] + "less"] if word.endswith("ful") else []
    return tuple(stem(other) for other in bare + made + swapped)
