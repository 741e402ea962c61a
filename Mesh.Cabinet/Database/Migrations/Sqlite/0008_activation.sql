-- One activation a person, one person a login; a login once issued is never given to another (E23, E30, E31).
CREATE TABLE Activations (
    PersonId TEXT NOT NULL CONSTRAINT PK_Activations PRIMARY KEY CONSTRAINT FK_Activations_People REFERENCES People (Id),
    Id TEXT NOT NULL,
    Login TEXT NOT NULL,
    FoldedLogin TEXT NOT NULL,
    WantedLogin TEXT NOT NULL,
    AskedLogin TEXT NOT NULL,
    MosRuLogin TEXT NULL,
    JournalLogin TEXT NULL,
    ReservedAt TEXT NOT NULL,
    CompletedAt TEXT NULL,
    -- When the directory's object is next to be looked at; null for never. Reopened: the password is asked for once more.
    DueAt TEXT NULL,
    ReopenedAt TEXT NULL,
    KeptAt TEXT NULL,
    -- By when the directory's password was the one of mos.ru: an older event must not bring an older password back.
    PasswordSetAt TEXT NULL,
    -- The directory's password is that of an account which is the record's no longer: its object is off until another is typed.
    UntiedAt TEXT NULL,
    -- What we know of the directory's object: how we left its switch (E56), the name that works where an administrator gave another
    -- (E43), since when an administrator keeps it off, and how often in a row the directory has refused it (E45).
    LeftEnabled INTEGER NULL,
    DirectoryLogin TEXT NULL,
    HeldOffAt TEXT NULL,
    Refusals INTEGER NOT NULL CONSTRAINT DF_Activations_Refusals DEFAULT 0,
    -- Where nobody can compare a password with the one of mos.ru, the directory's is the school's own.
    IsPasswordOwn INTEGER NOT NULL CONSTRAINT DF_Activations_IsPasswordOwn DEFAULT 0
);
CREATE UNIQUE INDEX UX_Activations_Id ON Activations (Id);
CREATE UNIQUE INDEX UX_Activations_FoldedLogin ON Activations (FoldedLogin);
CREATE INDEX IX_Activations_DueAt ON Activations (DueAt) WHERE DueAt IS NOT NULL;

-- Tries of the mos.ru password, counted before the call to mos.ru.
CREATE TABLE PasswordTries (
    PersonId TEXT NOT NULL CONSTRAINT PK_PasswordTries PRIMARY KEY CONSTRAINT FK_PasswordTries_People REFERENCES People (Id),
    Tries INTEGER NOT NULL,
    BlockedUntil TEXT NULL
);
