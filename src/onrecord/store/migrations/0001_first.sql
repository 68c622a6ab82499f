-- The first schema of a record. Bodies are JSON of the nouns in onrecord.record (zlib-compressed for readings);
-- the other columns repeat what lists are sorted and filtered by. Dates are ISO days, so that they sort as text.

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE originals (          -- the bytes as they came in, under their own hash
  sha256     TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  size       INTEGER NOT NULL,
  packed     INTEGER NOT NULL,    -- 1: zlib
  bytes      BLOB NOT NULL
);

CREATE TABLE documents (
  number          INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  name            TEXT NOT NULL,
  title           TEXT NOT NULL,
  kind            TEXT NOT NULL,
  side            TEXT NOT NULL,
  publisher       TEXT NOT NULL,
  party           TEXT,
  language        TEXT NOT NULL,
  published_start TEXT,
  published_end   TEXT,
  original        TEXT NOT NULL REFERENCES originals (sha256),
  superseded_by   TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
  body            BLOB NOT NULL
);
CREATE INDEX documents_published ON documents (published_start, id);
CREATE INDEX documents_superseded ON documents (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX documents_original ON documents (original);

CREATE TABLE sources (            -- where each document was found; one place shows one document at a time
  locator     TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  document_id TEXT REFERENCES documents (id),
  fingerprint TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sources_document ON sources (document_id);

CREATE TABLE readings (
  document_id TEXT PRIMARY KEY REFERENCES documents (id),
  made_by     TEXT NOT NULL,      -- fingerprint of components, model and roster
  body        BLOB NOT NULL
);

CREATE TABLE annotations (        -- in whose reading a fact of one text stands
  id          TEXT PRIMARY KEY,
  layer       TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents (id)
) WITHOUT ROWID;
CREATE INDEX annotations_document ON annotations (document_id, layer);

CREATE TABLE passages (           -- the regions of current documents, for searching
  number      INTEGER PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents (id),
  start       INTEGER NOT NULL,
  role        TEXT NOT NULL,
  text        TEXT NOT NULL
);
CREATE INDEX passages_document ON passages (document_id);
CREATE VIRTUAL TABLE passages_fts USING fts5 (
  text, content = 'passages', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN
  INSERT INTO passages_fts (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN
  INSERT INTO passages_fts (passages_fts, rowid, text) VALUES ('delete', old.number, old.text);
END;

CREATE TABLE records (            -- what linking made of all readings: people, meetings, statements, undertakings ...
  kind    TEXT NOT NULL,
  id      TEXT NOT NULL,
  start   TEXT,                   -- first and last day, where the kind has one
  end     TEXT,
  label   TEXT NOT NULL,          -- what a list is sorted by after the day
  facet   TEXT,                   -- the kind of undertaking, status of a meeting, match of an alignment
  meeting TEXT,
  body    BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX records_by_day ON records (kind, start, label, id);
CREATE INDEX records_by_meeting ON records (meeting, kind) WHERE meeting IS NOT NULL;

CREATE TABLE record_parties (
  kind      TEXT NOT NULL,
  record_id TEXT NOT NULL,
  party     TEXT NOT NULL,
  PRIMARY KEY (kind, party, record_id),
  FOREIGN KEY (kind, record_id) REFERENCES records (kind, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX record_parties_record ON record_parties (kind, record_id);

CREATE TABLE record_documents (
  kind        TEXT NOT NULL,
  record_id   TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES documents (id),
  PRIMARY KEY (kind, document_id, record_id),
  FOREIGN KEY (kind, record_id) REFERENCES records (kind, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX record_documents_record ON record_documents (kind, record_id);

CREATE TABLE issues (             -- of intake (by locator) and of linking; those of a reading stand in its body too
  number      INTEGER PRIMARY KEY,
  scope       TEXT NOT NULL,      -- 'source:LOCATOR', 'reading:DOCUMENT' or 'links'
  code        TEXT NOT NULL,
  severity    TEXT NOT NULL,
  stage       TEXT NOT NULL,
  document_id TEXT,
  body        BLOB NOT NULL
);
CREATE INDEX issues_scope ON issues (scope);
CREATE INDEX issues_document ON issues (document_id);

CREATE TABLE judgements (         -- what people decided: appended, never changed
  number  INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  verdict TEXT NOT NULL,
  by      TEXT NOT NULL,
  at      TEXT NOT NULL,
  batch   TEXT NOT NULL,
  body    BLOB NOT NULL
);
CREATE INDEX judgements_subject ON judgements (subject);
CREATE INDEX judgements_batch ON judgements (batch) WHERE batch <> '';
CREATE TRIGGER judgements_stay_as_they_are BEFORE UPDATE ON judgements BEGIN
  SELECT RAISE (ABORT, 'judgements are only ever appended');
END;
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements BEGIN
  SELECT RAISE (ABORT, 'judgements are only ever appended');
END;
