-- Lists of any size: each record once per term it can be asked for, in the order of lists; what is counted is kept.
-- The rows are made by onrecord.store.indexing, which is run once behind this step.

DROP INDEX records_by_day;
DROP INDEX records_by_label;
DROP INDEX records_by_facet;
DROP TABLE record_parties;

CREATE TABLE entries (
  kind   TEXT NOT NULL,
  term   TEXT NOT NULL,           -- 'party:ARV', 'status:overdue' ...; '' holds all of a kind
  start  TEXT NOT NULL,           -- first day; '9999' without one
  label  TEXT NOT NULL,
  id     TEXT NOT NULL,
  since  TEXT NOT NULL,           -- the days from and before which the term holds
  until  TEXT NOT NULL,
  finish TEXT NOT NULL,           -- last day; '' without one
  PRIMARY KEY (kind, term, start, label, id, since)
) WITHOUT ROWID;

CREATE TABLE terms (              -- how many entries each term has
  kind   TEXT NOT NULL,
  term   TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (kind, term)
) WITHOUT ROWID;

CREATE TABLE met (                -- how many held meetings each pair of parties has
  one      TEXT NOT NULL,
  other    TEXT NOT NULL,
  meetings INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE TABLE tallies (            -- current documents, issues of current documents by code and severity
  name   TEXT PRIMARY KEY,
  number INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE facts (              -- the own words of people, meetings, statements and undertakings, for searching
  number INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  kind   TEXT NOT NULL,
  words  TEXT NOT NULL
);
CREATE VIRTUAL TABLE facts_fts USING fts5 (
  words, kind, content = 'facts', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER facts_in AFTER INSERT ON facts BEGIN
  INSERT INTO facts_fts (rowid, words, kind) VALUES (new.number, new.words, new.kind);
END;
CREATE TRIGGER facts_out AFTER DELETE ON facts BEGIN
  INSERT INTO facts_fts (facts_fts, rowid, words, kind) VALUES ('delete', old.number, old.words, old.kind);
END;

CREATE INDEX issues_code ON issues (code, number);
CREATE INDEX issues_severity ON issues (severity, number);
CREATE INDEX documents_party ON documents (party, published_start, id) WHERE superseded_by IS NULL;

INSERT INTO settings VALUES ('identity', lower(hex(randomblob(16))));  -- tells this record from another at its path
