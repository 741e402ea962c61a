-- One activation a person, one person a login; a login once issued is never given to another (E23, E30, E31).
CREATE TABLE Activations (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_Activations PRIMARY KEY CONSTRAINT FK_Activations_People REFERENCES People (Id),
    Id uniqueidentifier NOT NULL,
    Login nvarchar(255) NOT NULL,
    FoldedLogin nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    WantedLogin nvarchar(255) NOT NULL,
    AskedLogin nvarchar(255) NOT NULL,
    MosRuLogin nvarchar(255) NULL,
    JournalLogin nvarchar(255) NULL,
    ReservedAt datetimeoffset(7) NOT NULL,
    CompletedAt datetimeoffset(7) NULL,
    -- When the directory's object is next to be looked at; null for never. Reopened: the password is asked for once more.
    DueAt datetimeoffset(7) NULL,
    ReopenedAt datetimeoffset(7) NULL,
    KeptAt datetimeoffset(7) NULL,
    -- By when the directory's password was the one of mos.ru: an older event must not bring an older password back.
    PasswordSetAt datetimeoffset(7) NULL,
    -- The directory's password is that of an account which is the record's no longer: its object is off until another is typed.
    UntiedAt datetimeoffset(7) NULL,
    -- What we know of the directory's object: how we left its switch (E56), the name that works where an administrator gave another
    -- (E43), since when an administrator keeps it off, and how often in a row the directory has refused it (E45).
    LeftEnabled bit NULL,
    DirectoryLogin nvarchar(255) NULL,
    HeldOffAt datetimeoffset(7) NULL,
    Refusals int NOT NULL CONSTRAINT DF_Activations_Refusals DEFAULT 0,
    -- Where nobody can compare a password with the one of mos.ru, the directory's is the school's own.
    IsPasswordOwn bit NOT NULL CONSTRAINT DF_Activations_IsPasswordOwn DEFAULT 0
);
CREATE UNIQUE INDEX UX_Activations_Id ON Activations (Id);
CREATE UNIQUE INDEX UX_Activations_FoldedLogin ON Activations (FoldedLogin);
CREATE INDEX IX_Activations_DueAt ON Activations (DueAt) WHERE DueAt IS NOT NULL;

-- Tries of the mos.ru password, counted before the call to mos.ru.
CREATE TABLE PasswordTries (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_PasswordTries PRIMARY KEY CONSTRAINT FK_PasswordTries_People REFERENCES People (Id),
    Tries int NOT NULL,
    BlockedUntil datetimeoffset(7) NULL
);
