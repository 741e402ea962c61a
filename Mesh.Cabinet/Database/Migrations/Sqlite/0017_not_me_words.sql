-- Words in letters with which a person says «Это был не я» without signing in: each ends things once, and only its hash is here.
CREATE TABLE NotMeWords (
    Hash BLOB NOT NULL CONSTRAINT PK_NotMeWords PRIMARY KEY,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL,
    UsedAt TEXT NULL
);
CREATE INDEX IX_NotMeWords_ExpiresAt ON NotMeWords (ExpiresAt);
