-- A session has an id that stays, for the list, the history and circuits, and a secret that every answer of the provider changes.
CREATE TABLE Sessions (
    Id TEXT NOT NULL CONSTRAINT PK_Sessions PRIMARY KEY,
    SecretHash BLOB NOT NULL,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    ProfileProtected BLOB NOT NULL,
    Device TEXT NOT NULL,
    DeviceId TEXT NULL CONSTRAINT FK_Sessions_Devices REFERENCES Devices (Id) ON DELETE CASCADE,
    SignedInAt TEXT NOT NULL,
    -- When the person last did something here: nothing else renews it.
    SeenAt TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL,
    -- When the provider last asked for the password, as it tells by auth_time.
    AuthTime TEXT NULL,
    ConfirmedAt TEXT NULL,
    -- The provider's own word of who signed in: it is shown it again when the person leaves.
    IdTokenProtected BLOB NULL
);
CREATE UNIQUE INDEX UX_Sessions_SecretHash ON Sessions (SecretHash);
CREATE INDEX IX_Sessions_Account ON Sessions (Provider, Subject);
CREATE INDEX IX_Sessions_ExpiresAt ON Sessions (ExpiresAt);
-- Not filtered: a cascading foreign key takes no other.
CREATE INDEX IX_Sessions_DeviceId ON Sessions (DeviceId);
