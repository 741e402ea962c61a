-- What schools know: Кадры, АИС «Зачисление в ОУ» and ЭЖД logins, as OneRoster brings them (D16).
-- Withdrawn rows stay: a login is never reissued (E23) and a rehired person is the same person (E19).
CREATE TABLE Organisations (
    Id TEXT NOT NULL CONSTRAINT PK_Organisations PRIMARY KEY,
    Name TEXT NOT NULL,
    Type TEXT NOT NULL,
    ParentId TEXT NULL,
    IsPrivate INTEGER NOT NULL,
    TeamsDomain TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL
);
CREATE INDEX IX_Organisations_ParentId ON Organisations (ParentId);

CREATE TABLE People (
    Id TEXT NOT NULL CONSTRAINT PK_People PRIMARY KEY,
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
    ContentHash BLOB NOT NULL,
    -- The last row of the person held something that is no СНИЛС; the number is an earlier one or none.
    IsSnilsMisread INTEGER NOT NULL CONSTRAINT DF_People_IsSnilsMisread DEFAULT 0
);
CREATE INDEX IX_People_FoldedName ON People (FoldedName);
CREATE INDEX IX_People_SnilsIndex ON People (SnilsIndex);
CREATE INDEX IX_People_FoldedUsername ON People (FoldedUsername);
CREATE INDEX IX_People_WithdrawnAt ON People (WithdrawnAt) WHERE WithdrawnAt IS NOT NULL;

CREATE TABLE PersonContacts (
    PersonId TEXT NOT NULL CONSTRAINT FK_PersonContacts_People REFERENCES People (Id),
    Kind TEXT NOT NULL,
    ValueIndex BLOB NOT NULL,
    ValueProtected BLOB NOT NULL,
    CONSTRAINT PK_PersonContacts PRIMARY KEY (PersonId, Kind, ValueIndex)
);
CREATE INDEX IX_PersonContacts_ValueIndex ON PersonContacts (ValueIndex);

CREATE TABLE PersonAgents (
    PersonId TEXT NOT NULL CONSTRAINT FK_PersonAgents_People REFERENCES People (Id),
    AgentId TEXT NOT NULL,
    CONSTRAINT PK_PersonAgents PRIMARY KEY (PersonId, AgentId)
);
CREATE INDEX IX_PersonAgents_AgentId ON PersonAgents (AgentId);

CREATE TABLE Posts (
    Id TEXT NOT NULL CONSTRAINT PK_Posts PRIMARY KEY,
    PersonId TEXT NOT NULL CONSTRAINT FK_Posts_People REFERENCES People (Id),
    OrganisationId TEXT NOT NULL CONSTRAINT FK_Posts_Organisations REFERENCES Organisations (Id),
    Role TEXT NOT NULL,
    IsPrimary INTEGER NOT NULL,
    BeginDate TEXT NULL,
    EndDate TEXT NULL,
    Position TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL,
    -- When an import last changed or withdrew a post: whoever lost one is signed out (E18). Null since it came.
    ChangedAt TEXT NULL
);
CREATE INDEX IX_Posts_PersonId ON Posts (PersonId);
CREATE INDEX IX_Posts_ChangedAt ON Posts (ChangedAt) WHERE ChangedAt IS NOT NULL;
CREATE INDEX IX_Posts_OrganisationId ON Posts (OrganisationId);

CREATE TABLE Classes (
    Id TEXT NOT NULL CONSTRAINT PK_Classes PRIMARY KEY,
    SchoolId TEXT NOT NULL CONSTRAINT FK_Classes_Organisations REFERENCES Organisations (Id),
    Title TEXT NOT NULL,
    Grades TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL
);

CREATE TABLE Enrollments (
    Id TEXT NOT NULL CONSTRAINT PK_Enrollments PRIMARY KEY,
    ClassId TEXT NOT NULL CONSTRAINT FK_Enrollments_Classes REFERENCES Classes (Id),
    PersonId TEXT NOT NULL CONSTRAINT FK_Enrollments_People REFERENCES People (Id),
    Role TEXT NOT NULL,
    BeginDate TEXT NULL,
    EndDate TEXT NULL,
    WithdrawnAt TEXT NULL,
    ContentHash BLOB NOT NULL
);
CREATE INDEX IX_Enrollments_PersonId ON Enrollments (PersonId);
CREATE INDEX IX_Enrollments_ClassId ON Enrollments (ClassId);

CREATE TABLE Imports (
    Id TEXT NOT NULL CONSTRAINT PK_Imports PRIMARY KEY,
    StartedAt TEXT NOT NULL,
    FinishedAt TEXT NULL,
    Added INTEGER NOT NULL,
    Changed INTEGER NOT NULL,
    Withdrawn INTEGER NOT NULL,
    Refused INTEGER NOT NULL
);
CREATE INDEX IX_Imports_FinishedAt ON Imports (FinishedAt);

-- Of whom imports changed anything: whoever keeps something equal to the records reads it.
CREATE TABLE ChangedPeople (
    PersonId TEXT NOT NULL CONSTRAINT PK_ChangedPeople PRIMARY KEY CONSTRAINT FK_ChangedPeople_People REFERENCES People (Id),
    ChangedAt TEXT NOT NULL
);
CREATE INDEX IX_ChangedPeople_ChangedAt ON ChangedPeople (ChangedAt);
