-- Browsers that an account has signed in with, by the hash of a cookie that no other account shares. What has ended was somebody else's.
CREATE TABLE KnownBrowsers (
    Account TEXT NOT NULL,
    Hash BLOB NOT NULL,
    SeenAt TEXT NOT NULL,
    -- When a letter told of it.
    ToldAt TEXT NULL,
    EndedAt TEXT NULL,
    CONSTRAINT PK_KnownBrowsers PRIMARY KEY (Account, Hash)
);
CREATE INDEX IX_KnownBrowsers_SeenAt ON KnownBrowsers (SeenAt);

-- Which letters an account does not want, by their kinds with commas between them; no row wants all.
CREATE TABLE LetterChoices (
    Account TEXT NOT NULL CONSTRAINT PK_LetterChoices PRIMARY KEY,
    Refused TEXT NOT NULL
);
