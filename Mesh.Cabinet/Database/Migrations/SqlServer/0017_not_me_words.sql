-- Words in letters with which a person says «Это был не я» without signing in: each ends things once, and only its hash is here.
CREATE TABLE NotMeWords (
    Hash binary(32) NOT NULL CONSTRAINT PK_NotMeWords PRIMARY KEY,
    Provider nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL,
    UsedAt datetimeoffset(7) NULL
);
CREATE INDEX IX_NotMeWords_ExpiresAt ON NotMeWords (ExpiresAt);
