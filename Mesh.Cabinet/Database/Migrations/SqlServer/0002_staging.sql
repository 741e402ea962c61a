-- Where an import lays its rows out before one transaction applies what differs; empty between imports. Whoever writes here holds
-- the lease in the same transaction, so the rows are always those of one import.
-- Line is the row's line in its file; rows that stand for records missing from the file have negative ones.
-- One import at a time: the row belongs to who holds it, until it expires.
CREATE TABLE ImportLease (
    Name nvarchar(40) NOT NULL,
    ImportId uniqueidentifier NOT NULL,
    ExpiresAt datetimeoffset(7) NOT NULL,
    CONSTRAINT PK_ImportLease PRIMARY KEY (Name)
);

CREATE TABLE StagedOrganisations (
    Line int NOT NULL CONSTRAINT PK_StagedOrganisations PRIMARY KEY,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL CONSTRAINT DF_StagedOrganisations_IsRefused DEFAULT 0,
    IsWithdrawn bit NOT NULL CONSTRAINT DF_StagedOrganisations_IsWithdrawn DEFAULT 0,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    Name nvarchar(255) NULL,
    Type nvarchar(40) NULL,
    ParentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsPrivate bit NULL,
    TeamsDomain nvarchar(255) NULL,
    -- 1: the account, 2: the door of mos.ru; what the people of an organisation lose by a change in the tree above them.
    Loses int NOT NULL CONSTRAINT DF_StagedOrganisations_Loses DEFAULT 0
);
CREATE INDEX IX_StagedOrganisations_Id ON StagedOrganisations (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedOrganisations_Work ON StagedOrganisations (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedPeople (
    Line int NOT NULL CONSTRAINT PK_StagedPeople PRIMARY KEY,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL CONSTRAINT DF_StagedPeople_IsRefused DEFAULT 0,
    IsWithdrawn bit NOT NULL CONSTRAINT DF_StagedPeople_IsWithdrawn DEFAULT 0,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    FamilyName nvarchar(255) NULL,
    GivenName nvarchar(255) NULL,
    MiddleName nvarchar(255) NULL,
    FoldedName nvarchar(850) COLLATE Latin1_General_100_BIN2 NULL,
    Username nvarchar(255) NULL,
    FoldedUsername nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    IsUsernameLegal bit NULL,
    SnilsIndex binary(32) NULL,
    SnilsProtected varbinary(512) NULL,
    BirthDate date NULL,
    Grades nvarchar(255) NULL,
    PrimaryOrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsSnilsMisread bit NULL,
    KeepsAgents bit NOT NULL CONSTRAINT DF_StagedPeople_KeepsAgents DEFAULT 0
);
CREATE INDEX IX_StagedPeople_Id ON StagedPeople (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedPeople_Work ON StagedPeople (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedPosts (
    Line int NOT NULL CONSTRAINT PK_StagedPosts PRIMARY KEY,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL CONSTRAINT DF_StagedPosts_IsRefused DEFAULT 0,
    IsWithdrawn bit NOT NULL CONSTRAINT DF_StagedPosts_IsWithdrawn DEFAULT 0,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    OrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Role nvarchar(40) NULL,
    IsPrimary bit NULL,
    BeginDate date NULL,
    EndDate date NULL,
    Position nvarchar(255) NULL
);
CREATE INDEX IX_StagedPosts_Id ON StagedPosts (Id);
CREATE INDEX IX_StagedPosts_Work ON StagedPosts (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedClasses (
    Line int NOT NULL CONSTRAINT PK_StagedClasses PRIMARY KEY,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL CONSTRAINT DF_StagedClasses_IsRefused DEFAULT 0,
    IsWithdrawn bit NOT NULL CONSTRAINT DF_StagedClasses_IsWithdrawn DEFAULT 0,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Title nvarchar(255) NULL,
    Grades nvarchar(255) NULL
);
CREATE INDEX IX_StagedClasses_Id ON StagedClasses (Id, IsRefused, IsWithdrawn);
CREATE INDEX IX_StagedClasses_Work ON StagedClasses (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedEnrollments (
    Line int NOT NULL CONSTRAINT PK_StagedEnrollments PRIMARY KEY,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL CONSTRAINT DF_StagedEnrollments_IsRefused DEFAULT 0,
    IsWithdrawn bit NOT NULL CONSTRAINT DF_StagedEnrollments_IsWithdrawn DEFAULT 0,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    ClassId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Role nvarchar(40) NULL,
    BeginDate date NULL,
    EndDate date NULL
);
CREATE INDEX IX_StagedEnrollments_Id ON StagedEnrollments (Id);
CREATE INDEX IX_StagedEnrollments_Work ON StagedEnrollments (Work) WHERE Work IS NOT NULL;

CREATE TABLE StagedBirthDates (
    Line int NOT NULL CONSTRAINT PK_StagedBirthDates PRIMARY KEY,
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsRefused bit NOT NULL CONSTRAINT DF_StagedBirthDates_IsRefused DEFAULT 0,
    IsWithdrawn bit NOT NULL CONSTRAINT DF_StagedBirthDates_IsWithdrawn DEFAULT 0,
    Work nvarchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    ContentHash binary(32) NULL,
    BirthDate date NULL
);
CREATE INDEX IX_StagedBirthDates_Id ON StagedBirthDates (Id);

CREATE TABLE StagedContacts (
    Line int NOT NULL,
    Kind nvarchar(40) NOT NULL,
    ValueIndex binary(32) NOT NULL,
    ValueProtected varbinary(1024) NOT NULL,
    CONSTRAINT PK_StagedContacts PRIMARY KEY (Line, Kind, ValueIndex)
);

CREATE TABLE StagedAgents (
    Line int NOT NULL,
    AgentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_StagedAgents PRIMARY KEY (Line, AgentId)
);

-- The access of those of whom an import changes something, before and after; empty between imports.
CREATE TABLE StagedAccess (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    OrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    IsAfter bit NOT NULL,
    CONSTRAINT PK_StagedAccess PRIMARY KEY (PersonId, Kind, IsAfter, OrganisationId)
);

-- What an import has to say about single rows; never a value of a personal field.
CREATE TABLE ImportFindings (
    Number int NOT NULL CONSTRAINT PK_ImportFindings PRIMARY KEY,
    FileOrder int NOT NULL,
    FileName nvarchar(40) NOT NULL,
    Line int NOT NULL,
    ColumnName nvarchar(255) NULL,
    Reason nvarchar(500) NOT NULL,
    IsRefusal bit NOT NULL
);
