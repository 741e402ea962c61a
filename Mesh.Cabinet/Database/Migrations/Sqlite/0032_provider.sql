-- Services that sign people in here. The definition is as the settings have it, in JSON.
CREATE TABLE Clients (
    ClientId TEXT NOT NULL CONSTRAINT PK_Clients PRIMARY KEY,
    Definition TEXT NOT NULL,
    IsFromSettings INTEGER NOT NULL,
    -- It stands in the settings no more.
    IsGone INTEGER NOT NULL,
    DisabledAt TEXT NULL,
    ChangedAt TEXT NOT NULL
);

-- At most two live ones of a client: 256 random bits each, so that a plain hash is enough.
CREATE TABLE ClientSecrets (
    SecretHash BLOB NOT NULL CONSTRAINT PK_ClientSecrets PRIMARY KEY,
    ClientId TEXT NOT NULL,
    IsFromSettings INTEGER NOT NULL,
    MadeAt TEXT NOT NULL
);
CREATE INDEX IX_ClientSecrets_ClientId ON ClientSecrets (ClientId, MadeAt);

-- What a service calls a person is made from this: it outlives records and accounts.
CREATE TABLE PersonKeys (
    PersonId TEXT NOT NULL CONSTRAINT PK_PersonKeys PRIMARY KEY,
    RandomKey BLOB NOT NULL
);

-- What a session has been given to a service (an authorization of OpenID Connect). It stands as long as the session, or by itself where
-- the service may go on without one. Not tied to the session by a key: what outlives it is how the service is told of its end.
CREATE TABLE ServiceGrants (
    Id TEXT NOT NULL CONSTRAINT PK_ServiceGrants PRIMARY KEY,
    ClientId TEXT NOT NULL,
    SessionId TEXT NOT NULL,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    -- By what name the service knows the person.
    PairwiseSubject TEXT NOT NULL,
    Scopes TEXT NOT NULL,
    IsOffline INTEGER NOT NULL,
    GivenAt TEXT NOT NULL,
    UsedAt TEXT NOT NULL,
    -- The session has ended, and the service was put on the list of whom to tell.
    SessionEndedAt TEXT NULL,
    RevokedAt TEXT NULL
);
CREATE UNIQUE INDEX UX_ServiceGrants_Session ON ServiceGrants (SessionId, ClientId);
CREATE INDEX IX_ServiceGrants_Account ON ServiceGrants (Provider, Subject, ClientId);
CREATE INDEX IX_ServiceGrants_Standing ON ServiceGrants (GivenAt) WHERE SessionEndedAt IS NULL;
CREATE INDEX IX_ServiceGrants_UsedAt ON ServiceGrants (UsedAt);

CREATE TABLE ServiceTokens (
    Id TEXT NOT NULL CONSTRAINT PK_ServiceTokens PRIMARY KEY,
    Version TEXT NOT NULL,
    ClientId TEXT NULL,
    GrantId TEXT NULL,
    Type TEXT NULL,
    Status TEXT NULL,
    PairwiseSubject TEXT NULL,
    -- The hash of what was given out, where that is no more than a name.
    ReferenceId TEXT NULL,
    Payload TEXT NULL,
    Properties TEXT NULL,
    CreatedAt TEXT NULL,
    ExpiresAt TEXT NULL,
    RedeemedAt TEXT NULL
);
CREATE UNIQUE INDEX UX_ServiceTokens_ReferenceId ON ServiceTokens (ReferenceId) WHERE ReferenceId IS NOT NULL;
CREATE INDEX IX_ServiceTokens_GrantId ON ServiceTokens (GrantId);
CREATE INDEX IX_ServiceTokens_ClientId ON ServiceTokens (ClientId);
CREATE INDEX IX_ServiceTokens_ExpiresAt ON ServiceTokens (ExpiresAt);

-- Signing and encryption keys, each purpose counted from one: of several nodes that make the next one only one can.
CREATE TABLE ProviderKeys (
    Id TEXT NOT NULL CONSTRAINT PK_ProviderKeys PRIMARY KEY,
    Purpose TEXT NOT NULL,
    Number INTEGER NOT NULL,
    KeyProtected BLOB NOT NULL,
    MadeAt TEXT NOT NULL,
    -- Published before it, and kept for a while after the next one's.
    UsedFrom TEXT NOT NULL
);
CREATE UNIQUE INDEX UX_ProviderKeys_Number ON ProviderKeys (Purpose, Number);

-- Client assertions that were used once (RFC 7523 §3).
CREATE TABLE SpentAssertions (
    JtiHash BLOB NOT NULL CONSTRAINT PK_SpentAssertions PRIMARY KEY,
    ExpiresAt TEXT NOT NULL
);
CREATE INDEX IX_SpentAssertions_ExpiresAt ON SpentAssertions (ExpiresAt);

-- Services to be told that a session has ended (OpenID Connect Back-Channel Logout 1.0).
CREATE TABLE LogoutNotices (
    Id TEXT NOT NULL CONSTRAINT PK_LogoutNotices PRIMARY KEY,
    ClientId TEXT NOT NULL,
    PairwiseSubject TEXT NOT NULL,
    Sid TEXT NOT NULL,
    CreatedAt TEXT NOT NULL,
    DueAt TEXT NOT NULL,
    Tries INTEGER NOT NULL,
    LastFailure TEXT NULL,
    GivenUpAt TEXT NULL
);
CREATE INDEX IX_LogoutNotices_DueAt ON LogoutNotices (DueAt) WHERE GivenUpAt IS NULL;
CREATE INDEX IX_LogoutNotices_GivenUpAt ON LogoutNotices (GivenUpAt);

-- What went wrong for a service's developer to read.
CREATE TABLE ClientErrors (
    Id TEXT NOT NULL CONSTRAINT PK_ClientErrors PRIMARY KEY,
    ClientId TEXT NOT NULL,
    HappenedAt TEXT NOT NULL,
    Error TEXT NOT NULL,
    Description TEXT NOT NULL
);
CREATE INDEX IX_ClientErrors_ClientId ON ClientErrors (ClientId, HappenedAt);
CREATE INDEX IX_ClientErrors_HappenedAt ON ClientErrors (HappenedAt);
