-- Browsers that an account has signed in with, by the hash of a cookie that no other account shares. What has ended was somebody else's.
CREATE TABLE KnownBrowsers (
    Account nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Hash binary(32) NOT NULL,
    SeenAt datetimeoffset(7) NOT NULL,
    -- When a letter told of it.
    ToldAt datetimeoffset(7) NULL,
    EndedAt datetimeoffset(7) NULL,
    CONSTRAINT PK_KnownBrowsers PRIMARY KEY (Account, Hash)
);
CREATE INDEX IX_KnownBrowsers_SeenAt ON KnownBrowsers (SeenAt);

-- Which letters an account does not want, by their kinds with commas between them; no row wants all.
CREATE TABLE LetterChoices (
    Account nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_LetterChoices PRIMARY KEY,
    Refused nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL
);
