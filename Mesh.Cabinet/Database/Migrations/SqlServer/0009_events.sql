-- Keys for which mos.ru encrypts a new password, and the security events that were received. No password is ever kept.
CREATE TABLE EventKeys (
    Id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_EventKeys PRIMARY KEY,
    CreatedAt datetimeoffset(7) NOT NULL,
    PrivateKeyProtected varbinary(8000) NOT NULL,
    -- What a key of ours is for, and which one it follows: of each kind one follows another, whoever makes it (one maker).
    Algorithm nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Predecessor nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL
);
CREATE UNIQUE INDEX UX_EventKeys_Predecessor ON EventKeys (Algorithm, Predecessor) WHERE Predecessor IS NOT NULL;

CREATE TABLE ReceivedEvents (
    Jti nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_ReceivedEvents PRIMARY KEY,
    ReceivedAt datetimeoffset(7) NOT NULL,
    -- An event whose sessions have ended, while the directory has not followed yet, has no end.
    DoneAt datetimeoffset(7) NULL
);
CREATE INDEX IX_ReceivedEvents_ReceivedAt ON ReceivedEvents (ReceivedAt);

-- Which account of mos.ru has which e-mail, by the last sign-in: an event of mos.ru may name a person by it.
CREATE TABLE AccountEmails (
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_AccountEmails PRIMARY KEY,
    EmailIndex binary(32) NOT NULL,
    EmailProtected varbinary(1024) NOT NULL,
    ToldAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_AccountEmails_EmailIndex ON AccountEmails (EmailIndex);
CREATE INDEX IX_AccountEmails_ToldAt ON AccountEmails (ToldAt);
