-- Logins that were issued to people who were erased, as hashes under a lasting key: nobody else ever gets them (E23).
CREATE TABLE ErasedLogins (
    LoginHash varbinary(32) NOT NULL CONSTRAINT PK_ErasedLogins PRIMARY KEY,
    -- Of the login and its record: the record itself, which is the school's, may have it again.
    OwnerHash varbinary(32) NOT NULL,
    ErasedAt datetimeoffset(7) NOT NULL
);

-- Erasures that were done here. Those that the list outside knows and this table does not came back with a backup.
CREATE TABLE Erasures (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Erasures PRIMARY KEY,
    DoneAt datetimeoffset(7) NOT NULL
);
