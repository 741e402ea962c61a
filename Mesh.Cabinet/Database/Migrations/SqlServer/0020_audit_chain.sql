-- The audit trail as a chain: each seal stands over the one before, over an entry, and over what binds the people in it.
CREATE TABLE AuditSeals (
    -- The order of the chain; that of the trail itself has gaps, and late comers.
    Sequence bigint NOT NULL CONSTRAINT PK_AuditSeals PRIMARY KEY,
    EntryNumber bigint NOT NULL,
    -- What an entry holds of a person is bound under a key of theirs: without the key nobody can tell what it was.
    RecordKey uniqueidentifier NULL,
    RecordBinding varbinary(32) NULL,
    AccountKey uniqueidentifier NULL,
    AccountBinding varbinary(32) NULL,
    ByKey uniqueidentifier NULL,
    ByBinding varbinary(32) NULL,
    Seal varbinary(32) NOT NULL
);
CREATE UNIQUE INDEX UX_AuditSeals_EntryNumber ON AuditSeals (EntryNumber);

-- One key a person and account; destroyed when the person is erased.
CREATE TABLE AuditKeys (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_AuditKeys PRIMARY KEY,
    Holder nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    KeyProtected varbinary(256) NOT NULL
);
CREATE UNIQUE INDEX UX_AuditKeys_Holder ON AuditKeys (Holder);

-- Keys that were destroyed by an erasure, marked by the chain's own key: nobody else can make a key go without a trace.
CREATE TABLE AuditErasedKeys (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_AuditErasedKeys PRIMARY KEY,
    Mark varbinary(32) NOT NULL
);

-- Where the chain ends, with its key: one row.
CREATE TABLE AuditChain (
    Name nvarchar(40) NOT NULL CONSTRAINT PK_AuditChain PRIMARY KEY,
    KeyProtected varbinary(256) NOT NULL,
    Sequence bigint NOT NULL,
    Seal varbinary(32) NOT NULL,
    -- All entries of before were there to be sealed.
    CoveredUntil datetimeoffset(7) NOT NULL,
    Mark varbinary(32) NOT NULL
);
