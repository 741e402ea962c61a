-- A ceremony under way is carried by the browser: only those that ended are remembered, so that none ends twice.
DROP TABLE Ceremonies;
CREATE TABLE EndedCeremonies (
    Id binary(32) NOT NULL PRIMARY KEY,
    ExpiresAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_EndedCeremonies_ExpiresAt ON EndedCeremonies (ExpiresAt);

-- What an adult tried for children lately, by kind: passwords that were sent, logins that were looked up.
DROP TABLE ChildPasswordTries;
CREATE TABLE ChildTries (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    Kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Tries int NOT NULL,
    EndsAt datetimeoffset(7) NOT NULL,
    CONSTRAINT PK_ChildTries PRIMARY KEY (PersonId, Kind)
);
