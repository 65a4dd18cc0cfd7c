-- A library as of version 1; later versions are steps in migrations.py on top of this file.
-- Times are microseconds since 1970-01-01 UTC. Booleans are 0 or 1.

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
) STRICT;

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
    annotated INTEGER NOT NULL DEFAULT 0,
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

-- Contentless: it is fed by search.py with segmented text and keeps no copy of it.
-- Marks count as letters, or words of Hindi and Thai would fall apart at their vowels.
CREATE VIRTUAL TABLE search USING fts5 (
    title,
    text,
    content = '',
    prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
