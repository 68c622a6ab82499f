"""Furniture of pages: words that belong to the site or the layout and speak for nobody.

Every test looks at one whole line. The word list holds user-interface words of English sites; it is data, not a
description of any one site.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
CLOCK = (
    r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:GMT|UTC|MSK|E[SD]T|P[SD]T|CES?T|BST|EES?T|WES?T|local time)(?: ?[+-]\d{1,2}(?::?\d{2})?)?)?"
)
_TIME = re.compile(rf"\W*{CLOCK}\W*", re.IGNORECASE)
STAMP = re.compile(
    r"(?:(?:published|updated|posted|date|last (?:updated|modified)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|on)\W{1,3})?"
    r"(?:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}, )?"
    rf"(?P<date>{DATE})(?:\s*(?:[,|–—-]|at|@)?\s*(?P<clock>{CLOCK}))?\W{{0,2}}",
    re.IGNORECASE,
)
_WORDS_OF_PAGES = """
loading | loading more | please wait | read more | read also | see also | show more | show less | load more
view more | more | menu | search | home | print | share | tweet | email | e-mail | copy link | copy | save
follow us | subscribe | subscribe now | sign up | sign in | log in | login | register | newsletter
advertisement | advertising | sponsored | promoted | related | related news | related articles | related stories
related topics | related content | recommended | recommended for you | most read | most popular | trending
latest news | latest | top stories | more stories | more news | more on this | more on this story
you may also like | popular | additional materials | advanced settings | advanced search | settings
cookie settings | accept cookies | accept all cookies | accept | reject all | privacy policy | terms of use
terms of service | terms and conditions | contact us | about us | all rights reserved | back | back to top
to the top | top | next | previous | prev | skip to content | skip to main content | skip to navigation
main menu | share this | share this article | share on facebook | share on twitter | share on x | facebook
twitter | whatsapp | telegram | linkedin | instagram | youtube | vkontakte | vk | odnoklassniki | reddit
pinterest | rss | download | download pdf | pdf | listen | listen to this article | watch | play | play video
video | photo | photos | gallery | photo gallery | print version | printable version | version for print | send
send by email | comments | comment | leave a comment | add comment | post a comment | no comments | reply | tags
topics | keywords | categories | category | source | sources | views | news | world | politics | text version
share this page | english | french | russian | arabic | turkish | hide | close | open | expand | collapse
translate | edit | report an error | report | get the latest | breaking news | live | live updates
editor's picks | in this article | in this story | contents | table of contents | continue reading
continue reading below | story continues below | article continues below | scroll to continue | click here
learn more | find out more | back to news | all news | news feed | archive | press releases | press release
for immediate release | for release | immediate release | media contact | ### | * * * | *** | --- | # # # | end
"""
_WORDS = frozenset(word.strip() for word in _WORDS_OF_PAGES.replace("\n", "|").split("|") if word.strip())
_COUNTER = re.compile(
    r"(?:views?|shares?|comments?|likes?|reads?|hits|retweets|route|slide|photo|image|page|item|step)\W{0,2}\d[\d.,]*k?(?: ?(?:of|/) ?\d+)?|"
    r"\d[\d.,]*k?\s*(?:views?|shares?|comments?|likes?|reads?|min(?:ute)?s?(?: read)?|hits|retweets|followers|photos?)|"
    r"\d{1,3}(?: ?(?:of|/) ?\d{1,3})?|[\d\W_]+",
    re.IGNORECASE,
)
_LOCALES = re.compile(r"(?:\W*\b[a-z]{2}[-_][A-Z]{2}\d{0,3}\b\W*)+")
_LANGUAGES = re.compile(
    r"(?:\W*\b(?:english|en|eng|fr|français|de|deutsch|es|español|ru|rus|русский|ar|arabic|العربية|tr|türkçe|zh|中文|uk|українська|fa|فارسی|pt|it)\b\W*){2,}",
    re.IGNORECASE,
)
_AGENCIES = (
    r"AP|AFP|EPA|EFE|ANSA|DPA|TASS|ITAR-TASS|RIA(?: Novosti)?|Reuters|Xinhua|Anadolu(?: Agency)?|AA|UPI|PA|IRNA|ISNA|SANA|Sputnik|Interfax|Getty(?: Images)?|"
    r"AP Photo|Bloomberg|Kyodo|UN Photo|Shutterstock|iStock|Associated Press|Agence France-Presse|The Associated Press|Agencies|News agencies|NurPhoto|Flickr"
)
_CREDIT = re.compile(
    rf"[\[(]?(?:(?:photo|image|picture|credit|source|video|graphic)s?(?: credits?| by| courtesy(?: of)?)?\W{{1,3}}.{{2,80}}|©.{{0,80}}|"
    rf"(?:[\w.' -]{{2,40}}[/|])?(?:{_AGENCIES})(?:\s*[/|]\s*[\w.' -]{{2,40}})*(?: via [\w.' -]{{2,30}})?)[\])]?\.?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|author|reporting by|writing by|editing by|compiled by)\W{1,3}[A-Z][^.!?]{2,90}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).{0,160}|.{0,80}\ball rights reserved\b.{0,80}", re.IGNORECASE)
_MORE = re.compile(
    r"(?:read (?:more|also)|see also|also read|watch|related|more|click here|subscribe|follow us|share)\s*(?::|»|>|→|on\b).{0,160}",
    re.IGNORECASE,
)
_MASTHEAD = re.compile(
    r"(?:the )?(?:(?:federal |royal |state |permanent |press |information |executive |cabinet |foreign |prime )*"
    r"(?:ministry|department|embassy|consulate|office|mission|government|presidency|administration|chancellery|secretariat|"
    r"service|bureau|council|directorate|agency|house|ministers?[’'] council)\b.*|"
    r".{2,60}\b(?:ministry|presidency|embassy|government|foreign office|state department|department of state|general assembly|"
    r"security council|white house|kremlin|secretariat))",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\(([A-Z][\w.&' ]{1,40})\)\s*(?:[—–]|--?)?\s*$|/([A-Z][\w .-]{1,30})/")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|#\w+(?:\s+#\w+)*")


def is_furniture(line: str) -> bool:
    """Tell whether the line is a button, counter, share link, copyright notice, byline or other part of a page."""
    if len(line) > 260:
        return False
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", line).casefold()
    if not bare or bare in _WORDS or line.casefold() in _WORDS:
        return True
    return any(p.fullmatch(line) for p in (_COUNTER, _BYLINE, _COPYRIGHT, _MORE, _ADDRESS))


def is_menu(line: str) -> bool:
    """Tell whether the line is a language menu ("en-GB ru-RU", "English | Français")."""
    return len(line) < 200 and (_LOCALES.fullmatch(line) or _LANGUAGES.fullmatch(line)) is not None


def is_credit(line: str) -> bool:
    """Tell whether the line credits a picture: a bare agency name, "Photo: …", "© …"."""
    return len(line) < 130 and _CREDIT.fullmatch(line) is not None


def is_stamp(line: str) -> bool:
    """Tell whether the line is nothing but a date or a time of day (also glued together), behind a place or not."""
    if len(line) >= 80:
        return False
    return STAMP.fullmatch(line) is not None or (":" in line and _TIME.fullmatch(line) is not None)


def is_masthead(line: str) -> bool:
    """Tell whether the line is nothing but the name of a government's or body's organ."""
    words = line.split()
    if not 1 < len(words) <= 14 or len(line) > 120 or re.search(r"[.!?:;\"“”]|[’']s\b", line):
        return False
    if not all(w[0].isupper() or w in _SMALL or not w[0].isalpha() for w in words):
        return False
    return _MASTHEAD.fullmatch(line) is not None


_SMALL = frozenset({"of", "the", "for", "and", "in", "to", "on", "at", "&", "de", "des", "del"})


def agency_of(dateline: str) -> str:
    """Return the agency that a dateline names: "GENEVA, March 6 (Lake Wire) -" gives "Lake Wire"."""
    found = _AGENCY.search(dateline)
    return (found[1] or found[2]).strip() if found else ""
