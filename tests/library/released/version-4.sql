-- A library of version 4, as it was released. Never changed; see test_released.py.

PRAGMA application_id = 1852143475;
PRAGMA user_version = 4;

CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    own_title TEXT NOT NULL DEFAULT '',
    user_title TEXT,
    folder TEXT,
    site_url TEXT,
    language TEXT,
    is_removed INTEGER NOT NULL DEFAULT 0,
    -- Counters: visible articles, the unread of them; bookmarked ones that are not deleted.
    articles INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    bookmarked INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    last_modified TEXT,
    body_hash TEXT,
    last_checked_at INTEGER,
    last_success_at INTEGER,
    last_error TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    next_check_at INTEGER
, interval INTEGER, full_text TEXT, check_floor INTEGER, is_stopped INTEGER NOT NULL DEFAULT 0, position INTEGER) STRICT;

CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feed (id),
    guid TEXT NOT NULL,
    url TEXT,
    title TEXT NOT NULL,
    author TEXT,
    language TEXT,
    found_language TEXT,
    published_at INTEGER,
    updated_at INTEGER,
    sort_at INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0,
    is_bookmarked INTEGER NOT NULL DEFAULT 0,
    -- 0: visible, 1: deleted by the reader, 2: its feed was unsubscribed.
    gone INTEGER NOT NULL DEFAULT 0,
    read_at INTEGER,
    -- Set while a deleted article can still be restored, NULL once its text was dropped.
    deleted_at INTEGER,
    -- The version of the highlighter that marked the text; 0: none did.
    annotated INTEGER NOT NULL DEFAULT 0, changed_at INTEGER, is_changed INTEGER NOT NULL DEFAULT 0, has_full_text INTEGER NOT NULL DEFAULT 0,
    UNIQUE (feed_id, guid)
) STRICT;

CREATE INDEX article_visible ON article (sort_at, id) WHERE gone = 0;

CREATE INDEX article_unread ON article (sort_at, id) WHERE gone = 0 AND is_read = 0;

CREATE INDEX article_feed ON article (feed_id, sort_at, id) WHERE gone = 0;

CREATE INDEX article_feed_unread ON article (feed_id, sort_at, id) WHERE gone = 0 AND is_read = 0;

CREATE INDEX article_bookmarked ON article (sort_at, id) WHERE is_bookmarked = 1 AND gone <> 1;

CREATE INDEX article_read ON article (read_at, sort_at, id, feed_id)
    WHERE gone = 0 AND is_read = 1;

CREATE INDEX article_annotated ON article (annotated, sort_at, id) WHERE gone = 0;

CREATE INDEX article_deleted ON article (deleted_at) WHERE gone = 1 AND deleted_at IS NOT NULL;

CREATE TABLE body (
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    text TEXT NOT NULL,
    spans TEXT NOT NULL
) STRICT;

CREATE TABLE enclosure (
    article_id INTEGER NOT NULL REFERENCES article (id),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    type TEXT NOT NULL,
    length INTEGER,
    duration INTEGER,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    canonical TEXT NOT NULL,
    UNIQUE (canonical, kind)
) STRICT;

CREATE TABLE mention (
    article_id INTEGER NOT NULL REFERENCES article (id),
    is_in_title INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    name_id INTEGER NOT NULL REFERENCES name (id),
    PRIMARY KEY (article_id, is_in_title, start)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_name ON mention (name_id);

CREATE TABLE figure (
    article_id INTEGER NOT NULL REFERENCES article (id),
    is_in_title INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (article_id, is_in_title, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    made_at INTEGER NOT NULL,
    action TEXT NOT NULL,
    article_ids BLOB,
    feed_ids BLOB,
    -- When the articles of an "unread" had been read: undoing it gives that back.
    former_read_at BLOB,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    subject TEXT NOT NULL,
    is_undoable INTEGER NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX journal_undoable ON journal (is_undone, id) WHERE is_undoable = 1;

CREATE TABLE state (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (
    title,
    text,
    content = '',
    prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

CREATE TABLE summary (
            article_id INTEGER PRIMARY KEY REFERENCES article (id),
            text TEXT NOT NULL,
            spans TEXT NOT NULL
        ) STRICT;

CREATE TABLE correction (
            key TEXT PRIMARY KEY,
            said TEXT NOT NULL -- A kind of names, or 'no name'.
        ) STRICT, WITHOUT ROWID;

CREATE TABLE folder (
            name TEXT PRIMARY KEY,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

CREATE TABLE saved_search (
            name TEXT PRIMARY KEY,
            query TEXT NOT NULL,
            position INTEGER
        ) STRICT, WITHOUT ROWID;

INSERT INTO feed (id, url, own_title, user_title, folder, site_url, language, is_removed, articles, unread, bookmarked, etag, last_modified, body_hash, last_checked_at, last_success_at, last_error, failures, next_check_at) VALUES
    (1, 'https://harbour.example/feed', 'Harbour News', NULL, 'Coast', 'https://harbour.example/', 'en', 0, 3, 2, 1, '"tag-1"', NULL, '00ff', 1772366400000000, 1772366400000000, NULL, 0, 1772370000000000),
    (2, 'https://hills.example/rss', 'Hills', 'My hills', NULL, NULL, 'fr', 0, 1, 1, 0, NULL, 'Sun, 01 Mar 2026 12:00:00 GMT', NULL, 1772366400000000, NULL, 'the server was not found', 3, NULL),
    (3, 'https://former.example/', 'Former', NULL, NULL, NULL, NULL, 1, 0, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL);
INSERT INTO article (id, feed_id, guid, url, title, author, language, found_language, published_at, updated_at, sort_at, fingerprint, is_read, is_bookmarked, gone, read_at, deleted_at, annotated) VALUES
    (1, 1, 'a', 'https://harbour.example/a', 'Boats leave', 'Ana Silva', 'en', 'en', 1772280000000000, NULL, 1772280000000000, 'aaaaaaaaaaaaaaaaaaaaaaaa', 1, 1, 0, 1772300000000000, NULL, 1),
    (2, 1, 'b', NULL, 'Boats return', NULL, NULL, NULL, NULL, 1772290000000000, 1772290000000000, 'bbbbbbbbbbbbbbbbbbbbbbbb', 0, 0, 0, NULL, NULL, 0),
    (3, 1, 'c', 'https://harbour.example/c', 'Storm', NULL, 'en', NULL, 1772293000000000, NULL, 1772293000000000, 'cccccccccccccccccccccccc', 0, 0, 0, NULL, NULL, 0),
    (4, 1, 'd', NULL, 'Deleted of late', NULL, NULL, NULL, 1772294000000000, NULL, 1772294000000000, 'dddddddddddddddddddddddd', 0, 0, 1, NULL, 1772360000000000, 0),
    (5, 1, 'e', NULL, 'Deleted long ago', NULL, NULL, NULL, 1772295000000000, NULL, 1772295000000000, 'eeeeeeeeeeeeeeeeeeeeeeee', 1, 0, 1, 1772296000000000, NULL, 0),
    (6, 2, 'f', 'https://hills.example/f', 'École rouverte', NULL, 'fr', NULL, 1772297000000000, NULL, 1772297000000000, 'ffffffffffffffffffffffff', 0, 0, 0, NULL, NULL, 0),
    (7, 3, 'g', NULL, 'Kept of a former feed', NULL, NULL, NULL, 1772298000000000, NULL, 1772298000000000, '000000000000000000000000', 1, 1, 2, 1772299000000000, NULL, 0);
INSERT INTO body (article_id, text, spans) VALUES
    (1, 'Ana Silva paid 12 euros in Porto.', '[]'),
    (2, 'They came back at dawn.', '[]'),
    (3, 'The wind rose.', '[]'),
    (4, 'A text that can be had back.', '[]'),
    (6, 'Les élèves sont revenus.', '[]'),
    (7, 'A bookmark stays.', '[]');
INSERT INTO enclosure (article_id, position, url, type, length, duration) VALUES
    (1, 0, 'https://harbour.example/a.mp3', 'audio/mpeg', 1000, 60);
INSERT INTO name (id, kind, canonical) VALUES (1, 'person', 'Ana Silva'), (2, 'place', 'Porto');
INSERT INTO mention (article_id, is_in_title, start, "end", name_id) VALUES (1, 0, 0, 9, 1), (1, 0, 27, 32, 2);
INSERT INTO figure (article_id, is_in_title, start, "end", kind, value) VALUES (1, 0, 15, 23, 'money', NULL);
INSERT INTO journal (id, made_at, action, article_ids, feed_ids, former_read_at, before, after, subject, is_undoable, is_undone) VALUES
    (1, 1772300000000000, 'read', X'789C8B368C050001D300EA', NULL, NULL, '{}', '{}', 'Boats leave', 0, 0),
    (2, 1772310000000000, 'bookmark', X'789C8B368C050001D300EA', NULL, NULL, '{}', '{}', 'Boats leave', 1, 0),
    (3, 1772320000000000, 'unsubscribe', NULL, X'789C8B368E050001D700EC', NULL, '{}', '{}', 'Former', 1, 0),
    (4, 1772330000000000, 'edit-feed', NULL, X'789C8B368A050001D500EB', NULL, '{"title": null}', '{"title": "My hills"}', 'Hills', 1, 0),
    (5, 1772360000000000, 'delete', X'789C8B3689050001D900ED', NULL, NULL, '{}', '{}', 'Deleted of late', 1, 0);
INSERT INTO state (name, value) VALUES ('app.place', '{"source": "all"}'), ('segmentation', '1');
INSERT INTO search (rowid, title, text) VALUES
    (1, 'Boats leave', 'Ana Silva paid 12 euros in Porto.'),
    (2, 'Boats return', 'They came back at dawn.'),
    (3, 'Storm', 'The wind rose.'),
    (4, 'Deleted of late', 'A text that can be had back.'),
    (6, 'École rouverte', 'Les élèves sont revenus.'),
    (7, 'Kept of a former feed', 'A bookmark stays.');
INSERT INTO state (name, value) VALUES ('indexed_until', '7');
UPDATE feed SET interval = 60, full_text = 'yes', check_floor = 900 WHERE id = 1;
UPDATE feed SET is_stopped = 1 WHERE id = 2;
UPDATE article SET changed_at = 1772365000000000, is_changed = 1, has_full_text = 1 WHERE id = 1;
INSERT INTO summary (article_id, text, spans) VALUES (1, 'Ana paid.', '[]');
INSERT INTO correction (key, said) VALUES ('porto', 'organisation');
INSERT INTO folder (name, position) VALUES ('Coast', 0);
INSERT INTO saved_search (name, query, position) VALUES ('Storms', 'storm OR wind', 0);
UPDATE feed SET position = 1 WHERE id = 2;
