-- Accounts that parents have mos.ru make for their children: one request a child, whoever asks first (E28). No password is kept.
CREATE TABLE ChildAccounts (
    PersonId TEXT NOT NULL PRIMARY KEY REFERENCES People (Id),
    Id TEXT NOT NULL,
    Login TEXT NOT NULL,
    RequestedBy TEXT NOT NULL REFERENCES People (Id),
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
    Id TEXT NOT NULL PRIMARY KEY,
    PersonId TEXT NOT NULL REFERENCES People (Id),
    ByPersonId TEXT NOT NULL REFERENCES People (Id),
    Version INTEGER NOT NULL,
    TextHash BLOB NOT NULL,
    GivenAt TEXT NOT NULL
);
CREATE INDEX IX_ChildConsents_PersonId ON ChildConsents (PersonId, ByPersonId, Version);

-- Passwords that an adult sent for children lately.
CREATE TABLE ChildPasswordTries (
    PersonId TEXT NOT NULL PRIMARY KEY REFERENCES People (Id),
    Tries INTEGER NOT NULL,
    EndsAt TEXT NOT NULL
);
