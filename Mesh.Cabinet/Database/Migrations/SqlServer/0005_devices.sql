-- Devices bound for quick entry by a passkey (R36). The profile is what mos.ru said at the last real sign-in: access is checked by
-- it.
CREATE TABLE Devices (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Devices PRIMARY KEY,
    CredentialId varbinary(1023) NOT NULL,
    OwnerKey nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Provider nvarchar(40) NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_Devices_People REFERENCES People (Id),
    Name nvarchar(40) NOT NULL,
    Browser nvarchar(250) NOT NULL,
    ServiceKey nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ProfileProtected varbinary(4000) NOT NULL,
    PublicKey varbinary(2000) NOT NULL,
    SignCount bigint NOT NULL,
    Transports nvarchar(250) NOT NULL,
    IsBackupEligible bit NOT NULL,
    IsBackedUp bit NOT NULL,
    BoundAt datetimeoffset(7) NOT NULL,
    UsedAt datetimeoffset(7) NULL,
    -- When the provider last vouched for the device's account, and since when the device waits for it to do so again.
    VouchedAt datetimeoffset(7) NOT NULL,
    SleepsSince datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_Devices_CredentialId ON Devices (CredentialId);
CREATE INDEX IX_Devices_Account ON Devices (Provider, Subject);
CREATE INDEX IX_Devices_OwnerKey ON Devices (OwnerKey);

-- Devices that ended because a right did, so that whoever still holds one is told why.
CREATE TABLE EndedDevices (
    CredentialId varbinary(1023) NOT NULL,
    EndedAt datetimeoffset(7) NOT NULL,
    CONSTRAINT PK_EndedDevices PRIMARY KEY NONCLUSTERED (CredentialId)
);
CREATE INDEX IX_EndedDevices_EndedAt ON EndedDevices (EndedAt);

-- A ceremony under way is carried by the browser: only those that ended are remembered, so that none ends twice.
CREATE TABLE EndedCeremonies (
    Id binary(32) NOT NULL CONSTRAINT PK_EndedCeremonies PRIMARY KEY,
    ExpiresAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_EndedCeremonies_ExpiresAt ON EndedCeremonies (ExpiresAt);
