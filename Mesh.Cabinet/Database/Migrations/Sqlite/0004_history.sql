-- What happened to people and accounts: kept for good, and shown to the person as their history.
CREATE TABLE AuditTrail (
    -- The order in which things happened: ids and moments of several nodes have none.
    Number INTEGER NOT NULL CONSTRAINT PK_AuditTrail PRIMARY KEY AUTOINCREMENT,
    At TEXT NOT NULL,
    PersonId TEXT NULL,
    Provider TEXT NULL,
    Subject TEXT NULL,
    Event TEXT NOT NULL,
    Detail TEXT NULL,
    -- Whose hand it was and by which browser, so that a person can read their own history.
    ByPersonId TEXT NULL,
    Device TEXT NULL
);
CREATE INDEX IX_AuditTrail_PersonId ON AuditTrail (PersonId, At) WHERE PersonId IS NOT NULL;
CREATE INDEX IX_AuditTrail_Account ON AuditTrail (Provider, Subject, At) WHERE Subject IS NOT NULL;
