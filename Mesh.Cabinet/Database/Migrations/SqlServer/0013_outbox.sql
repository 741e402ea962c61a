-- Letters on their way. One that the mail server has taken is gone from here; of one that was given up nothing stays but that it was.
CREATE TABLE Outbox (
    Number bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_Outbox PRIMARY KEY,
    Id uniqueidentifier NOT NULL,
    Kind nvarchar(40) NOT NULL,
    LetterProtected varbinary(8000) NULL,
    CreatedAt datetimeoffset(7) NOT NULL,
    DueAt datetimeoffset(7) NOT NULL,
    Tries int NOT NULL,
    -- Whoever sends it now; what is claimed and not gone may have been sent.
    ClaimedAt datetimeoffset(7) NULL,
    IsRepeated bit NOT NULL,
    GivenUpAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_Outbox_Id ON Outbox (Id);
CREATE INDEX IX_Outbox_DueAt ON Outbox (DueAt, Number) WHERE GivenUpAt IS NULL;
