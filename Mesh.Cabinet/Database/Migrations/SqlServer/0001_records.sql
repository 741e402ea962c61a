-- What schools know: Кадры, АИС «Зачисление в ОУ» and ЭЖД logins, as OneRoster brings them (D16).
-- Withdrawn rows stay: a login is never reissued (E23) and a rehired person is the same person (E19).
CREATE TABLE Organisations (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_Organisations PRIMARY KEY,
    Name nvarchar(255) NOT NULL,
    Type nvarchar(40) NOT NULL,
    ParentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    IsPrivate bit NOT NULL,
    TeamsDomain nvarchar(255) NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL
);
CREATE INDEX IX_Organisations_ParentId ON Organisations (ParentId);

CREATE TABLE People (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_People PRIMARY KEY,
    FamilyName nvarchar(255) NOT NULL,
    GivenName nvarchar(255) NOT NULL,
    MiddleName nvarchar(255) NULL,
    FoldedName nvarchar(850) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Username nvarchar(255) NULL,
    FoldedUsername nvarchar(256) COLLATE Latin1_General_100_BIN2 NULL,
    SnilsIndex binary(32) NULL,
    SnilsProtected varbinary(512) NULL,
    BirthDate date NULL,
    Grades nvarchar(255) NULL,
    PrimaryOrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL,
    -- The last row of the person held something that is no СНИЛС; the number is an earlier one or none.
    IsSnilsMisread bit NOT NULL CONSTRAINT DF_People_IsSnilsMisread DEFAULT 0
);
CREATE INDEX IX_People_FoldedName ON People (FoldedName);
CREATE INDEX IX_People_SnilsIndex ON People (SnilsIndex);
CREATE INDEX IX_People_FoldedUsername ON People (FoldedUsername);
CREATE INDEX IX_People_WithdrawnAt ON People (WithdrawnAt) WHERE WithdrawnAt IS NOT NULL;

CREATE TABLE PersonContacts (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_PersonContacts_People REFERENCES People (Id),
    Kind nvarchar(40) NOT NULL,
    ValueIndex binary(32) NOT NULL,
    ValueProtected varbinary(1024) NOT NULL,
    CONSTRAINT PK_PersonContacts PRIMARY KEY (PersonId, Kind, ValueIndex)
);
CREATE INDEX IX_PersonContacts_ValueIndex ON PersonContacts (ValueIndex);

CREATE TABLE PersonAgents (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_PersonAgents_People REFERENCES People (Id),
    AgentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_PersonAgents PRIMARY KEY (PersonId, AgentId)
);
CREATE INDEX IX_PersonAgents_AgentId ON PersonAgents (AgentId);

CREATE TABLE Posts (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_Posts PRIMARY KEY,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_Posts_People REFERENCES People (Id),
    OrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_Posts_Organisations REFERENCES Organisations (Id),
    Role nvarchar(40) NOT NULL,
    IsPrimary bit NOT NULL,
    BeginDate date NULL,
    EndDate date NULL,
    Position nvarchar(255) NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL,
    -- When an import last changed or withdrew a post: whoever lost one is signed out (E18). Null since it came.
    ChangedAt datetimeoffset(7) NULL
);
CREATE INDEX IX_Posts_PersonId ON Posts (PersonId);
CREATE INDEX IX_Posts_ChangedAt ON Posts (ChangedAt) WHERE ChangedAt IS NOT NULL;
CREATE INDEX IX_Posts_OrganisationId ON Posts (OrganisationId);

CREATE TABLE Classes (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_Classes PRIMARY KEY,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_Classes_Organisations REFERENCES Organisations (Id),
    Title nvarchar(255) NOT NULL,
    Grades nvarchar(255) NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL
);

CREATE TABLE Enrollments (
    Id nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_Enrollments PRIMARY KEY,
    ClassId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_Enrollments_Classes REFERENCES Classes (Id),
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT FK_Enrollments_People REFERENCES People (Id),
    Role nvarchar(40) NOT NULL,
    BeginDate date NULL,
    EndDate date NULL,
    WithdrawnAt datetimeoffset(7) NULL,
    ContentHash binary(32) NOT NULL
);
CREATE INDEX IX_Enrollments_PersonId ON Enrollments (PersonId);
CREATE INDEX IX_Enrollments_ClassId ON Enrollments (ClassId);

CREATE TABLE Imports (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Imports PRIMARY KEY,
    StartedAt datetimeoffset(7) NOT NULL,
    FinishedAt datetimeoffset(7) NULL,
    Added int NOT NULL,
    Changed int NOT NULL,
    Withdrawn int NOT NULL,
    Refused int NOT NULL
);
CREATE INDEX IX_Imports_FinishedAt ON Imports (FinishedAt);

-- Of whom imports changed anything: whoever keeps something equal to the records reads it.
CREATE TABLE ChangedPeople (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_ChangedPeople PRIMARY KEY CONSTRAINT FK_ChangedPeople_People REFERENCES People (Id),
    ChangedAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_ChangedPeople_ChangedAt ON ChangedPeople (ChangedAt);
