-- Keys for which mos.ru encrypts a new password, and the security events that were received. No password is ever kept.
CREATE TABLE EventKeys (
    Id TEXT NOT NULL CONSTRAINT PK_EventKeys PRIMARY KEY,
    CreatedAt TEXT NOT NULL,
    PrivateKeyProtected BLOB NOT NULL,
    -- What a key of ours is for, and which one it follows: of each kind one follows another, whoever makes it (one maker).
    Algorithm TEXT NOT NULL,
    Predecessor TEXT NULL
);
CREATE UNIQUE INDEX UX_EventKeys_Predecessor ON EventKeys (Algorithm, Predecessor) WHERE Predecessor IS NOT NULL;

CREATE TABLE ReceivedEvents (
    Jti TEXT NOT NULL CONSTRAINT PK_ReceivedEvents PRIMARY KEY,
    ReceivedAt TEXT NOT NULL,
    -- An event whose sessions have ended, while the directory has not followed yet, has no end.
    DoneAt TEXT NULL
);
CREATE INDEX IX_ReceivedEvents_ReceivedAt ON ReceivedEvents (ReceivedAt);

-- Which account of mos.ru has which e-mail, by the last sign-in: an event of mos.ru may name a person by it.
CREATE TABLE AccountEmails (
    Subject TEXT NOT NULL CONSTRAINT PK_AccountEmails PRIMARY KEY,
    EmailIndex BLOB NOT NULL,
    EmailProtected BLOB NOT NULL,
    ToldAt TEXT NOT NULL
);
CREATE INDEX IX_AccountEmails_EmailIndex ON AccountEmails (EmailIndex);
CREATE INDEX IX_AccountEmails_ToldAt ON AccountEmails (ToldAt);
