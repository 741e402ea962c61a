-- Of whom imports changed anything: whoever keeps something equal to the records reads it.
CREATE TABLE ChangedPeople (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES People (Id),
    ChangedAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_ChangedPeople_ChangedAt ON ChangedPeople (ChangedAt);

-- When the directory's object is next to be looked at; null for never. Reopened: the password is asked for once more.
ALTER TABLE Activations ADD DueAt datetimeoffset(7) NULL;
ALTER TABLE Activations ADD ReopenedAt datetimeoffset(7) NULL;
ALTER TABLE Activations ADD KeptAt datetimeoffset(7) NULL;
GO
CREATE INDEX IX_Activations_DueAt ON Activations (DueAt) WHERE DueAt IS NOT NULL;

-- Work that one node does at a time; it expires by itself. Position is how far the work has come.
CREATE TABLE Leases (
    Name nvarchar(100) NOT NULL PRIMARY KEY,
    Holder uniqueidentifier NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL,
    Position datetimeoffset(7) NULL
);
