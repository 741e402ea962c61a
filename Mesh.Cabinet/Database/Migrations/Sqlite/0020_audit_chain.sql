-- The audit trail as a chain: each seal stands over the one before, over an entry, and over what binds the people in it.
CREATE TABLE AuditSeals (
    -- The order of the chain; that of the trail itself has gaps, and late comers.
    Sequence INTEGER NOT NULL CONSTRAINT PK_AuditSeals PRIMARY KEY,
    EntryNumber INTEGER NOT NULL,
    -- What an entry holds of a person is bound under a key of theirs: without the key nobody can tell what it was.
    RecordKey TEXT NULL,
    RecordBinding BLOB NULL,
    AccountKey TEXT NULL,
    AccountBinding BLOB NULL,
    ByKey TEXT NULL,
    ByBinding BLOB NULL,
    Seal BLOB NOT NULL
);
CREATE UNIQUE INDEX UX_AuditSeals_EntryNumber ON AuditSeals (EntryNumber);

-- One key a person and account; destroyed when the person is erased.
CREATE TABLE AuditKeys (
    Id TEXT NOT NULL CONSTRAINT PK_AuditKeys PRIMARY KEY,
    Holder TEXT NOT NULL,
    KeyProtected BLOB NOT NULL
);
CREATE UNIQUE INDEX UX_AuditKeys_Holder ON AuditKeys (Holder);

-- Keys that were destroyed by an erasure, marked by the chain's own key: nobody else can make a key go without a trace.
CREATE TABLE AuditErasedKeys (
    Id TEXT NOT NULL CONSTRAINT PK_AuditErasedKeys PRIMARY KEY,
    Mark BLOB NOT NULL
);

-- Where the chain ends, with its key: one row.
CREATE TABLE AuditChain (
    Name TEXT NOT NULL CONSTRAINT PK_AuditChain PRIMARY KEY,
    KeyProtected BLOB NOT NULL,
    Sequence INTEGER NOT NULL,
    Seal BLOB NOT NULL,
    -- All entries of before were there to be sealed.
    CoveredUntil TEXT NOT NULL,
    Mark BLOB NOT NULL
);
