-- Of whom imports changed anything: whoever keeps something equal to the records reads it.
CREATE TABLE ChangedPeople (
    PersonId TEXT NOT NULL PRIMARY KEY REFERENCES People (Id),
    ChangedAt TEXT NOT NULL
);
CREATE INDEX IX_ChangedPeople_ChangedAt ON ChangedPeople (ChangedAt);

-- When the directory's object is next to be looked at; null for never. Reopened: the password is asked for once more.
ALTER TABLE Activations ADD COLUMN DueAt TEXT NULL;
ALTER TABLE Activations ADD COLUMN ReopenedAt TEXT NULL;
ALTER TABLE Activations ADD COLUMN KeptAt TEXT NULL;
CREATE INDEX IX_Activations_DueAt ON Activations (DueAt) WHERE DueAt IS NOT NULL;

-- Work that one node does at a time; it expires by itself. Position is how far the work has come.
CREATE TABLE Leases (
    Name TEXT NOT NULL PRIMARY KEY,
    Holder TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL,
    Position TEXT NULL
);
