-- Keys for which mos.ru encrypts a new password, and the security events that were received. No password is ever kept.
CREATE TABLE EventKeys (
    Id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    CreatedAt datetimeoffset(7) NOT NULL,
    PrivateKeyProtected varbinary(max) NOT NULL
);

CREATE TABLE ReceivedEvents (
    Jti nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    ReceivedAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_ReceivedEvents_ReceivedAt ON ReceivedEvents (ReceivedAt);

-- By when the directory's password was the one of mos.ru: an older event must not bring an older password back.
ALTER TABLE Activations ADD PasswordSetAt datetimeoffset(7) NULL;
