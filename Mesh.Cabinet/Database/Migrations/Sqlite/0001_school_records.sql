-- What schools know: Кадры, АИС «Зачисление в ОУ» and ЭЖД logins, as OneRoster 1.2 brings them (D16).
-- Withdrawn rows stay: a login is never reissued (E23) and a rehired person is the same person (E19).
CREATE TABLE Organisations (
    Id TEXT NOT NULL PRIMARY KEY,
    Name TEXT NOT NULL,
    Type TEXT NOT NULL,
    ParentId TEXT NULL,
    IsPrivate INTEGER NOT NULL,
    TeamsDomain TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL
);

CREATE TABLE People (
    Id TEXT NOT NULL PRIMARY KEY,
    FamilyName TEXT NOT NULL,
    GivenName TEXT NOT NULL,
    MiddleName TEXT NULL,
    FoldedName TEXT NOT NULL,
    Username TEXT NULL,
    FoldedUsername TEXT NULL,
    SnilsIndex BLOB NULL,
    SnilsProtected BLOB NULL,
    BirthDate TEXT NULL,
    Grades TEXT NULL,
    PrimaryOrganisationId TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL
);
CREATE INDEX IX_People_FoldedName ON People (FoldedName);
CREATE INDEX IX_People_SnilsIndex ON People (SnilsIndex);
CREATE INDEX IX_People_FoldedUsername ON People (FoldedUsername);

CREATE TABLE PersonContacts (
    PersonId TEXT NOT NULL REFERENCES People (Id),
    Kind TEXT NOT NULL,
    ValueIndex BLOB NOT NULL,
    ValueProtected BLOB NOT NULL,
    PRIMARY KEY (PersonId, Kind, ValueIndex)
);
CREATE INDEX IX_PersonContacts_ValueIndex ON PersonContacts (ValueIndex);

CREATE TABLE PersonAgents (
    PersonId TEXT NOT NULL REFERENCES People (Id),
    AgentId TEXT NOT NULL REFERENCES People (Id),
    PRIMARY KEY (PersonId, AgentId)
);
CREATE INDEX IX_PersonAgents_AgentId ON PersonAgents (AgentId);

CREATE TABLE Posts (
    Id TEXT NOT NULL PRIMARY KEY,
    PersonId TEXT NOT NULL REFERENCES People (Id),
    OrganisationId TEXT NOT NULL REFERENCES Organisations (Id),
    Role TEXT NOT NULL,
    IsPrimary INTEGER NOT NULL,
    BeginDate TEXT NULL,
    EndDate TEXT NULL,
    Position TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL
);
CREATE INDEX IX_Posts_PersonId ON Posts (PersonId);

CREATE TABLE Classes (
    Id TEXT NOT NULL PRIMARY KEY,
    SchoolId TEXT NOT NULL REFERENCES Organisations (Id),
    Title TEXT NOT NULL,
    Grades TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL
);

CREATE TABLE Enrollments (
    Id TEXT NOT NULL PRIMARY KEY,
    ClassId TEXT NOT NULL REFERENCES Classes (Id),
    PersonId TEXT NOT NULL REFERENCES People (Id),
    Role TEXT NOT NULL,
    BeginDate TEXT NULL,
    EndDate TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL
);
CREATE INDEX IX_Enrollments_PersonId ON Enrollments (PersonId);
CREATE INDEX IX_Enrollments_ClassId ON Enrollments (ClassId);

CREATE TABLE Imports (
    Id TEXT NOT NULL PRIMARY KEY,
    StartedAt TEXT NOT NULL,
    FinishedAt TEXT NULL,
    Added INTEGER NOT NULL,
    Changed INTEGER NOT NULL,
    Withdrawn INTEGER NOT NULL,
    Refused INTEGER NOT NULL
);
