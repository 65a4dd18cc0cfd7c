-- The names of articles as the library knows them together, and figures that can be compared.

-- What a name's forms (rows of `name`) stand for: a person, a place. Counters: visible articles.
CREATE TABLE entity (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX entity_mentions ON entity (mentions, id);

ALTER TABLE name ADD COLUMN key TEXT NOT NULL DEFAULT ''; -- Its plain form.
ALTER TABLE name ADD COLUMN real_kind TEXT; -- After what the reader said; NULL: no name.
ALTER TABLE name ADD COLUMN languages TEXT NOT NULL DEFAULT ''; -- Of those with cases.
ALTER TABLE name ADD COLUMN entity_id INTEGER REFERENCES entity (id);
-- Whether the entity should be called by another one of its names.
ALTER TABLE name ADD COLUMN is_lesser INTEGER NOT NULL DEFAULT 0;
-- Counters: all articles with text, deleted ones too.
ALTER TABLE name ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE name ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
CREATE INDEX name_key ON name (key);
CREATE INDEX name_entity ON name (entity_id);

-- Under what a name is looked for when others become known; see name_resolution.py.
CREATE TABLE name_clue (
    clue TEXT NOT NULL,
    name_id INTEGER NOT NULL REFERENCES name (id),
    PRIMARY KEY (clue, name_id)
) STRICT, WITHOUT ROWID;

-- What the reader said of names; see model/name.py.
CREATE TABLE name_saying (
    key TEXT PRIMARY KEY,
    said TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which articles mention an entity, in the order of lists.
CREATE TABLE naming (
    entity_id INTEGER NOT NULL REFERENCES entity (id),
    sort_at INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES article (id),
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity_id, sort_at, article_id)
) STRICT, WITHOUT ROWID;

-- How often visible articles of a day (UTC, days since 1970) mention an entity.
CREATE TABLE name_day (
    entity_id INTEGER NOT NULL REFERENCES entity (id),
    day INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (entity_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_day_day ON name_day (day, entity_id, articles, mentions);

-- What a figure measures; see figure_values.py.
ALTER TABLE figure ADD COLUMN low REAL;
ALTER TABLE figure ADD COLUMN high REAL;
ALTER TABLE figure ADD COLUMN unit TEXT;
CREATE INDEX figure_high ON figure (kind, high, low, unit) WHERE high IS NOT NULL;

-- The counters follow by themselves, whatever hides an article or shows it again.
CREATE TRIGGER naming_added AFTER INSERT ON naming
WHEN (SELECT gone FROM article WHERE id = new.article_id) = 0
BEGIN
    INSERT INTO name_day (entity_id, day, articles, mentions)
        VALUES (new.entity_id, new.sort_at / 86400000000, 1, new.mentions)
        ON CONFLICT DO UPDATE SET articles = articles + 1, mentions = mentions + new.mentions;
    UPDATE entity SET articles = articles + 1, mentions = mentions + new.mentions
        WHERE id = new.entity_id;
END;

CREATE TRIGGER naming_dropped AFTER DELETE ON naming
WHEN (SELECT gone FROM article WHERE id = old.article_id) = 0
BEGIN
    UPDATE name_day SET articles = articles - 1, mentions = mentions - old.mentions
        WHERE entity_id = old.entity_id AND day = old.sort_at / 86400000000;
    UPDATE entity SET articles = articles - 1, mentions = mentions - old.mentions
        WHERE id = old.entity_id;
END;

CREATE TRIGGER article_hidden AFTER UPDATE OF gone ON article
WHEN (old.gone = 0) <> (new.gone = 0)
BEGIN
    INSERT INTO name_day (entity_id, day, articles, mentions)
        SELECT naming.entity_id, new.sort_at / 86400000000, (new.gone = 0) - (old.gone = 0),
            naming.mentions * ((new.gone = 0) - (old.gone = 0))
        FROM (SELECT DISTINCT entity_id FROM mention JOIN name ON name.id = name_id
            WHERE article_id = new.id) AS named
        CROSS JOIN naming ON naming.entity_id = named.entity_id
            AND naming.sort_at = new.sort_at AND naming.article_id = new.id
        WHERE true
        ON CONFLICT DO UPDATE SET articles = articles + excluded.articles,
            mentions = mentions + excluded.mentions;
    UPDATE entity SET articles = articles + (new.gone = 0) - (old.gone = 0),
        mentions = entity.mentions + found.mentions * ((new.gone = 0) - (old.gone = 0))
        FROM (SELECT naming.entity_id, naming.mentions
            FROM (SELECT DISTINCT entity_id FROM mention JOIN name ON name.id = name_id
                WHERE article_id = new.id) AS named
            CROSS JOIN naming ON naming.entity_id = named.entity_id
                AND naming.sort_at = new.sort_at AND naming.article_id = new.id) AS found
        WHERE entity.id = found.entity_id;
END;
