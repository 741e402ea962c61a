-- Where an import lays its rows out before one transaction applies what differs; empty between imports. Whoever writes here holds
-- the lease in the same transaction, so the rows are always those of one import.
-- Line is the row's line in its file; rows that stand for records missing from the file have negative ones.
-- One import at a time: the row belongs to who holds it, until it expires.
CREATE TABLE ImportLease (
    Name TEXT NOT NULL,
    ImportId TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL,
    CONSTRAINT PK_ImportLease PRIMARY KEY (Name)
);

CREATE TABLE StagedOrganisations (
    Line INTEGER NOT NULL CONSTRAINT PK_StagedOrganisations PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL CONSTRAINT DF_StagedOrganisations_IsRefused DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL CONSTRAINT DF_StagedOrganisations_IsWithdrawn DEFAULT 0,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    Name TEXT NULL,
    Type TEXT NULL,
    ParentId TEXT NULL,
    IsPrivate INTEGER NULL,
    TeamsDomain TEXT NULL,
    -- 1: the account, 2: the door of mos.ru; what the people of an organisation lose by a change in the tree above them.
    Loses INTEGER NOT NULL CONSTRAINT DF_StagedOrganisations_Loses DEFAULT 0
);
CREATE INDEX IX_StagedOrganisations_Id ON StagedOrganisations (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedOrganisations_Work ON StagedOrganisations (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedPeople (
    Line INTEGER NOT NULL CONSTRAINT PK_StagedPeople PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL CONSTRAINT DF_StagedPeople_IsRefused DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL CONSTRAINT DF_StagedPeople_IsWithdrawn DEFAULT 0,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    FamilyName TEXT NULL,
    GivenName TEXT NULL,
    MiddleName TEXT NULL,
    FoldedName TEXT NULL,
    Username TEXT NULL,
    FoldedUsername TEXT NULL,
    IsUsernameLegal INTEGER NULL,
    SnilsIndex BLOB NULL,
    SnilsProtected BLOB NULL,
    BirthDate TEXT NULL,
    Grades TEXT NULL,
    PrimaryOrganisationId TEXT NULL,
    IsSnilsMisread INTEGER NULL,
    KeepsAgents INTEGER NOT NULL CONSTRAINT DF_StagedPeople_KeepsAgents DEFAULT 0
);
CREATE INDEX IX_StagedPeople_Id ON StagedPeople (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedPeople_Work ON StagedPeople (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedPosts (
    Line INTEGER NOT NULL CONSTRAINT PK_StagedPosts PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL CONSTRAINT DF_StagedPosts_IsRefused DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL CONSTRAINT DF_StagedPosts_IsWithdrawn DEFAULT 0,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    PersonId TEXT NULL,
    OrganisationId TEXT NULL,
    Role TEXT NULL,
    IsPrimary INTEGER NULL,
    BeginDate TEXT NULL,
    EndDate TEXT NULL,
    Position TEXT NULL
);
CREATE INDEX IX_StagedPosts_Id ON StagedPosts (Id);
CREATE INDEX IX_StagedPosts_Work ON StagedPosts (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedClasses (
    Line INTEGER NOT NULL CONSTRAINT PK_StagedClasses PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL CONSTRAINT DF_StagedClasses_IsRefused DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL CONSTRAINT DF_StagedClasses_IsWithdrawn DEFAULT 0,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    SchoolId TEXT NULL,
    Title TEXT NULL,
    Grades TEXT NULL
);
CREATE INDEX IX_StagedClasses_Id ON StagedClasses (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedClasses_Work ON StagedClasses (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedEnrollments (
    Line INTEGER NOT NULL CONSTRAINT PK_StagedEnrollments PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL CONSTRAINT DF_StagedEnrollments_IsRefused DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL CONSTRAINT DF_StagedEnrollments_IsWithdrawn DEFAULT 0,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    ClassId TEXT NULL,
    PersonId TEXT NULL,
    Role TEXT NULL,
    BeginDate TEXT NULL,
    EndDate TEXT NULL
);
CREATE INDEX IX_StagedEnrollments_Id ON StagedEnrollments (Id);
CREATE INDEX IX_StagedEnrollments_Work ON StagedEnrollments (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedBirthDates (
    Line INTEGER NOT NULL CONSTRAINT PK_StagedBirthDates PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL CONSTRAINT DF_StagedBirthDates_IsRefused DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL CONSTRAINT DF_StagedBirthDates_IsWithdrawn DEFAULT 0,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    BirthDate TEXT NULL
);
CREATE INDEX IX_StagedBirthDates_Id ON StagedBirthDates (Id);

CREATE TABLE StagedContacts (
    Line INTEGER NOT NULL,
    Kind TEXT NOT NULL,
    ValueIndex BLOB NOT NULL,
    ValueProtected BLOB NOT NULL,
    CONSTRAINT PK_StagedContacts PRIMARY KEY (Line, Kind, ValueIndex)
) WITHOUT ROWID;

CREATE TABLE StagedAgents (
    Line INTEGER NOT NULL,
    AgentId TEXT NOT NULL,
    CONSTRAINT PK_StagedAgents PRIMARY KEY (Line, AgentId)
) WITHOUT ROWID;

-- The access of those of whom an import changes something, before and after; empty between imports.
CREATE TABLE StagedAccess (
    PersonId TEXT NOT NULL,
    Kind TEXT NOT NULL,
    OrganisationId TEXT NOT NULL,
    IsAfter INTEGER NOT NULL,
    CONSTRAINT PK_StagedAccess PRIMARY KEY (PersonId, Kind, IsAfter, OrganisationId)
) WITHOUT ROWID;

-- What an import has to say about single rows; never a value of a personal field.
CREATE TABLE ImportFindings (
    Number INTEGER NOT NULL CONSTRAINT PK_ImportFindings PRIMARY KEY,
    FileOrder INTEGER NOT NULL,
    FileName TEXT NOT NULL,
    Line INTEGER NOT NULL,
    ColumnName TEXT NULL,
    Reason TEXT NOT NULL,
    IsRefusal INTEGER NOT NULL
);
