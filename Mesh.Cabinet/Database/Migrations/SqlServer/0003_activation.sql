-- One activation a person, one person a login; a login once issued is never given to another (E23, E30, E31).
CREATE TABLE Activations (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES People (Id),
    Id uniqueidentifier NOT NULL,
    Login nvarchar(255) NOT NULL,
    FoldedLogin nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    WantedLogin nvarchar(255) NOT NULL,
    AskedLogin nvarchar(255) NOT NULL,
    MosRuLogin nvarchar(255) NULL,
    JournalLogin nvarchar(255) NULL,
    ReservedAt datetimeoffset(7) NOT NULL,
    CompletedAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_Activations_Id ON Activations (Id);
CREATE UNIQUE INDEX UX_Activations_FoldedLogin ON Activations (FoldedLogin);

-- Tries of the mos.ru password, counted before the call to mos.ru.
CREATE TABLE PasswordTries (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES People (Id),
    Tries int NOT NULL,
    BlockedUntil datetimeoffset(7) NULL
);

CREATE TABLE SupportCases (
    Number bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
    Id uniqueidentifier NOT NULL,
    Kind nvarchar(40) NOT NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Provider nvarchar(40) NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    OpenKey nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    JournalLogin nvarchar(255) NULL,
    MosRuLogin nvarchar(255) NULL,
    DecidedLogin nvarchar(255) NULL,
    MessageProtected varbinary(max) NULL,
    OpenedAt datetimeoffset(7) NOT NULL,
    ClosedAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_SupportCases_Id ON SupportCases (Id);
-- The same question of the same person is one open case, however often the page is loaded.
CREATE UNIQUE INDEX UX_SupportCases_OpenKey ON SupportCases (OpenKey) WHERE OpenKey IS NOT NULL;
