-- Letters on their way. One that the mail server has taken is gone from here; of one that was given up nothing stays but that it was.
CREATE TABLE Outbox (
    Number INTEGER NOT NULL CONSTRAINT PK_Outbox PRIMARY KEY AUTOINCREMENT,
    Id TEXT NOT NULL,
    Kind TEXT NOT NULL,
    LetterProtected BLOB NULL,
    CreatedAt TEXT NOT NULL,
    DueAt TEXT NOT NULL,
    Tries INTEGER NOT NULL,
    -- Whoever sends it now; what is claimed and not gone may have been sent.
    ClaimedAt TEXT NULL,
    IsRepeated INTEGER NOT NULL,
    GivenUpAt TEXT NULL
);
CREATE UNIQUE INDEX UX_Outbox_Id ON Outbox (Id);
CREATE INDEX IX_Outbox_DueAt ON Outbox (DueAt, Number) WHERE GivenUpAt IS NULL;
