"""Pages, one module per kind: a `Reader` and a request's parameters in, a plain model out (None: nothing there)."""

from . import (
    brief,
    changed,
    compare,
    documents,
    evidence,
    issues,
    matrix,
    meetings,
    people,
    recheck,
    review,
    search,
    timeline,
    undertakings,
)

PAGES = (
    ("/", "changed.html", changed.view),
    ("/timeline", "timeline.html", timeline.view),
    ("/meetings/{id}", "meeting.html", meetings.view),
    ("/meetings/{id}/compare", "compare.html", compare.view),
    ("/alignments/{id}", "alignment.html", compare.one),
    ("/undertakings", "undertakings.html", undertakings.board),
    ("/undertakings/{id}", "undertaking.html", undertakings.view),
    ("/people", "people.html", people.index),
    ("/people/{id}", "person.html", people.person),
    ("/parties/{code}", "party.html", people.party),
    ("/documents", "documents.html", documents.index),
    ("/documents/{id}", "document.html", documents.view),
    ("/evidence/{id}/{start}/{end}", "evidence.html", evidence.view),
    ("/search", "search.html", search.view),
    ("/matrix", "matrix.html", matrix.view),
    ("/issues", "issues.html", issues.view),
    ("/brief", "brief.html", brief.view),
    ("/review", "review.html", review.view),
    ("/recheck", "recheck.html", recheck.view),
    ("/decisions", "decisions.html", review.history),
)
"""Route, template, view: every page has a JSON twin at the same address with `.json` behind it."""
