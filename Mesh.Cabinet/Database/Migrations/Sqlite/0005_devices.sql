-- Devices bound for quick entry by a passkey (R36). The profile is what mos.ru said at the last real sign-in: access is checked by
-- it.
CREATE TABLE Devices (
    Id TEXT NOT NULL CONSTRAINT PK_Devices PRIMARY KEY,
    CredentialId BLOB NOT NULL,
    OwnerKey TEXT NOT NULL,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    PersonId TEXT NOT NULL CONSTRAINT FK_Devices_People REFERENCES People (Id),
    Name TEXT NOT NULL,
    Browser TEXT NOT NULL,
    ServiceKey TEXT NOT NULL,
    ProfileProtected BLOB NOT NULL,
    PublicKey BLOB NOT NULL,
    SignCount INTEGER NOT NULL,
    Transports TEXT NOT NULL,
    IsBackupEligible INTEGER NOT NULL,
    IsBackedUp INTEGER NOT NULL,
    BoundAt TEXT NOT NULL,
    UsedAt TEXT NULL,
    -- When the provider last vouched for the device's account, and since when the device waits for it to do so again.
    VouchedAt TEXT NOT NULL,
    SleepsSince TEXT NULL
);
CREATE UNIQUE INDEX UX_Devices_CredentialId ON Devices (CredentialId);
CREATE INDEX IX_Devices_Account ON Devices (Provider, Subject);
CREATE INDEX IX_Devices_OwnerKey ON Devices (OwnerKey);

-- Devices that ended because a right did, so that whoever still holds one is told why.
CREATE TABLE EndedDevices (
    CredentialId BLOB NOT NULL,
    EndedAt TEXT NOT NULL,
    CONSTRAINT PK_EndedDevices PRIMARY KEY (CredentialId)
);
CREATE INDEX IX_EndedDevices_EndedAt ON EndedDevices (EndedAt);

-- A ceremony under way is carried by the browser: only those that ended are remembered, so that none ends twice.
CREATE TABLE EndedCeremonies (
    Id BLOB NOT NULL CONSTRAINT PK_EndedCeremonies PRIMARY KEY,
    ExpiresAt TEXT NOT NULL
);
CREATE INDEX IX_EndedCeremonies_ExpiresAt ON EndedCeremonies (ExpiresAt);
