-- Who stands at the door: the key ring of cookies, sessions, the tie of a mos.ru account to a record, the audit trail.
CREATE TABLE KeyRing (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    FriendlyName nvarchar(255) NOT NULL,
    Xml nvarchar(max) NOT NULL
);

CREATE TABLE Sessions (
    Id binary(32) NOT NULL PRIMARY KEY,
    Provider nvarchar(40) NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ProfileProtected varbinary(max) NOT NULL,
    Device nvarchar(255) NOT NULL,
    SignedInAt datetimeoffset(7) NOT NULL,
    SeenAt datetimeoffset(7) NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_Sessions_Account ON Sessions (Provider, Subject);
CREATE INDEX IX_Sessions_ExpiresAt ON Sessions (ExpiresAt);

-- A mos.ru account belongs to one record of a person, and a record to one account (D11).
CREATE TABLE Ties (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES People (Id),
    Provider nvarchar(40) NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TiedAt datetimeoffset(7) NOT NULL
);
CREATE UNIQUE INDEX UX_Ties_Account ON Ties (Provider, Subject);

CREATE TABLE AuditTrail (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    At datetimeoffset(7) NOT NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Provider nvarchar(40) NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    Event nvarchar(40) NOT NULL,
    Detail nvarchar(255) NULL
);
CREATE INDEX IX_AuditTrail_PersonId ON AuditTrail (PersonId, At);
