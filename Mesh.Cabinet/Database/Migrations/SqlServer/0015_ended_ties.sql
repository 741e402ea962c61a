-- Accounts that support has parted from a record: none of them is tied to it again by itself.
CREATE TABLE RefusedTies (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    Provider nvarchar(40) NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    RefusedAt datetimeoffset(7) NOT NULL,
    PRIMARY KEY (PersonId, Provider, Subject)
);

-- Records that were this person's before support moved everything (E44): their history is still the person's to read.
CREATE TABLE FormerRecords (
    FormerId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES People (Id),
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    MovedAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_FormerRecords_PersonId ON FormerRecords (PersonId);

-- The directory's password is that of an account which is the record's no longer: its object is off until another is typed.
ALTER TABLE Activations ADD UntiedAt datetimeoffset(7) NULL;
