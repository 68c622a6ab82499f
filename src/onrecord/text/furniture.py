"""Furniture of pages: words that belong to the site or the layout and speak for nobody.

Every test looks at one whole line. The word list holds user-interface words of English sites; it is data, not a
description of any one site.
"""

from __future__ import annotations

import re

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
_UNITS = r"(?:views?|shares?|comments?|likes?|reads?|hits|retweets|followers|photos?|min(?:ute)?s?(?: read)?)"
_COUNTER = re.compile(
    rf"(?:{_UNITS}|route|slide|image|page|item|step)\W{{0,2}}\d[\d.,]*k?(?: ?(?:of|/) ?\d+)?|"
    rf"\d[\d.,]*k?\s*{_UNITS}|\d{{1,3}}(?: ?(?:of|/) ?\d{{1,3}})?|[\d\W_]+",
    re.IGNORECASE,
)
_LOCALES = re.compile(r"(?:\W*\b[a-z]{2}[-_][A-Z]{2}\d{0,3}\b)+\W*")
_LANGUAGES = re.compile(
    r"(?:\W*\b(?:english|en|eng|fr|français|de|deutsch|es|español|ru|rus|русский|ar|arabic|العربية|tr|türkçe|zh|中文|"
    r"uk|українська|fa|فارسی|pt|it)\b){2,}\W*",
    re.IGNORECASE,
)
_AGENCIES = (
    r"(?:AP|AFP|EPA|EFE|ANSA|DPA|TASS|ITAR-TASS|RIA(?: Novosti)?|Reuters|Xinhua|Anadolu(?: Agency)?|AA|UPI|PA|IRNA|"
    r"ISNA|SANA|Sputnik|Interfax|Getty(?: Images)?|AP Photo|Bloomberg|Kyodo|UN Photo|Shutterstock|iStock|NurPhoto|"
    r"(?:The )?Associated Press|Agence France-Presse|(?:News )?[Aa]gencies|Flickr)"
)
_NAMED = r"[\w.'’ -]{2,40}"
_CREDIT = re.compile(
    r"[\[(]?(?:(?i:(?:photo|image|picture|source|video|graphic|credit)s?(?: credits?| by)?)\s?[:|/©]\s?.{2,80}|"
    r"©.{0,80}|(?i:photo|image|picture|photograph)s? (?:by|courtesy of) [A-Z].{2,60}|"
    rf"(?:{_NAMED}[/|])?{_AGENCIES}(?:\s*[/|]\s*{_NAMED}){{0,3}}(?: via {_NAMED})?)[\])]?\.?"
)
_BYLINE = re.compile(
    r"(?:(?i:by|author|reporting by|writing by|editing by|compiled by))(?::|\s)\s?"
    r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}(?:(?:,| and|;|,? in [A-Z]\w+) ?(?:[A-Z][\w.'’-]* ?){1,4}){0,4}"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).{0,160}|.{0,80}\ball rights reserved\b.{0,80}", re.IGNORECASE)
_MORE = re.compile(
    r"(?:read (?:more|also)|see also|also read|watch|related|more|click here|subscribe|follow us|share)"
    r"\s*(?::|»|>|→|on\b).{0,160}(?<![.])",
    re.IGNORECASE,
)
_ORGAN = (
    r"(?:ministry|department|embassy|consulate|office|mission|government|presidency|administration|chancellery|"
    r"secretariat|service|bureau|council|directorate|agency|house|ministers?[’'] council)"
)
_MASTHEAD = re.compile(
    r"(?:the )?(?:(?:federal|royal|state|permanent|press|information|executive|cabinet|foreign|prime) )*"
    rf"{_ORGAN}\b.*|"
    r".{2,60}\b(?:ministry|presidency|embassy|government|foreign office|state department|department of state|"
    r"general assembly|security council|white house|kremlin|secretariat)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^>]*(?:>|$)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|#\w+(?:\s+#\w+)*")


def is_furniture(line: str) -> bool:
    """Tell whether the line is a button, counter, share link, copyright notice, byline or other part of a page."""
    if line.startswith("<") and not re.search(r"[^\W_]", _MARKUP.sub("", line[:20_000])):
        return True
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


def is_masthead(line: str) -> bool:
    """Tell whether the line is nothing but the name of a government's or body's organ."""
    words = line.split()
    if not 1 < len(words) <= 14 or len(line) > 120 or re.search(r"[.!?:;\"“”]|[’']s\b", line):
        return False
    if not all(w[0].isupper() or w in _SMALL or not w[0].isalpha() for w in words):
        return False
    return _MASTHEAD.fullmatch(line) is not None


_SMALL = frozenset({"of", "the", "for", "and", "in", "to", "on", "at", "&", "de", "des", "del"})
