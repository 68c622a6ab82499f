"""Words of offices: the nouns that name a post, the words that modify one, and what never begins a name.

Collected by hand from the titles of officials in communiqués and readouts; closed lists, checked word by word in the
form in which they stand (folded to lower case).
"""

from __future__ import annotations

_HEADS = """
president vice-president prime-minister premier minister ministers secretary secretaries undersecretary under-secretary
chancellor vice-chancellor king queen emir amir sultan shah emperor empress prince princess pope pontiff patriarch archbishop bishop
cardinal envoy envoys representative representatives ambassador ambassadors adviser advisor advisers advisors chief head heads
director directors director-general secretary-general commissioner coordinator co-ordinator spokesman spokeswoman spokesperson
aide aides general generals commander commanders chairman chairwoman chairperson chair co-chair co-chairs speaker senator
senators governor governors mayor mayors deputy deputies leader leaders member members counselor counsellor councilor
councillor negotiator negotiators delegate delegates official officials congressman congresswoman congressmen assemblymember assemblywoman
assemblyman representative-elect president-elect judge justice marshal admiral colonel lieutenant major captain brigadier
generalissimo chargé charge mediator mediators facilitator rapporteur inspector administrator comptroller treasurer
plenipotentiary consul lawmaker lawmakers parliamentarian assistant assistants officer officers
presidents chancellors ministers-delegate foreign-minister ayatollah imam
taoiseach tánaiste captains-regent monarch lady sheriff commandant strategist economist co-chairman co-chairwoman
kings queens ministers-president archduke duke duchess regent ombudsman prosecutor counterpart counterparts
"""
_MODIFIERS = """
acting alternate caretaker transitional intergovernmental coalition deputy vice first second third former then outgoing incoming new newly-appointed interim caretaker designate current permanent
honorary special personal senior principal chief lead top joint co assistant associate executive general high federal national state executive
presidential prime foreign external internal interior domestic home defense defence security intelligence military naval army air
force forces armed navy staff joint chiefs political economic economy finance financial fiscal treasury trade commerce commercial
investment investments industry industrial energy oil petroleum gas power electricity environment environmental climate ecology agriculture agricultural food
fisheries forestry water irrigation health labor labour employment social welfare family gender women youth education
higher science technology digital innovation communications communication information media press culture cultural tourism sports sport justice legal
attorney public private works infrastructure transport transportation transit railways aviation housing urban planning development
regional international global multilateral bilateral cooperation affairs relations policy strategy strategic governance reform
religious islamic endowments reconciliation reconstruction emergency emergencies humanitarian refugees refugee migration immigration
human rights european eurasian parliamentary parliament senate house congress assembly council commission committee cabinet
ministry department office agency bureau directorate administration authority government opposition rebel tribal union
ministerial plenipotentiary extraordinary resident advisory counterterrorism counter-terrorism narcotics drug border customs
delegation mission party politburo communist democratic republican central executive board bank reserve court supreme
constitutional election electoral veterans disaster disarmament nonproliferation non-proliferation arms control nuclear atomic space
cyber homeland communities community territories territorial integration european-affairs prosecutor comptroller budget
service services protection states task plans revenue tax credit economics counternarcotics sherpa interior-affairs business enterprise small minority native ethnic diaspora overseas expatriates
secretariat politburo-member crown grand lord privy hereditary titular supreme spiritual hemisphere western eastern northern southern near
middle east europe africa asia pacific world programme program fund organization organisation league alliance
coalition group contact quartet headquarters protocol chancellery directorate-general kingdom republic state-owned
telecommunications infrastructures mines mining resources natural land lands peace settlement conflict negotiations negotiating dialogue
nations nation country countries growth partnership partnerships engagement planning operations personnel readiness armies
"""
HEADS = frozenset(_HEADS.split())
"""Nouns that name a post or its holder."""

MODIFIERS = frozenset(_MODIFIERS.split())
"""Words that stand before such a noun, or behind it after "of", "for" or "to"."""

PLURAL_HEADS = frozenset(word for word in HEADS if word.endswith("s") and not word.endswith("ss"))
"""Heads that name several people."""

SOVEREIGN = frozenset(
    {
        "king",
        "queen",
        "emir",
        "amir",
        "sultan",
        "shah",
        "emperor",
        "empress",
        "pope",
        "prince",
        "princess",
    }
)
"""Heads whose holder is often called by one name and a number."""

_HONORIFIC_WORDS = """
mr mrs ms miss dr sir dame lord lady prof professor sheikh sheikha shaikh sayyid hon honourable honorable majesty highness
excellency holiness eminence royal his her their lt gen col adm maj sen rep gov amb brig
"""
HONORIFICS = frozenset(_HONORIFIC_WORDS.split()) - {"his", "her", "their"}
"""Words between office and name that belong to neither."""

_PARTICLE_WORDS = """
al el ul bin ibn bint ben de da do dos das del della di du van von der den ten ter la le y e ou ould zu af av
"""
PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Lower-case words inside names."""

_SUFFIX_WORDS = "jr jr. sr sr. ii iii iv vi vii viii ix xi xii xiii xiv xvi"
SUFFIXES = frozenset(_SUFFIX_WORDS.split())
"""Words behind a name that belong to it."""

_NEVER = """
the a an this that these those he she it they we i you his her its their our your my and or but nor so yet if when while as at by
in on of for to from with without within into onto over under after before since until during between among against about above
across through throughout than then there here where who whom whose which what why how not no yes all both each every any some many
much more most other others another such same only also even just still already again once twice today yesterday tomorrow
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
november december meanwhile however moreover furthermore additionally finally earlier later now later recently currently previously
according following including regarding concerning despite because although though whether unlike like given speaking
says said award plan observatory donbass idlib aleppo raqqa raqqah mosul palmyra homs hama ghouta crimea gaza rafah darfur tigray
kyiv kiev kherson mariupol bakhmut avdiivka zaporizhzhia kharkiv odesa brussels geneva istanbul sochi jeddah dubai york
covid internet twitter facebook reuters sana tass anadolu north south east west northern southern eastern western central dear ladies gentlemen thank thanks please readout statement
joint remarks meeting talks summit telephone conversation call visit q question answer moderator operator via background participants
agreement accord treaty resolution declaration protocol charter constitution congress parliament senate ministry
university institute college school hospital airport street avenue square hotel palace building center centre conference
forum festival games cup league club company corporation inc ltd group bank fund foundation association society union
god lord allah islam muslim muslims christian christians jewish jews sunni shia shiite arab arabs kurdish kurd kurds western african european
asian order act orders american americans republics republic laid overflew latin mediterranean gulf ocean sea river lake mountain island islands peninsula bay strait
"""
NEVER_NAMES = frozenset(_NEVER.split())
"""Capitalised words that are no part of a person's name by themselves."""
