-- Services that sign people in here. The definition is as the settings have it, in JSON.
CREATE TABLE Clients (
    ClientId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_Clients PRIMARY KEY,
    Definition nvarchar(max) NOT NULL,
    IsFromSettings bit NOT NULL,
    -- It stands in the settings no more.
    IsGone bit NOT NULL,
    DisabledAt datetimeoffset(7) NULL,
    ChangedAt datetimeoffset(7) NOT NULL
);

-- At most two live ones of a client: 256 random bits each, so that a plain hash is enough.
CREATE TABLE ClientSecrets (
    SecretHash binary(32) NOT NULL CONSTRAINT PK_ClientSecrets PRIMARY KEY,
    ClientId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    IsFromSettings bit NOT NULL,
    MadeAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_ClientSecrets_ClientId ON ClientSecrets (ClientId, MadeAt);

-- What a service calls a person is made from this: it outlives records and accounts.
CREATE TABLE PersonKeys (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_PersonKeys PRIMARY KEY,
    RandomKey binary(32) NOT NULL
);

-- What a session has been given to a service (an authorization of OpenID Connect). It stands as long as the session, or by itself where
-- the service may go on without one. Not tied to the session by a key: what outlives it is how the service is told of its end.
CREATE TABLE ServiceGrants (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ServiceGrants PRIMARY KEY,
    ClientId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SessionId uniqueidentifier NOT NULL,
    Provider nvarchar(40) NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- By what name the service knows the person.
    PairwiseSubject nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Scopes nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    IsOffline bit NOT NULL,
    GivenAt datetimeoffset(7) NOT NULL,
    UsedAt datetimeoffset(7) NOT NULL,
    -- The session has ended, and the service was put on the list of whom to tell.
    SessionEndedAt datetimeoffset(7) NULL,
    RevokedAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_ServiceGrants_Session ON ServiceGrants (SessionId, ClientId);
CREATE INDEX IX_ServiceGrants_Account ON ServiceGrants (Provider, Subject, ClientId);
CREATE INDEX IX_ServiceGrants_Standing ON ServiceGrants (GivenAt) WHERE SessionEndedAt IS NULL;
CREATE INDEX IX_ServiceGrants_UsedAt ON ServiceGrants (UsedAt);

CREATE TABLE ServiceTokens (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ServiceTokens PRIMARY KEY,
    Version uniqueidentifier NOT NULL,
    ClientId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    GrantId uniqueidentifier NULL,
    Type nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Status nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
    PairwiseSubject nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    -- The hash of what was given out, where that is no more than a name.
    ReferenceId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Payload nvarchar(max) NULL,
    Properties nvarchar(max) NULL,
    CreatedAt datetimeoffset(7) NULL,
    ExpiresAt datetimeoffset(7) NULL,
    RedeemedAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_ServiceTokens_ReferenceId ON ServiceTokens (ReferenceId) WHERE ReferenceId IS NOT NULL;
CREATE INDEX IX_ServiceTokens_GrantId ON ServiceTokens (GrantId);
CREATE INDEX IX_ServiceTokens_ClientId ON ServiceTokens (ClientId);
CREATE INDEX IX_ServiceTokens_ExpiresAt ON ServiceTokens (ExpiresAt);

-- Signing and encryption keys, each purpose counted from one: of several nodes that make the next one only one can.
CREATE TABLE ProviderKeys (
    Id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_ProviderKeys PRIMARY KEY,
    Purpose nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Number int NOT NULL,
    KeyProtected varbinary(8000) NOT NULL,
    MadeAt datetimeoffset(7) NOT NULL,
    -- Published before it, and kept for a while after the next one's.
    UsedFrom datetimeoffset(7) NOT NULL
);
CREATE UNIQUE INDEX UX_ProviderKeys_Number ON ProviderKeys (Purpose, Number);

-- Client assertions that were used once (RFC 7523 §3).
CREATE TABLE SpentAssertions (
    JtiHash binary(32) NOT NULL CONSTRAINT PK_SpentAssertions PRIMARY KEY,
    ExpiresAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_SpentAssertions_ExpiresAt ON SpentAssertions (ExpiresAt);

-- Services to be told that a session has ended (OpenID Connect Back-Channel Logout 1.0).
CREATE TABLE LogoutNotices (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_LogoutNotices PRIMARY KEY,
    ClientId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PairwiseSubject nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Sid nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CreatedAt datetimeoffset(7) NOT NULL,
    DueAt datetimeoffset(7) NOT NULL,
    Tries int NOT NULL,
    LastFailure nvarchar(255) NULL,
    GivenUpAt datetimeoffset(7) NULL
);
CREATE INDEX IX_LogoutNotices_DueAt ON LogoutNotices (DueAt) WHERE GivenUpAt IS NULL;
CREATE INDEX IX_LogoutNotices_GivenUpAt ON LogoutNotices (GivenUpAt);

-- What went wrong for a service's developer to read.
CREATE TABLE ClientErrors (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ClientErrors PRIMARY KEY,
    ClientId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    HappenedAt datetimeoffset(7) NOT NULL,
    Error nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Description nvarchar(400) NOT NULL
);
CREATE INDEX IX_ClientErrors_ClientId ON ClientErrors (ClientId, HappenedAt);
CREATE INDEX IX_ClientErrors_HappenedAt ON ClientErrors (HappenedAt);
