-- Devices bound for quick entry by a passkey (R36). The profile is what mos.ru said at the last real sign-in: access is checked by it.
CREATE TABLE Devices (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    CredentialId varbinary(1023) NOT NULL,
    OwnerKey nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Provider nvarchar(40) NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    Name nvarchar(40) NOT NULL,
    Browser nvarchar(250) NOT NULL,
    ServiceKey nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ProfileProtected varbinary(max) NOT NULL,
    PublicKey varbinary(max) NOT NULL,
    SignCount bigint NOT NULL,
    Transports nvarchar(250) NOT NULL,
    IsBackupEligible bit NOT NULL,
    IsBackedUp bit NOT NULL,
    BoundAt datetimeoffset(7) NOT NULL,
    UsedAt datetimeoffset(7) NULL
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

-- What the server remembers of a ceremony under way: taken once, by whoever began it.
CREATE TABLE Ceremonies (
    Id binary(32) NOT NULL PRIMARY KEY,
    State nvarchar(max) NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_Ceremonies_ExpiresAt ON Ceremonies (ExpiresAt);

-- A session that a device opened ends with the device. Confirmed: when mos.ru last asked for the password again.
ALTER TABLE Sessions ADD DeviceId uniqueidentifier NULL REFERENCES Devices (Id) ON DELETE CASCADE;
ALTER TABLE Sessions ADD ConfirmedAt datetimeoffset(7) NULL;
GO
CREATE INDEX IX_Sessions_DeviceId ON Sessions (DeviceId) WHERE DeviceId IS NOT NULL;
