-- Classroom panels: clients of one school, each with a key of its own. There are tens of thousands, so they are no rows of Clients.
CREATE TABLE Panels (
    Id TEXT NOT NULL CONSTRAINT PK_Panels PRIMARY KEY,
    SchoolId TEXT NOT NULL,
    Title TEXT NOT NULL,
    Jwks TEXT NOT NULL,
    IsFromSettings INTEGER NOT NULL,
    AddedAt TEXT NOT NULL,
    DisabledAt TEXT NULL
);
CREATE INDEX IX_Panels_SchoolId ON Panels (SchoolId, Title);

-- What a panel shows and waits for: two minutes each (RFC 8628). The row of its device code is one of ServiceTokens.
CREATE TABLE PanelRequests (
    TokenId TEXT NOT NULL CONSTRAINT PK_PanelRequests PRIMARY KEY,
    PanelId TEXT NOT NULL,
    UserCodeHash BLOB NOT NULL,
    Number INTEGER NOT NULL,
    ExpiresAt TEXT NOT NULL,
    PollPause INTEGER NOT NULL,
    PollFrom TEXT NOT NULL,
    DecidedAt TEXT NULL,
    -- In which somebody said yes; null if it was no.
    SessionId TEXT NULL,
    EnteredAt TEXT NULL
);
CREATE UNIQUE INDEX UX_PanelRequests_UserCodeHash ON PanelRequests (UserCodeHash);
CREATE INDEX IX_PanelRequests_ExpiresAt ON PanelRequests (ExpiresAt);

-- Wrong codes and numbers, by whoever typed them, from where, and for which panel.
CREATE TABLE ApprovalTries (
    OfHash BLOB NOT NULL CONSTRAINT PK_ApprovalTries PRIMARY KEY,
    Tries INTEGER NOT NULL,
    EndsAt TEXT NOT NULL
);
CREATE INDEX IX_ApprovalTries_EndsAt ON ApprovalTries (EndsAt);

-- The panel on which a session is; it opens what panels open, and no more.
ALTER TABLE Sessions ADD COLUMN PanelId TEXT NULL;
CREATE INDEX IX_Sessions_PanelId ON Sessions (PanelId) WHERE PanelId IS NOT NULL;
