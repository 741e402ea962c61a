-- Where an import lays its rows out before one transaction applies what differs; empty between imports.
-- Line is the row's line in its file; rows that stand for records missing from the file have negative ones.
CREATE TABLE StagedOrganisations (
    ImportId uniqueidentifier NOT NULL,
    Line int NOT NULL,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL,
    IsWithdrawn bit NOT NULL,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    Name nvarchar(255) NULL,
    Type nvarchar(40) NULL,
    ParentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsPrivate bit NULL,
    TeamsDomain nvarchar(255) NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedOrganisations_Id ON StagedOrganisations (Id, ImportId);
CREATE INDEX IX_StagedOrganisations_Work ON StagedOrganisations (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedPeople (
    ImportId uniqueidentifier NOT NULL,
    Line int NOT NULL,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL,
    IsWithdrawn bit NOT NULL,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    FamilyName nvarchar(255) NULL,
    GivenName nvarchar(255) NULL,
    MiddleName nvarchar(255) NULL,
    FoldedName nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
    Username nvarchar(255) NULL,
    FoldedUsername nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    IsUsernameLegal bit NULL,
    SnilsIndex binary(32) NULL,
    SnilsProtected varbinary(512) NULL,
    BirthDate date NULL,
    Grades nvarchar(255) NULL,
    PrimaryOrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedPeople_Id ON StagedPeople (Id, ImportId);
CREATE INDEX IX_StagedPeople_Work ON StagedPeople (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedPosts (
    ImportId uniqueidentifier NOT NULL,
    Line int NOT NULL,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL,
    IsWithdrawn bit NOT NULL,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    OrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Role nvarchar(40) NULL,
    IsPrimary bit NULL,
    BeginDate date NULL,
    EndDate date NULL,
    Position nvarchar(255) NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedPosts_Id ON StagedPosts (Id, ImportId);
CREATE INDEX IX_StagedPosts_Work ON StagedPosts (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedClasses (
    ImportId uniqueidentifier NOT NULL,
    Line int NOT NULL,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL,
    IsWithdrawn bit NOT NULL,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Title nvarchar(255) NULL,
    Grades nvarchar(255) NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedClasses_Id ON StagedClasses (Id, ImportId);
CREATE INDEX IX_StagedClasses_Work ON StagedClasses (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedEnrollments (
    ImportId uniqueidentifier NOT NULL,
    Line int NOT NULL,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL,
    IsWithdrawn bit NOT NULL,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    ClassId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Role nvarchar(40) NULL,
    BeginDate date NULL,
    EndDate date NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedEnrollments_Id ON StagedEnrollments (Id, ImportId);
CREATE INDEX IX_StagedEnrollments_Work ON StagedEnrollments (Work, ImportId) WHERE Work IS NOT NULL;

CREATE TABLE StagedBirthDates (
    ImportId uniqueidentifier NOT NULL,
    Line int NOT NULL,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL,
    IsWithdrawn bit NOT NULL,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    BirthDate date NULL,
    PRIMARY KEY (ImportId, Line)
);
CREATE INDEX IX_StagedBirthDates_Id ON StagedBirthDates (Id, ImportId);

CREATE TABLE StagedContacts (
    ImportId uniqueidentifier NOT NULL,
    Line int NOT NULL,
    Kind nvarchar(40) NOT NULL,
    ValueIndex binary(32) NOT NULL,
    ValueProtected varbinary(512) NOT NULL,
    PRIMARY KEY (ImportId, Line, Kind, ValueIndex)
);

CREATE TABLE StagedAgents (
    ImportId uniqueidentifier NOT NULL,
    Line int NOT NULL,
    AgentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (ImportId, Line, AgentId)
);

-- What an import has to say about single rows; never a value of a personal field.
CREATE TABLE ImportFindings (
    ImportId uniqueidentifier NOT NULL,
    Number int NOT NULL,
    FileOrder int NOT NULL,
    FileName nvarchar(40) NOT NULL,
    Line int NOT NULL,
    ColumnName nvarchar(255) NULL,
    Reason nvarchar(500) NOT NULL,
    IsRefusal bit NOT NULL,
    PRIMARY KEY (ImportId, Number)
);

-- One import at a time: the row belongs to who holds it, until it expires.
CREATE TABLE ImportLease (
    Name nvarchar(40) NOT NULL,
    ImportId uniqueidentifier NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL,
    PRIMARY KEY (Name)
);
