-- Accounts that support has parted from a record: none of them is tied to it again by itself.
CREATE TABLE RefusedTies (
    PersonId TEXT NOT NULL REFERENCES People (Id),
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    RefusedAt TEXT NOT NULL,
    PRIMARY KEY (PersonId, Provider, Subject)
);

-- Records that were this person's before support moved everything (E44): their history is still the person's to read.
CREATE TABLE FormerRecords (
    FormerId TEXT NOT NULL PRIMARY KEY REFERENCES People (Id),
    PersonId TEXT NOT NULL REFERENCES People (Id),
    MovedAt TEXT NOT NULL
);
CREATE INDEX IX_FormerRecords_PersonId ON FormerRecords (PersonId);

-- The directory's password is that of an account which is the record's no longer: its object is off until another is typed.
ALTER TABLE Activations ADD COLUMN UntiedAt TEXT NULL;
