-- Passkeys of operators, shown beside the sign-in before anything is changed or revealed at the desk.
CREATE TABLE OperatorPasskeys (
    OwnerKey nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_OperatorPasskeys PRIMARY KEY,
    CredentialId varbinary(1023) NOT NULL,
    Provider nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PublicKey varbinary(2000) NOT NULL,
    SignCount bigint NOT NULL,
    Transports nvarchar(250) NOT NULL,
    IsBackupEligible bit NOT NULL,
    IsBackedUp bit NOT NULL,
    BoundAt datetimeoffset(7) NOT NULL,
    UsedAt datetimeoffset(7) NULL
);
CREATE UNIQUE INDEX UX_OperatorPasskeys_CredentialId ON OperatorPasskeys (CredentialId);
CREATE UNIQUE INDEX UX_OperatorPasskeys_Account ON OperatorPasskeys (Provider, Subject);

-- When a session last showed one; it goes with the session.
CREATE TABLE OperatorConfirmations (
    SessionId uniqueidentifier NOT NULL CONSTRAINT PK_OperatorConfirmations PRIMARY KEY CONSTRAINT FK_OperatorConfirmations_Sessions REFERENCES Sessions (Id) ON DELETE CASCADE,
    At datetimeoffset(7) NOT NULL
);
