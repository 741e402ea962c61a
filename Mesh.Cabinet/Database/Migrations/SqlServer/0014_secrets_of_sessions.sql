-- A session has an id that stays, for the list, the history and circuits, and a secret that every answer of the provider changes.
-- Who is signed in signs in once more.
DROP TABLE Sessions;
CREATE TABLE Sessions (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    SecretHash binary(32) NOT NULL,
    Provider nvarchar(40) NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ProfileProtected varbinary(max) NOT NULL,
    Device nvarchar(250) NOT NULL,
    DeviceId uniqueidentifier NULL REFERENCES Devices (Id) ON DELETE CASCADE,
    SignedInAt datetimeoffset(7) NOT NULL,
    -- When the person last did something here: nothing else renews it.
    SeenAt datetimeoffset(7) NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL,
    -- When the provider last asked for the password, as it tells by auth_time.
    AuthTime datetimeoffset(7) NULL,
    ConfirmedAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_Sessions_SecretHash ON Sessions (SecretHash);
CREATE INDEX IX_Sessions_Account ON Sessions (Provider, Subject);
CREATE INDEX IX_Sessions_ExpiresAt ON Sessions (ExpiresAt);
CREATE INDEX IX_Sessions_DeviceId ON Sessions (DeviceId) WHERE DeviceId IS NOT NULL;

-- When the provider last vouched for the device's account, and since when the device waits for it to do so again.
ALTER TABLE Devices ADD VouchedAt datetimeoffset(7) NOT NULL DEFAULT '2026-01-01T00:00:00.0000000Z';
ALTER TABLE Devices ADD SleepsSince datetimeoffset(7) NULL;

-- An event whose sessions have ended, while the directory has not followed yet, has no end.
ALTER TABLE ReceivedEvents ADD DoneAt datetimeoffset(7) NULL;
