"""The desk: read, compare and correct a record in a browser, on loopback, for one person.

Every page is rendered on the server and works without JavaScript; every page has its `.json`. `views/` holds one
module per kind of page: it takes a `Reader` and a request's parameters and gives a plain model; `app.py` turns
models into HTML or JSON; `security.py` says who may ask.
"""
