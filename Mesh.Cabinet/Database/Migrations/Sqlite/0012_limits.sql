-- A ceremony under way is carried by the browser: only those that ended are remembered, so that none ends twice.
DROP TABLE Ceremonies;
CREATE TABLE EndedCeremonies (
    Id BLOB NOT NULL PRIMARY KEY,
    ExpiresAt TEXT NOT NULL
);
CREATE INDEX IX_EndedCeremonies_ExpiresAt ON EndedCeremonies (ExpiresAt);

-- What an adult tried for children lately, by kind: passwords that were sent, logins that were looked up.
DROP TABLE ChildPasswordTries;
CREATE TABLE ChildTries (
    PersonId TEXT NOT NULL REFERENCES People (Id),
    Kind TEXT NOT NULL,
    Tries INTEGER NOT NULL,
    EndsAt TEXT NOT NULL,
    PRIMARY KEY (PersonId, Kind)
);
