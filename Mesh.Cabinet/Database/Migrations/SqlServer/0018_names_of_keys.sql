-- Keys for what must stay equal when the key of protected fields changes; themselves protected under it.
CREATE TABLE LastingKeys (
    Name nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    KeyProtected varbinary(max) NOT NULL
);

-- A key of the ring is protected whole. Who is signed in signs in once more.
DROP TABLE KeyRing;
CREATE TABLE KeyRing (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    FriendlyName nvarchar(255) NOT NULL,
    XmlProtected varbinary(max) NOT NULL
);

-- Protected values say under which key they stand and belong to their row: those from before do not. The next import brings the records' anew.
DELETE FROM Sessions;
DELETE FROM Devices;
DELETE FROM EventKeys;
DELETE FROM PersonContacts;
UPDATE SupportCases SET MessageProtected = NULL;
UPDATE People SET SnilsIndex = NULL, SnilsProtected = NULL, ContentHash = 0x;
