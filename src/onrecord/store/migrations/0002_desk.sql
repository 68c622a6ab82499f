-- What a desk asks of a record: what is new since somebody last looked, and pages of it by index.

CREATE TABLE first_seen (         -- the generation at which linking first made a record; 0: before this was kept
  kind       TEXT NOT NULL,
  id         TEXT NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX first_seen_generation ON first_seen (kind, generation, id);
INSERT INTO first_seen SELECT kind, id, 0 FROM records;

CREATE TABLE visits (             -- up to where somebody has seen the record
  number     INTEGER PRIMARY KEY,
  by         TEXT NOT NULL,
  generation INTEGER NOT NULL,
  at         TEXT NOT NULL
);
CREATE INDEX visits_by ON visits (by, number);

CREATE INDEX records_by_label ON records (kind, label, id);
CREATE INDEX records_by_facet ON records (kind, facet, start, label, id);
