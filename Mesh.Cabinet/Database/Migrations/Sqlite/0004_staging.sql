-- Where an import lays its rows out before one transaction applies what differs; empty between imports.
-- Line is the row's line in its file; rows that stand for records missing from the file have negative ones.
CREATE TABLE StagedOrganisations (
    ImportId TEXT NOT NULL,
    Line INTEGER NOT NULL,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL,
    IsWithdrawn INTEGER NOT NULL,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    Name TEXT NULL,
    Type TEXT NULL,
    ParentId TEXT NULL,
    IsPrivate INTEGER NULL,
    TeamsDomain TEXT NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedOrganisations_Id ON StagedOrganisations (Id, ImportId);
CREATE INDEX IX_StagedOrganisations_Work ON StagedOrganisations (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedPeople (
    ImportId TEXT NOT NULL,
    Line INTEGER NOT NULL,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL,
    IsWithdrawn INTEGER NOT NULL,
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
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedPeople_Id ON StagedPeople (Id, ImportId);
CREATE INDEX IX_StagedPeople_Work ON StagedPeople (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedPosts (
    ImportId TEXT NOT NULL,
    Line INTEGER NOT NULL,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL,
    IsWithdrawn INTEGER NOT NULL,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    PersonId TEXT NULL,
    OrganisationId TEXT NULL,
    Role TEXT NULL,
    IsPrimary INTEGER NULL,
    BeginDate TEXT NULL,
    EndDate TEXT NULL,
    Position TEXT NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedPosts_Id ON StagedPosts (Id, ImportId);
CREATE INDEX IX_StagedPosts_Work ON StagedPosts (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedClasses (
    ImportId TEXT NOT NULL,
    Line INTEGER NOT NULL,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL,
    IsWithdrawn INTEGER NOT NULL,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    SchoolId TEXT NULL,
    Title TEXT NULL,
    Grades TEXT NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedClasses_Id ON StagedClasses (Id, ImportId);
CREATE INDEX IX_StagedClasses_Work ON StagedClasses (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedEnrollments (
    ImportId TEXT NOT NULL,
    Line INTEGER NOT NULL,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL,
    IsWithdrawn INTEGER NOT NULL,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    ClassId TEXT NULL,
    PersonId TEXT NULL,
    Role TEXT NULL,
    BeginDate TEXT NULL,
    EndDate TEXT NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedEnrollments_Id ON StagedEnrollments (Id, ImportId);
CREATE INDEX IX_StagedEnrollments_Work ON StagedEnrollments (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedBirthDates (
    ImportId TEXT NOT NULL,
    Line INTEGER NOT NULL,
    Id TEXT NULL,
    IsRefused INTEGER NOT NULL,
    IsWithdrawn INTEGER NOT NULL,
    Work TEXT NULL,
    ContentHash BLOB NULL,
    BirthDate TEXT NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedBirthDates_Id ON StagedBirthDates (Id, ImportId);

CREATE TABLE StagedContacts (
    ImportId TEXT NOT NULL,
    Line INTEGER NOT NULL,
    Kind TEXT NOT NULL,
    ValueIndex BLOB NOT NULL,
    ValueProtected BLOB NOT NULL,
    PRIMARY KEY (ImportId, Line, Kind, ValueIndex)
);

CREATE TABLE StagedAgents (
    ImportId TEXT NOT NULL,
    Line INTEGER NOT NULL,
    AgentId TEXT NOT NULL,
    PRIMARY KEY (ImportId, Line, AgentId)
);

-- What an import has to say about single rows; never a value of a personal field.
CREATE TABLE ImportFindings (
    ImportId TEXT NOT NULL,
    Number INTEGER NOT NULL,
    FileOrder INTEGER NOT NULL,
    FileName TEXT NOT NULL,
    Line INTEGER NOT NULL,
    ColumnName TEXT NULL,
    Reason TEXT NOT NULL,
    IsRefusal INTEGER NOT NULL,
    PRIMARY KEY (ImportId, Number)
);

-- One import at a time: the row belongs to who holds it, until it expires.
CREATE TABLE ImportLease (
    Name TEXT NOT NULL,
    ImportId TEXT NOT NULL,
    ExpiresAt TEXT NOT NULL,
    PRIMARY KEY (Name)
);
