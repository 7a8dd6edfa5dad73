"""Words that say the same in a report: families of general English, parted by semicolons.

A claim may put one for another; what is not in one family with the word it stands for, nor an inflection of it, is another
matter.  Written from general English, not from any record.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from assistant.answering.checks.lexicon import same_pole
from assistant.answering.checks.text import stem

_FAMILIES: Final = """
said told stated reported advised informed explained noted commented mentioned remarked added observed confirmed indicated
outlined highlighted announced clarified described pointed acknowledged reminded replied answered responded stressed
emphasised reiterated updated briefed notified gave recorded heard saying according expressed;
asked enquired inquired queried questioned requested sought wondered invited called;
discussed considered examined reviewed debated looked studied deliberated scrutinised assessed evaluated;
agreed resolved decided determined approved accepted endorsed concluded; thanked praised commended congratulated complimented;
welcomed appreciated pleased glad; suggested proposed recommended advised urged put moved;
request asked directed instructed required told;
gave given provided supplied offered delivered presented made received awarded granted allocated;
presented introduced submitted outlined gave showed tabled; attended came joined present; meeting session sitting;
report paper document update review presentation; committee panel board group body council subcommittee authority meeting;
member councillor; officer official staff manager; chair chairman chairperson chairwoman president;
resident inhabitant local people householder public community; people person individual attendee resident visitor;
area district locality neighbourhood zone place region site location; building premises property;
house home dwelling household property; road street highway carriageway lane; car vehicle;
money funding funds fund finance resource grant; cost price expense expenditure spending charge fee bill;
costs spending spent expended paid budget; sum amount total figure; number total count figure amount quantity;
increase rise rose risen grew grown growth climbed up raised higher more added extra additional jumped gained;
decrease fall fell fallen decline drop dropped reduced reduction cut down lower less fewer lost came dipped;
reduce cut lower decrease lessen; extend prolong lengthen renew; start begin began commence open launch initiate started;
end finish close conclude complete stop terminate cease expire; continue carry proceed keep remain stay go;
help assist aid support; helped enabled allowed; need require necessary must have essential; want wish like desire hope;
problem issue difficulty concern matter; concern worry anxiety fear; matter item issue subject topic question;
plan proposal scheme programme project strategy initiative; plan intend aim expect propose; work works project job;
repair fix mend maintenance repaired renovate refurbish restore; build built construct erect make constructed create;
replace substitute renew change; change alter amend modify revise adjust update variation amendment modification;
improve enhance better upgrade improvement; damage harm spoil; buy purchase acquire procure obtain bought;
sell sold dispose sale disposal; rent lease let hire; use used utilise employ; show demonstrate indicate reveal suggest;
find found discovered identified concluded judged; see saw seen witness observe; make made produce create generate;
get got receive obtain gain secure won awarded; hold held take took place occur happen run;
occur occurred happened took place; lead headed chaired; send sent forward circulate issue write wrote written;
ensure secure guarantee make; allow let permit enable authorise empower; stop prevent halt block;
check inspect monitor examine verify; tell inform; approximately about around roughly nearly almost some circa;
yearly annual annually year; monthly month; big large major great significant considerable substantial;
small minor little slight; quick fast rapid swift; often frequently regularly; currently now present today;
previously earlier before formerly; last previous preceding prior; next following forthcoming subsequent;
recent recently latest new; several various number many some numerous; many numerous lots plenty; all every each whole;
whole entire full complete total; rest remainder remaining other; main principal chief primary key major;
important significant key vital crucial; good positive favourable; bad poor negative; difficult hard challenging;
young youth junior; old elderly older senior; school academy college; doctor gp physician; police constabulary force;
crime offence incident offending; criminal offender; burglary breakin; assault attack; litter rubbish waste refuse garbage;
bin refuse waste; tree woodland; park garden; library libraries; shop store retail retailer;
company firm business contractor supplier; tender bid; contract agreement; application request bid submission;
objection complaint opposition; complaint grievance; letter correspondence email; minutes record records; vote ballot poll;
motion proposal resolution; decision resolution; target goal aim objective benchmark; result outcome output outturn;
reason cause because ground; due owing because result; caused resulted led arose attributed brought;
effect impact consequence; share proportion percentage rate portion part; average mean; period time term; day date;
week fortnight; site place; land ground plot; money cash; tax precept levy; job post role position employment;
jobs employment posts; pay wage salary payment paid; train training; training course session; service provision;
event function; visit trip tour; journey trip; passenger traveller user; user customer client; customer client; parking park;
traffic vehicle; speed speeding; light lighting lamp; flood flooding; house housing; council authority; town borough city;
village parish; county shire; government ministry; law legislation act; rule regulation policy; policy rule; legal lawful;
safety safe security; danger hazard risk; risk hazard threat; health wellbeing; hospital infirmary; illness disease sickness;
child children kid pupil; pupil student; teacher staff; parent guardian; grant award funding;
appoint appointed elect elected nominated named chosen; elect elected chosen voted appointed;
resign resigned quit stepped left; leave left departed; absent apologised apologies; apology apologies regrets;
consult consultation engage; consultation survey questionnaire; reply response answer replies respondent;
respond reply answer; survey questionnaire poll study; study research analysis; compare compared comparison against;
exceed over above outnumber surpass; reach reached hit achieve attain meet met arrive covered;
achieve attained accomplished reached met scored obtained got; miss missed fail failed short;
remain remained stay stayed keep kept unchanged; include included including contain comprise cover feature;
comprise consist contain made; involve include concern; relate concern regard connected;
regarding concerning about respecting; remove removed take delete withdraw; reject refuse turn decline dismiss;
defer deferred postpone postponed delayed delay adjourn adjourned put; delay postpone late;
cancel cancelled scrapped abandoned; close shut closure closed; open opened opening;
install installed fit fitted put placed erected; place put located sited situated;
carry undertake perform conduct done did out; conduct undertaken carried done; complete completed finished done; begin start;
set established setup formed created; establish set create form found; draft proposed; pass passed carried adopted approved;
carried passed adopted; amount sum; dearer costlier expensive; cheaper inexpensive; spend spent use;
save saved saving savings; earn generate raise raised; raise raised brought lifted; lower reduced; surplus underspend;
deficit overspend shortfall; protect protected safeguard defend; attack assault; injure injured hurt;
kill killed died death fatal; death fatality died fatal; rescue save; plant planted; clean cleaned cleaning clear;
deal handle tackle address; address tackle deal; promise pledge commit undertake; commit pledge;
encourage urge promote persuade; urge press; oppose against object opposed; support back favour favoured backed for supported;
favour support; agree accord; disagree dissent; dissent dissented against opposed; abstain abstained abstention; yes aye;
no nay; receive received got accepted noted; accept take; note noted noting; await wait; return came back returned;
bring brought take; collect gather picked; inform tell notify; live reside living; population inhabitants people;
figure statistic data; data information statistics figures; information detail data; detail particular; advice guidance;
guidance advice; instruction direction order; direct instruct order; draw drew attention; attention notice;
state status condition; condition term state; subject topic; additional extra further more; further additional more;
also too additionally; however but although though; only just solely merely; together jointly combined total overall;
overall total general altogether; separately individually; empty vacant; vacancy vacant; weekly week; daily day;
seek look search; look see; appear seem; believe think thought felt considered view opinion; view opinion; think feel;
hope trust wish; know aware; aware conscious; thank grateful gratitude thanks; grateful thankful;
expect anticipate anticipated forecast predicted; estimate estimated calculated reckoned; calculate computed;
worth valued value; value worth; highlight emphasise stress; maintain keep sustain upkeep; monitor track watch;
develop grow expand; expand extend enlarge; shrink contract; spread extend; join joined; link connect; rather instead;
withdraw withdrew withdrawn drop dropped; apply applied run operate operated; stated promised assured pledged undertook;
"""
_SHORTEST: Final = 4


@lru_cache(maxsize=1)
def _families() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_FAMILIES.split(";")):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=65536)
def akin(one: str, other: str) -> bool:
    """Return whether two lower-case words may stand for each other: inflections, derivations or of one family."""
    a, b = stem(one), stem(other)
    if a == b or same_pole(one, other) or _derived(a, b):
        return True
    return bool(_families().get(a, frozenset()) & _families().get(b, frozenset()))


def _derived(one: str, other: str) -> bool:
    """Return whether two stems share all but their endings ("resid" and "residenti")."""
    short, full = sorted((one, other), key=len)
    shared = next((i for i, (x, y) in enumerate(zip(short, full, strict=False)) if x != y), len(short))
    return shared >= max(_SHORTEST, len(short) - 2)
