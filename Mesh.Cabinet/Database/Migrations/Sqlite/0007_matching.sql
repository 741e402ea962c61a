-- A mos.ru account belongs to one record of a person, and a record to one account (D11).
CREATE TABLE Ties (
    PersonId TEXT NOT NULL CONSTRAINT PK_Ties PRIMARY KEY CONSTRAINT FK_Ties_People REFERENCES People (Id),
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    TiedAt TEXT NOT NULL
);
CREATE UNIQUE INDEX UX_Ties_Account ON Ties (Provider, Subject);

-- Accounts that support has parted from a record: none of them is tied to it again by itself.
CREATE TABLE RefusedTies (
    PersonId TEXT NOT NULL CONSTRAINT FK_RefusedTies_People REFERENCES People (Id),
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    RefusedAt TEXT NOT NULL,
    CONSTRAINT PK_RefusedTies PRIMARY KEY (PersonId, Provider, Subject)
);

-- Records that were this person's before support moved everything (E44): their history is still the person's to read.
CREATE TABLE FormerRecords (
    FormerId TEXT NOT NULL CONSTRAINT PK_FormerRecords PRIMARY KEY CONSTRAINT FK_FormerRecords_People_FormerId REFERENCES People (Id),
    PersonId TEXT NOT NULL CONSTRAINT FK_FormerRecords_People_PersonId REFERENCES People (Id),
    MovedAt TEXT NOT NULL
);
CREATE INDEX IX_FormerRecords_PersonId ON FormerRecords (PersonId);
