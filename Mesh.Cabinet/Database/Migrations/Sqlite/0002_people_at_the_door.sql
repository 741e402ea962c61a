-- Who stands at the door: the key ring of cookies, sessions, the tie of a mos.ru account to a record, the audit trail.
CREATE TABLE KeyRing (
    Id TEXT NOT NULL PRIMARY KEY,
    FriendlyName TEXT NOT NULL,
    Xml TEXT NOT NULL
);

CREATE TABLE Sessions (
    Id BLOB NOT NULL PRIMARY KEY,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    ProfileProtected BLOB NOT NULL,
    Device TEXT NOT NULL,
    SignedInAt TEXT NOT NULL,
    SeenAt TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL
);
CREATE INDEX IX_Sessions_Account ON Sessions (Provider, Subject);
CREATE INDEX IX_Sessions_ExpiresAt ON Sessions (ExpiresAt);

-- A mos.ru account belongs to one record of a person, and a record to one account (D11).
CREATE TABLE Ties (
    PersonId TEXT NOT NULL PRIMARY KEY REFERENCES People (Id),
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    TiedAt TEXT NOT NULL
);
CREATE UNIQUE INDEX UX_Ties_Account ON Ties (Provider, Subject);

CREATE TABLE AuditTrail (
    Id TEXT NOT NULL PRIMARY KEY,
    At TEXT NOT NULL,
    PersonId TEXT NULL,
    Provider TEXT NULL,
    Subject TEXT NULL,
    Event TEXT NOT NULL,
    Detail TEXT NULL
);
CREATE INDEX IX_AuditTrail_PersonId ON AuditTrail (PersonId, At);
