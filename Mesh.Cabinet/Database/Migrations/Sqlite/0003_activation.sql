-- One activation a person, one person a login; a login once issued is never given to another (E23, E30, E31).
CREATE TABLE Activations (
    PersonId TEXT NOT NULL PRIMARY KEY REFERENCES People (Id),
    Id TEXT NOT NULL,
    Login TEXT NOT NULL,
    FoldedLogin TEXT NOT NULL,
    WantedLogin TEXT NOT NULL,
    AskedLogin TEXT NOT NULL,
    MosRuLogin TEXT NULL,
    JournalLogin TEXT NULL,
    ReservedAt TEXT NOT NULL,
    CompletedAt TEXT NULL
);
CREATE UNIQUE INDEX UX_Activations_Id ON Activations (Id);
CREATE UNIQUE INDEX UX_Activations_FoldedLogin ON Activations (FoldedLogin);

-- Tries of the mos.ru password, counted before the call to mos.ru.
CREATE TABLE PasswordTries (
    PersonId TEXT NOT NULL PRIMARY KEY REFERENCES People (Id),
    Tries INTEGER NOT NULL,
    BlockedUntil TEXT NULL
);

CREATE TABLE SupportCases (
    Number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    Id TEXT NOT NULL,
    Kind TEXT NOT NULL,
    PersonId TEXT NULL,
    Provider TEXT NULL,
    Subject TEXT NULL,
    OpenKey TEXT NULL,
    JournalLogin TEXT NULL,
    MosRuLogin TEXT NULL,
    DecidedLogin TEXT NULL,
    MessageProtected BLOB NULL,
    OpenedAt TEXT NOT NULL,
    ClosedAt TEXT NULL
);
CREATE UNIQUE INDEX UX_SupportCases_Id ON SupportCases (Id);
-- The same question of the same person is one open case, however often the page is loaded.
CREATE UNIQUE INDEX UX_SupportCases_OpenKey ON SupportCases (OpenKey) WHERE OpenKey IS NOT NULL;
