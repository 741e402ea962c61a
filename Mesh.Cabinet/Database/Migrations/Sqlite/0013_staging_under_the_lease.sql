DROP TABLE StagedOrganisations;
DROP TABLE StagedPeople;
DROP TABLE StagedPosts;
DROP TABLE StagedClasses;
DROP TABLE StagedEnrollments;
DROP TABLE StagedBirthDates;
DROP TABLE StagedContacts;
DROP TABLE StagedAgents;
DROP TABLE ImportFindings;

-- Where an import lays its rows out before one transaction applies what differs; empty between imports. Whoever writes here holds
-- the lease in the same transaction, so the rows are always those of one import.
-- Line is the row's line in its file; rows that stand for records missing from the file have negative ones.
CREATE TABLE StagedOrganisations (
    Line INTEGER NOT NULL PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL DEFAULT 0,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    Name TEXT NULL,
    Type TEXT NULL,
    ParentId TEXT NULL,
    IsPrivate INTEGER NULL,
    TeamsDomain TEXT NULL
);
CREATE INDEX IX_StagedOrganisations_Id ON StagedOrganisations (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedOrganisations_Work ON StagedOrganisations (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedPeople (
    Line INTEGER NOT NULL PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL DEFAULT 0,
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
    PrimaryOrganisationId TEXT NULL
);
CREATE INDEX IX_StagedPeople_Id ON StagedPeople (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedPeople_Work ON StagedPeople (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedPosts (
    Line INTEGER NOT NULL PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL DEFAULT 0,
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
    Line INTEGER NOT NULL PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL DEFAULT 0,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    SchoolId TEXT NULL,
    Title TEXT NULL,
    Grades TEXT NULL
);
CREATE INDEX IX_StagedClasses_Id ON StagedClasses (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedClasses_Work ON StagedClasses (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedEnrollments (
    Line INTEGER NOT NULL PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL DEFAULT 0,
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
    Line INTEGER NOT NULL PRIMARY KEY,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL DEFAULT 0,
    IsWithdrawn INTEGER NOT NULL DEFAULT 0,
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
    PRIMARY KEY (Line, Kind, ValueIndex)
) WITHOUT ROWID;

CREATE TABLE StagedAgents (
    Line INTEGER NOT NULL,
    AgentId TEXT NOT NULL,
    PRIMARY KEY (Line, AgentId)
) WITHOUT ROWID;

-- What an import has to say about single rows; never a value of a personal field.
CREATE TABLE ImportFindings (
    Number INTEGER NOT NULL PRIMARY KEY,
    FileOrder INTEGER NOT NULL,
    FileName TEXT NOT NULL,
    Line INTEGER NOT NULL,
    ColumnName TEXT NULL,
    Reason TEXT NOT NULL,
    IsRefusal INTEGER NOT NULL
);
