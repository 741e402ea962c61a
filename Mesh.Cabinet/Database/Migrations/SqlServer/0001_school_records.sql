-- What schools know: Кадры, АИС «Зачисление в ОУ» and ЭЖД logins, as OneRoster 1.2 brings them (D16).
-- Withdrawn rows stay: a login is never reissued (E23) and a rehired person is the same person (E19).
CREATE TABLE Organisations (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    Name nvarchar(255) NOT NULL,
    Type nvarchar(40) NOT NULL,
    ParentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsPrivate bit NOT NULL,
    TeamsDomain nvarchar(255) NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL
);

CREATE TABLE People (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    FamilyName nvarchar(255) NOT NULL,
    GivenName nvarchar(255) NOT NULL,
    MiddleName nvarchar(255) NULL,
    FoldedName nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Username nvarchar(255) NULL,
    FoldedUsername nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    SnilsIndex binary(32) NULL,
    SnilsProtected varbinary(512) NULL,
    BirthDate date NULL,
    Grades nvarchar(255) NULL,
    PrimaryOrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL
);
CREATE INDEX IX_People_FoldedName ON People (FoldedName);
CREATE INDEX IX_People_SnilsIndex ON People (SnilsIndex);
CREATE INDEX IX_People_FoldedUsername ON People (FoldedUsername);

CREATE TABLE PersonContacts (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    Kind nvarchar(40) NOT NULL,
    ValueIndex binary(32) NOT NULL,
    ValueProtected varbinary(512) NOT NULL,
    PRIMARY KEY (PersonId, Kind, ValueIndex)
);
CREATE INDEX IX_PersonContacts_ValueIndex ON PersonContacts (ValueIndex);

CREATE TABLE PersonAgents (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    AgentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    PRIMARY KEY (PersonId, AgentId)
);
CREATE INDEX IX_PersonAgents_AgentId ON PersonAgents (AgentId);

CREATE TABLE Posts (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    OrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES Organisations (Id),
    Role nvarchar(40) NOT NULL,
    IsPrimary bit NOT NULL,
    BeginDate date NULL,
    EndDate date NULL,
    Position nvarchar(255) NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL
);
CREATE INDEX IX_Posts_PersonId ON Posts (PersonId);

CREATE TABLE Classes (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES Organisations (Id),
    Title nvarchar(255) NOT NULL,
    Grades nvarchar(255) NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL
);

CREATE TABLE Enrollments (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    ClassId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES Classes (Id),
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    Role nvarchar(40) NOT NULL,
    BeginDate date NULL,
    EndDate date NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL
);
CREATE INDEX IX_Enrollments_PersonId ON Enrollments (PersonId);
CREATE INDEX IX_Enrollments_ClassId ON Enrollments (ClassId);

CREATE TABLE Imports (
    Id uniqueidentifier NOT NULL PRIMARY KEY,
    StartedAt datetimeoffset(7) NOT NULL,
    FinishedAt datetimeoffset(7) NULL,
    Added int NOT NULL,
    Changed int NOT NULL,
    Withdrawn int NOT NULL,
    Refused int NOT NULL
);
