-- Classroom panels: clients of one school, each with a key of its own. There are tens of thousands, so they are no rows of Clients.
CREATE TABLE Panels (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_Panels PRIMARY KEY,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Title nvarchar(255) NOT NULL,
    Jwks nvarchar(max) NOT NULL,
    IsFromSettings bit NOT NULL,
    AddedAt datetimeoffset(7) NOT NULL,
    DisabledAt datetimeoffset(7) NULL
);
CREATE INDEX IX_Panels_SchoolId ON Panels (SchoolId, Title);

-- What a panel shows and waits for: two minutes each (RFC 8628). The row of its device code is one of ServiceTokens.
CREATE TABLE PanelRequests (
    TokenId uniqueidentifier NOT NULL CONSTRAINT PK_PanelRequests PRIMARY KEY,
    PanelId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    UserCodeHash binary(32) NOT NULL,
    Number int NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL,
    PollPause int NOT NULL,
    PollFrom datetimeoffset(7) NOT NULL,
    DecidedAt datetimeoffset(7) NULL,
    -- In which somebody said yes; null if it was no.
    SessionId uniqueidentifier NULL,
    EnteredAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_PanelRequests_UserCodeHash ON PanelRequests (UserCodeHash);
CREATE INDEX IX_PanelRequests_ExpiresAt ON PanelRequests (ExpiresAt);

-- Wrong codes and numbers, by whoever typed them, from where, and for which panel.
CREATE TABLE ApprovalTries (
    OfHash binary(32) NOT NULL CONSTRAINT PK_ApprovalTries PRIMARY KEY,
    Tries int NOT NULL,
    EndsAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_ApprovalTries_EndsAt ON ApprovalTries (EndsAt);

-- The panel on which a session is; it opens what panels open, and no more.
ALTER TABLE Sessions ADD PanelId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
GO
CREATE INDEX IX_Sessions_PanelId ON Sessions (PanelId) WHERE PanelId IS NOT NULL;
