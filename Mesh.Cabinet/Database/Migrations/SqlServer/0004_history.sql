-- What happened to people and accounts: kept for good, and shown to the person as their history.
CREATE TABLE AuditTrail (
    -- The order in which things happened: ids and moments of several nodes have none.
    Number bigint IDENTITY(1,1) NOT NULL,
    At datetimeoffset(7) NOT NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Provider nvarchar(40) NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    Event nvarchar(40) NOT NULL,
    Detail nvarchar(255) NULL,
    -- Whose hand it was and by which browser, so that a person can read their own history.
    ByPersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Device nvarchar(250) NULL,
    CONSTRAINT PK_AuditTrail PRIMARY KEY (Number)
);
CREATE INDEX IX_AuditTrail_PersonId ON AuditTrail (PersonId, At) WHERE PersonId IS NOT NULL;
CREATE INDEX IX_AuditTrail_Account ON AuditTrail (Provider, Subject, At) WHERE Subject IS NOT NULL;
