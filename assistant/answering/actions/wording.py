"""The words of minutes that undertake, ask, defer or order: patterns of the language, of no one council."""

from __future__ import annotations

import re

DEED = (
    r"(?:report|revert|respond|reply|write|re-?write|send|e-?mail|telephone|phone|ring|contact|speak|talk|liaise|meet|"
    r"circulate|distribute|forward|provide|supply|furnish|share|publish|issue|submit|bring|table|present|prepare|"
    r"draft|produce|compile|draw\s+up|arrange|organi[sz]e|convene|set\s+up|invite|ask|request|seek|obtain|get|find|"
    r"follow|chase|pursue|look|check|clarify|confirm|investigate|examine|explore|review|assess|survey|monitor|inspect|"
    r"raise|take|pass|refer|notify|inform|advise|update|remind|engage|consult|order|purchase|buy|install|repair|"
    r"replace|remove|clear|clean|cut|trim|fix|mend|paint|move|post|put|place|display|advertise|apply|complete|"
    r"carry|undertake|ensure|make|keep|run|hold|attend|visit|collect|return|continue|progress|action|add|include|"
    r"amend|correct|consider|create|discuss|proceed|press|strengthen|examine|start|begin|deal|feed|schedule|book)\b"
)
FOLLOW_UP = (
    r"(?:report\s+(?:back|again)|revert|come\s+back|get\s+back|respond\s+to|write\s+(?:to|back)|send|e-?mail|contact|"
    r"speak\s+(?:to|with)|liaise|meet\s+with|circulate|forward|follow\s+(?:up|this|it)\b|chase|pursue|look\s+into|check|"
    r"investigate|arrange|organi[sz]e|obtain|find\s+out|raise|draft|prepare|pass\s+(?:on|it|this|the)|"
    r"seek\s+(?:further\s+)?(?:clarification|advice|quot\w+|a\b|an\b|information)|"
    r"bring\s+(?:a|the|this|it)|remind|notify|(?:provide|supply|submit)\s+(?:an?|the|further|more|details|information))\b"
)
WORDISH = r"[\w’'().&/,-]+"
NO_NOUN = (
    r"(?!(?:be|not|that|to|if|whether|what|how|why|when|where|which|who|is|are|was|were|did|does|do|has|have|had|can|could|will|would|"
    r"should|shall|Will|Would|To|for|about|asked|requested|agreed|invited|note|noted|approve|endorse)\b)"
)
NP = rf"(?:(?:[Tt]he|all|each|both|[Aa]n?|[Oo]ur|their)\s+)?{NO_NOUN}{WORDISH}(?:\s+{NO_NOUN}{WORDISH}){{0,8}}?"
ROLE = (
    r"(?:Clerk|Officers?|Managers?|Directors?|Chair(?:man|woman|person)?|Vice-Chair\w*|Mayor|Councillors?|Cllrs?\.?|Engineers?|"
    r"Executives?|Secretary|Treasurer|Heads?|Leader|Members?|Superintendent|Inspector|Sergeant|Commander|Solicitor|"
    r"Administrator|Warden|Planner|Coordinator|Co-ordinator|Surveyor|Accountant|Cathaoirleach|Department|Section|Team|"
    r"Council|Committee)"
)
PERSON = (
    rf"(?:[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he\s+)?(?:[A-Z][\w’'&/-]*\s+(?:of\s+|for\s+|and\s+|the\s+)*){{0,6}}{ROLE}"
    r"(?:\s+(?:[A-Z]\.?\s+)*[A-Z][\w’'-]+)?(?:,?\s+[A-Z][\w’'&/-]*|\s+of|\s+and|\s+for){0,8}(?:\s+\([^)]{1,40}\))?"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Rev)\.?(?:\s+[A-Z][\w.’'-]*){1,3}|[A-Z]{2,3}|[Oo]fficers|[Oo]fficials|[Mm]embers)"
)
NOT = r"(?!(?:not|never|only)\b)"

PUTS_A_MOTION = re.compile(
    r"\bI\s+(?:will|wish\s+to|would\s+like\s+to|shall|hereby)\s+(?:ask|move|propose)\b|^\W*To\s+ask\s+the\b|\?$"
)
ACTION_MARK = re.compile(
    r"\bACTIONS?\s*[:–-]+\s*(?=\w)|\bAction\s*:\s*(?=\w)|\(\s*Action\s*(?:by)?\s*[:–-]\s*(?P<last>[^)]{2,50})\)"
)
OWNER = re.compile(r"(?P<who>[\w.&/,’' -]{1,50}?)\s+(?:to|will)\s+(?!be\b)(?=[a-z])")
BRIEF = re.compile(
    rf"(?:^|(?<=[-–.:] )|(?<=[-–.:]))(?P<who>(?:The\s+)?Clerk|(?:The\s+)?Chair(?:man|person)?|[A-Z]{{2,3}}"
    r"(?:(?:/|\s+and\s+|\s+&\s+)[A-Z]{2,3})?"
    rf"|(?:Cllrs?|Councillor|Mr|Mrs|Ms)\.?(?:\s+[A-Z][\w.’'-]*){{1,3}})\s+(?:to|will)\s+{DEED}"
)
UNDERTOOK = re.compile(
    r"\b(?:(?<!which )(?<!whom )(?<!had )(?:has\s+|have\s+)?(?:(?:also|further|then|again|therefore|kindly)\s+)?"
    rf"(?:undertook\s+(?:to\s+(?=[a-z])|that\s+)|(?:promised|pledged|volunteered|offered|committed)\s+to\s+(?={DEED})|promised\s+that\s+)"
    r"|(?:has|have)\s+undertaken\s+(?:to|that)\b|gave\s+(?:an?\s+)?(?:under\w+|assurances?|commitments?)\s+(?:to|that)\b"
    rf"|(?<!was )(?<!is )(?<!been )(?<!had )(?:has\s+|have\s+)?agreed\s+to\s+(?={DEED}))"
)
WILL = re.compile(rf"\b(?P<who>{PERSON})\s+(?:will|would)\s+(?:also\s+|then\s+|now\s+)?{NOT}(?={FOLLOW_UP})")
ASKED_THAT = re.compile(
    r"\b(?<!be )(?<!was )(?<!were )(?<!had )(?<!been )(?:(?:also|further|then|again)\s+)?"
    r"(?:requested(?:\s+that)?|(?:asked|urged|insisted)\s+that)\s+"
    rf"(?P<to>{NP})\s+(?:(?:should|would|could)\s+)?(?:(?P<be>be\s+(?!(?:recorded|minuted|noted)\b))|{DEED})"
)
ASKED_TO = re.compile(
    r"\b(?<!be )(?<!was )(?<!were )(?<!had )(?<!been )(?:(?:also|further|then|again)\s+)?"
    r"(?:requested|asked|urged|invited|instructed|directed|called\s+on|called\s+upon)\s+"
    rf"(?P<to>(?!in\b|by\b|at\b){NP})\s+to\s+(?P<deed>(?!(?:the|an?|this|that|his|her|its|their|our|any|all|which)\b)[a-z-]+)"
)
ASKED_FOR = re.compile(
    r"\b(?<!be )(?<!was )(?<!were )(?<!had )(?<!been )(?:(?:also|further|then|again)\s+)?(?:requested|asked\s+for|sought)\s+"
    r"(?:an?|further|more|some|additional|the|regular|that)\s+(?:[\w’'-]+\s+){0,3}?"
    r"(?:reports?|updates?|information|breakdowns?|presentations?|meetings?|briefings?|cop(?:y|ies)|details|timelines?|"
    r"letters?|lists?|plans?|reviews?|inspections?|surveys?|audits?)\b"
)
BE_ASKED = re.compile(
    rf"(?:^|[,;:.]\s+|\b(?:that|and|then)\s+)(?P<to>{NP})\s+(?:was|were|is|are|be|(?:will|would|should|shall)\s+be)\s+"
    r"(?:(?:also|further|therefore)\s+)?(?:asked|requested|invited|instructed|directed|tasked|urged)\s+(?:to|that)\s+"
    r"(?P<deed>[a-z-]+)"
)
DEFERRED = re.compile(
    r"\b(?:(?:item|items|motions?|reports?|applications?|matters?|questions?|decisions?|consideration|reviews?|discussion|"
    r"recommendations?|presentations?|vote|proposals?|amendments?|election|appointment|business)\b(?:(?!\bmeetings?\s+(?:was|be)\b)[^.;]){0,120}?"
    r"\b(?:was|were|be|been|is|stand|stands|stood)\s+(?:(?:further|also|again|therefore|then|formally)\s+)?"
    r"(?:deferred|adjourned|postponed|withdrawn|held\s+over|carried\s+(?:forward|over))\b"
    r"|(?:(?:RESOLVED|AGREED)\W{1,3}|^\W*(?:\d+\W{1,3})?)that\b[^.;]{1,120}?\sbe\s+(?:further\s+)?(?:deferred|adjourned|postponed|withdrawn)\b"
    r"|(?:this|it)\s+(?:was|be|is)\s+(?:further\s+)?(?:deferred|adjourned|postponed|withdrawn|held\s+over)\b"
    r"|(?:agreed|resolved|decided)\s+to\s+(?:defer|adjourn|postpone|withdraw|refer)\s+(?!the\s+meeting\b|for\b|standing\b)"
    r"|(?:was|were|be|been)\s+(?:further\s+)?referred\s+(?:back\s+)?to\s+(?:the\s+)?(?:next\b|[A-Z][^.;]{0,90}?\b)?"
    r"(?:Cabinet|Council|Committee|Sub-Committee|Panel|Board|Executive|Forum|Meetings?|meeting|Briefings?|Group)\b)"
    r"|^\W*(?:deferred|withdrawn|adjourned|postponed)\s*(?:[.]|$|(?:to|until|for)\b)",
    re.I,
)
NOT_YET_DEFERRED = re.compile(
    r"\b(?:could|might|may|had|if|when|whenever|which|because|delay|proposed\s+that|suggested|asked\s+(?:if|whether)|wished)\b[^;]{0,80}\b(?:defer|withdraw|adjourn|postpon|refer)|\bmeeting\s+(?:was|be|stand|stood)\s+(?:then\s+)?(?:adjourned|deferred)",
    re.I,
)
SUBJUNCTIVE = (
    r"(?:write\s+to|report\s+(?:back|again|to|on|progress)|circulate|contact|arrange|obtain|investigate|prepare|chase|liaise|"
    r"invite|seek|send|look\s+into|submit|bring|notify|provide|respond|meet\s+with|make\s+arrangements)\b"
)
ORDERED = re.compile(
    rf"\b[Tt]hat\s+(?P<to>{NP})\s+(?:be\s+(?:asked|requested|instructed|invited|directed|tasked|required|urged|mandated)\b"
    rf"|be\s+authori[sz]ed\s+to\b|(?:should|would|will|shall)\s+(?:also\s+)?{FOLLOW_UP}|{SUBJUNCTIVE})"
    r"|\b[Tt]hat\s+(?:an?|the|further)\s+(?:[\w’'-]+\s+){0,3}?(?:letters?|reports?|briefings?|updates?|responses?|presentations?)"
    r"(?:\s+[^.;]{0,60}?)?\s+(?:be|would\s+be|should\s+be|will\s+be)\s+(?:sent|written|brought|prepared|submitted|presented|"
    r"circulated|issued|provided)\b"
    rf"|\b(?:agreed|resolved|decided|RESOLVED)[,:]?\s+to\s+{FOLLOW_UP}"
)
REFERRED_TO = re.compile(
    r"\brefer(?:red)?\b[^.;]{0,60}?\sto\s+(?:the\s+)?(?P<to>(?:[A-Z][\w’'&-]*,?\s+(?:of\s+|and\s+|the\s+|for\s+)*){0,9}"
    r"(?:Cabinet|Council|Committee|Sub-Committee|Panel|Board|Executive|Forum|Briefings?|Group))\b"
)
HINT = re.compile(
    r"undert|promis|pledg|volunt|offer|commit|agreed|resolved|RESOLVED|AGREED|decided|requ|ask|urge"
    r"|invit|instruct|direct|call|sought| will | would |assurance|[Tt]hat "
)
HINT_DEFERRED = re.compile(r"defer|adjourn|postpon|withdr|held over|carried|refer", re.I)
AGENT = re.compile(rf"\b{ROLE}\b|\b[Oo]ffic(?:ers|ials|e)\b|\b(?!The\b|An?\b)[A-Z][\w’'-]+|^[A-Z]{{2,}}\b")
PASSIVE_TASKS = frozenset("note consider comment agree approve endorse leave participate speak join stand adopt".split())
TAKES_THE_FLOOR = frozenset(
    "begin start address brief speak present introduce respond comment open "
    "outline explain update give make take ask say read vote".split()
)
REPORT = re.compile(r"\breports?\s*$|\bpaper\s*$|\bagenda\s*$|\bmotion\s*$|\bletter\s*$|\bconsultation\s*$", re.I)
CLAUSE = re.compile(r"[;:?!]\s+|,\s+|\s[–—-]\s|\b(?:that|but|which|who|when|while|after|before|because)\s+")
OPENING = re.compile(
    r"^\W*(?:\d+[.)]?\s+)?(?:(?:In|At|On|Following|During|After|Having)\b[^,]{1,80},\s+)?(?P<who>[\w.’'()&/,-]+(?:\s+[\w.’'()&/,-]+){0,8}?)\s+"
    r"(?:also\s+|then\s+|had\s+|has\s+|was\s+|were\s+)?(?:[a-z]{2,}ed|said|told|gave|spoke|felt|thought|took|made|was|were|is|had)\b"
)
OFFICE = re.compile(r"\b[Tt]he\s+(?:[A-Z][\w’'&-]*\s*(?:of\s+|and\s+(?=[A-Z])|for\s+)?){1,8}")
CAPITALS = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w.’'&/()-]*(?:\s+(?:of|the|for|and|[A-Z][\w.’'&/()-]*))*$")
VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|would|will|be|not|been|[a-z]{3,}(?<!ne)ed|which|who|it)\b|\d[.]\d|\s{2}")
ADVERBS = re.compile(r"(?:^|\s)(?:also|further|then|again|subsequently|and|in\s+reply|accordingly|had|has|have)\s*$", re.I)
DUE = re.compile(
    r"\b(?:by|before|no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|prior\s+to)\s+(?:the\s+)?(?:end\s+of\s+|beginning\s+of\s+)?"
    r"(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b(?:,?\s+\d{4})?|next\s+(?:\w+\s+)?meeting|(?:week|month|year|summer|autumn|spring|winter)\b(?:\s+\d{4})?)"
    r"|\bwithin\s+(?:\w+\s+){1,3}(?:days?|weeks?|months?)\b"
    r"|\b(?:to|at|until|for)\s+(?:the|a|its)\s+(?:(?:next|following|future|[A-Z]\w+|winter|summer|spring|autumn)\s+){1,3}"
    r"(?:[\w-]+\s+){0,2}?[Mm]eeting(?:\s+(?:of|on)\s+(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+\w+\s+\d{4}|[A-Z]\w+))?"
    r"|\b(?:to|at|until|for)\s+(?:the\s+meeting\s+on\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\s+\d{4}"
)
