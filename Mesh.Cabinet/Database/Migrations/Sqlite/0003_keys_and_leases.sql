-- Keys for what must stay equal when the key of protected fields changes; themselves protected under it.
CREATE TABLE LastingKeys (
    Name TEXT NOT NULL CONSTRAINT PK_LastingKeys PRIMARY KEY,
    KeyProtected BLOB NOT NULL
);

-- The key ring of cookies; each key is protected whole.
CREATE TABLE KeyRing (
    Id TEXT NOT NULL CONSTRAINT PK_KeyRing PRIMARY KEY,
    FriendlyName TEXT NOT NULL,
    XmlProtected BLOB NOT NULL
);

-- Work that one node does at a time; it expires by itself. Position is how far the work has come.
CREATE TABLE Leases (
    Name TEXT NOT NULL CONSTRAINT PK_Leases PRIMARY KEY,
    Holder TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL,
    Position TEXT NULL
);
