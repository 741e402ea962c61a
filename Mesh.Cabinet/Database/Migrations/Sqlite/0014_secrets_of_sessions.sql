-- A session has an id that stays, for the list, the history and circuits, and a secret that every answer of the provider changes.
-- Who is signed in signs in once more.
DROP TABLE Sessions;
CREATE TABLE Sessions (
    Id TEXT NOT NULL PRIMARY KEY,
    SecretHash BLOB NOT NULL,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    ProfileProtected BLOB NOT NULL,
    Device TEXT NOT NULL,
    DeviceId TEXT NULL REFERENCES Devices (Id) ON DELETE CASCADE,
    SignedInAt TEXT NOT NULL,
    -- When the person last did something here: nothing else renews it.
    SeenAt TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL,
    -- When the provider last asked for the password, as it tells by auth_time.
    AuthTime TEXT NULL,
    ConfirmedAt TEXT NULL
);
CREATE UNIQUE INDEX UX_Sessions_SecretHash ON Sessions (SecretHash);
CREATE INDEX IX_Sessions_Account ON Sessions (Provider, Subject);
CREATE INDEX IX_Sessions_ExpiresAt ON Sessions (ExpiresAt);
CREATE INDEX IX_Sessions_DeviceId ON Sessions (DeviceId) WHERE DeviceId IS NOT NULL;

-- When the provider last vouched for the device's account, and since when the device waits for it to do so again.
ALTER TABLE Devices ADD COLUMN VouchedAt TEXT NOT NULL DEFAULT '2026-01-01T00:00:00.0000000Z';
ALTER TABLE Devices ADD COLUMN SleepsSince TEXT NULL;

-- An event whose sessions have ended, while the directory has not followed yet, has no end.
ALTER TABLE ReceivedEvents ADD COLUMN DoneAt TEXT NULL;
