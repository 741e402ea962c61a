-- Numbers that are kept up, so that nobody counts a city to look at it.
-- Who could have an account at a school today, and who has one, by role and class level.
CREATE TABLE PeopleCounts (
    SchoolId TEXT NOT NULL,
    Role TEXT NOT NULL,
    Grades TEXT NOT NULL,
    Total INTEGER NOT NULL,
    Activated INTEGER NOT NULL,
    CONSTRAINT PK_PeopleCounts PRIMARY KEY (SchoolId, Role, Grades)
);
-- When the keeper of the numbers counted an activation that is complete: once for good.
ALTER TABLE Activations ADD COLUMN CountedAt TEXT NULL;
CREATE INDEX IX_Activations_Uncounted ON Activations (PersonId) WHERE CompletedAt IS NOT NULL AND CountedAt IS NULL;

-- What kept people out who signed in, day by day; no school where none is known.
CREATE TABLE RefusalCounts (
    Day TEXT NOT NULL,
    SchoolId TEXT NOT NULL,
    Field TEXT NOT NULL,
    Reason TEXT NOT NULL,
    Total INTEGER NOT NULL,
    CONSTRAINT PK_RefusalCounts PRIMARY KEY (Day, SchoolId, Field, Reason)
);

-- Whether the first answer came within a day; null while there is none.
ALTER TABLE SupportCases ADD COLUMN AnsweredInDay INTEGER NULL;
CREATE INDEX IX_SupportCases_OpenedAt ON SupportCases (OpenedAt, SchoolId, AnsweredInDay);
