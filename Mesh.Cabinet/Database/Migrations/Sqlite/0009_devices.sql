-- Devices bound for quick entry by a passkey (R36). The profile is what mos.ru said at the last real sign-in: access is checked by it.
CREATE TABLE Devices (
    Id TEXT NOT NULL PRIMARY KEY,
    CredentialId BLOB NOT NULL,
    OwnerKey TEXT NOT NULL,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    PersonId TEXT NOT NULL REFERENCES People (Id),
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
    UsedAt TEXT NULL
);
CREATE UNIQUE INDEX UX_Devices_CredentialId ON Devices (CredentialId);
CREATE INDEX IX_Devices_Account ON Devices (Provider, Subject);
CREATE INDEX IX_Devices_OwnerKey ON Devices (OwnerKey);

-- Devices that ended because a right did, so that whoever still holds one is told why.
CREATE TABLE EndedDevices (
    CredentialId BLOB NOT NULL PRIMARY KEY,
    EndedAt TEXT NOT NULL
);
CREATE INDEX IX_EndedDevices_EndedAt ON EndedDevices (EndedAt);

-- What the server remembers of a ceremony under way: taken once, by whoever began it.
CREATE TABLE Ceremonies (
    Id BLOB NOT NULL PRIMARY KEY,
    State TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL
);
CREATE INDEX IX_Ceremonies_ExpiresAt ON Ceremonies (ExpiresAt);

-- A session that a device opened ends with the device. Confirmed: when mos.ru last asked for the password again.
ALTER TABLE Sessions ADD COLUMN DeviceId TEXT NULL REFERENCES Devices (Id) ON DELETE CASCADE;
ALTER TABLE Sessions ADD COLUMN ConfirmedAt TEXT NULL;
CREATE INDEX IX_Sessions_DeviceId ON Sessions (DeviceId) WHERE DeviceId IS NOT NULL;
