-- Keys for which mos.ru encrypts a new password, and the security events that were received. No password is ever kept.
CREATE TABLE EventKeys (
    Id TEXT NOT NULL PRIMARY KEY,
    CreatedAt TEXT NOT NULL,
    PrivateKeyProtected BLOB NOT NULL
);

CREATE TABLE ReceivedEvents (
    Jti TEXT NOT NULL PRIMARY KEY,
    ReceivedAt TEXT NOT NULL
);
CREATE INDEX IX_ReceivedEvents_ReceivedAt ON ReceivedEvents (ReceivedAt);

-- By when the directory's password was the one of mos.ru: an older event must not bring an older password back.
ALTER TABLE Activations ADD COLUMN PasswordSetAt TEXT NULL;
