-- Logins that were issued to people who were erased, as hashes under a lasting key: nobody else ever gets them (E23).
CREATE TABLE ErasedLogins (
    LoginHash BLOB NOT NULL CONSTRAINT PK_ErasedLogins PRIMARY KEY,
    -- Of the login and its record: the record itself, which is the school's, may have it again.
    OwnerHash BLOB NOT NULL,
    ErasedAt TEXT NOT NULL
);

-- Erasures that were done here. Those that the list outside knows and this table does not came back with a backup.
CREATE TABLE Erasures (
    Id TEXT NOT NULL CONSTRAINT PK_Erasures PRIMARY KEY,
    DoneAt TEXT NOT NULL
);
