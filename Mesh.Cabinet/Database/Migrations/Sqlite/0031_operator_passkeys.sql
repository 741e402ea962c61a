-- Passkeys of operators, shown beside the sign-in before anything is changed or revealed at the desk.
CREATE TABLE OperatorPasskeys (
    OwnerKey TEXT NOT NULL CONSTRAINT PK_OperatorPasskeys PRIMARY KEY,
    CredentialId BLOB NOT NULL,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    PublicKey BLOB NOT NULL,
    SignCount INTEGER NOT NULL,
    Transports TEXT NOT NULL,
    IsBackupEligible INTEGER NOT NULL,
    IsBackedUp INTEGER NOT NULL,
    BoundAt TEXT NOT NULL,
    UsedAt TEXT NULL
);
CREATE UNIQUE INDEX UX_OperatorPasskeys_CredentialId ON OperatorPasskeys (CredentialId);
CREATE UNIQUE INDEX UX_OperatorPasskeys_Account ON OperatorPasskeys (Provider, Subject);

-- When a session last showed one; it goes with the session.
CREATE TABLE OperatorConfirmations (
    SessionId TEXT NOT NULL CONSTRAINT PK_OperatorConfirmations PRIMARY KEY CONSTRAINT FK_OperatorConfirmations_Sessions REFERENCES Sessions (Id) ON DELETE CASCADE,
    At TEXT NOT NULL
);
