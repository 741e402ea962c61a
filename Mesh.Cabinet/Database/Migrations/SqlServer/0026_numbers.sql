-- Numbers that are kept up, so that nobody counts a city to look at it.
-- Who could have an account at a school today, and who has one, by role and class level.
CREATE TABLE PeopleCounts (
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Role nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- As in the records, with which it is compared.
    Grades nvarchar(255) NOT NULL,
    Total int NOT NULL,
    Activated int NOT NULL,
    CONSTRAINT PK_PeopleCounts PRIMARY KEY (SchoolId, Role, Grades)
);
-- When the keeper of the numbers counted an activation that is complete: once for good.
ALTER TABLE Activations ADD CountedAt datetimeoffset(7) NULL;
CREATE INDEX IX_Activations_Uncounted ON Activations (PersonId) WHERE CompletedAt IS NOT NULL AND CountedAt IS NULL;

-- What kept people out who signed in, day by day; no school where none is known.
CREATE TABLE RefusalCounts (
    Day date NOT NULL,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Field nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Reason nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Total int NOT NULL,
    CONSTRAINT PK_RefusalCounts PRIMARY KEY (Day, SchoolId, Field, Reason)
);

-- Whether the first answer came within a day; null while there is none.
ALTER TABLE SupportCases ADD AnsweredInDay bit NULL;
CREATE INDEX IX_SupportCases_OpenedAt ON SupportCases (OpenedAt, SchoolId, AnsweredInDay);
