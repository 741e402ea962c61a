-- Keys for what must stay equal when the key of protected fields changes; themselves protected under it.
CREATE TABLE LastingKeys (
    Name nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_LastingKeys PRIMARY KEY,
    KeyProtected varbinary(512) NOT NULL
);

-- The key ring of cookies; each key is protected whole.
CREATE TABLE KeyRing (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_KeyRing PRIMARY KEY,
    FriendlyName nvarchar(255) NOT NULL,
    XmlProtected varbinary(max) NOT NULL
);

-- Work that one node does at a time; it expires by itself. Position is how far the work has come.
CREATE TABLE Leases (
    Name nvarchar(100) NOT NULL CONSTRAINT PK_Leases PRIMARY KEY,
    Holder uniqueidentifier NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL,
    Position datetimeoffset(7) NULL
);
