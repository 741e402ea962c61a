-- A session has an id that stays, for the list, the history and circuits, and a secret that every answer of the provider changes.
CREATE TABLE Sessions (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Sessions PRIMARY KEY,
    SecretHash binary(32) NOT NULL,
    Provider nvarchar(40) NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ProfileProtected varbinary(4000) NOT NULL,
    Device nvarchar(250) NOT NULL,
    DeviceId uniqueidentifier NULL CONSTRAINT FK_Sessions_Devices REFERENCES Devices (Id) ON DELETE CASCADE,
    SignedInAt datetimeoffset(7) NOT NULL,
    -- When the person last did something here: nothing else renews it.
    SeenAt datetimeoffset(7) NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL,
    -- When the provider last asked for the password, as it tells by auth_time.
    AuthTime datetimeoffset(7) NULL,
    ConfirmedAt datetimeoffset(7) NULL,
    -- The provider's own word of who signed in: it is shown it again when the person leaves.
    IdTokenProtected varbinary(max) NULL
);
CREATE UNIQUE INDEX UX_Sessions_SecretHash ON Sessions (SecretHash);
CREATE INDEX IX_Sessions_Account ON Sessions (Provider, Subject);
CREATE INDEX IX_Sessions_ExpiresAt ON Sessions (ExpiresAt);
-- Not filtered: a cascading foreign key takes no other.
CREATE INDEX IX_Sessions_DeviceId ON Sessions (DeviceId);
