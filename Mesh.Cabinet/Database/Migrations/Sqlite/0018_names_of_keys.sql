-- Keys for what must stay equal when the key of protected fields changes; themselves protected under it.
CREATE TABLE LastingKeys (
    Name TEXT NOT NULL PRIMARY KEY,
    KeyProtected BLOB NOT NULL
);

-- A key of the ring is protected whole. Who is signed in signs in once more.
DROP TABLE KeyRing;
CREATE TABLE KeyRing (
    Id TEXT NOT NULL PRIMARY KEY,
    FriendlyName TEXT NOT NULL,
    XmlProtected BLOB NOT NULL
);

-- Protected values say under which key they stand and belong to their row: those from before do not. The next import brings the records' anew.
DELETE FROM Sessions;
DELETE FROM Devices;
DELETE FROM EventKeys;
DELETE FROM PersonContacts;
UPDATE SupportCases SET MessageProtected = NULL;
UPDATE People SET SnilsIndex = NULL, SnilsProtected = NULL, ContentHash = x'';
