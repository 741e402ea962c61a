-- Accounts that parents have mos.ru make for their children: one request a child, whoever asks first (E28). No password is kept.
CREATE TABLE ChildAccounts (
    PersonId TEXT NOT NULL CONSTRAINT PK_ChildAccounts PRIMARY KEY CONSTRAINT FK_ChildAccounts_People_PersonId REFERENCES People (Id),
    Id TEXT NOT NULL,
    Login TEXT NOT NULL,
    RequestedBy TEXT NOT NULL CONSTRAINT FK_ChildAccounts_People_RequestedBy REFERENCES People (Id),
    RequestedAt TEXT NOT NULL,
    -- Who is at work on it and until when nobody else is.
    Attempt TEXT NULL,
    BusyUntil TEXT NULL,
    Subject TEXT NULL,
    CompletedAt TEXT NULL
);
CREATE UNIQUE INDEX UX_ChildAccounts_Id ON ChildAccounts (Id);

-- To what a parent agreed, and when (E29).
CREATE TABLE ChildConsents (
    Id TEXT NOT NULL CONSTRAINT PK_ChildConsents PRIMARY KEY,
    PersonId TEXT NOT NULL CONSTRAINT FK_ChildConsents_People_PersonId REFERENCES People (Id),
    ByPersonId TEXT NOT NULL CONSTRAINT FK_ChildConsents_People_ByPersonId REFERENCES People (Id),
    Version INTEGER NOT NULL,
    TextHash BLOB NOT NULL,
    GivenAt TEXT NOT NULL
);
CREATE INDEX IX_ChildConsents_PersonId ON ChildConsents (PersonId, ByPersonId, Version);

-- What an adult tried for children lately, by kind: passwords that were sent, logins that were looked up.
CREATE TABLE ChildTries (
    PersonId TEXT NOT NULL CONSTRAINT FK_ChildTries_People REFERENCES People (Id),
    Kind TEXT NOT NULL,
    Tries INTEGER NOT NULL,
    EndsAt TEXT NOT NULL,
    CONSTRAINT PK_ChildTries PRIMARY KEY (PersonId, Kind)
);
