-- Accounts that parents have mos.ru make for their children: one request a child, whoever asks first (E28). No password is kept.
CREATE TABLE ChildAccounts (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_ChildAccounts PRIMARY KEY CONSTRAINT FK_ChildAccounts_People_PersonId REFERENCES People (Id),
    Id uniqueidentifier NOT NULL,
    Login nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    RequestedBy nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_ChildAccounts_People_RequestedBy REFERENCES People (Id),
    RequestedAt datetimeoffset(7) NOT NULL,
    -- Who is at work on it and until when nobody else is.
    Attempt uniqueidentifier NULL,
    BusyUntil datetimeoffset(7) NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    CompletedAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_ChildAccounts_Id ON ChildAccounts (Id);

-- To what a parent agreed, and when (E29).
CREATE TABLE ChildConsents (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ChildConsents PRIMARY KEY,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_ChildConsents_People_PersonId REFERENCES People (Id),
    ByPersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_ChildConsents_People_ByPersonId REFERENCES People (Id),
    Version int NOT NULL,
    TextHash binary(32) NOT NULL,
    GivenAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_ChildConsents_PersonId ON ChildConsents (PersonId, ByPersonId, Version);

-- What an adult tried for children lately, by kind: passwords that were sent, logins that were looked up.
CREATE TABLE ChildTries (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_ChildTries_People REFERENCES People (Id),
    Kind nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Tries int NOT NULL,
    EndsAt datetimeoffset(7) NOT NULL,
    CONSTRAINT PK_ChildTries PRIMARY KEY (PersonId, Kind)
);
