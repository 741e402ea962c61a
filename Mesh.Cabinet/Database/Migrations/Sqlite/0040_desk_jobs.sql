-- Something done over many people or cases at once: begun by an operator, worked off by one node, with a report for thirty days.
CREATE TABLE DeskJobs (
    Number INTEGER NOT NULL CONSTRAINT PK_DeskJobs PRIMARY KEY AUTOINCREMENT,
    -- Of whoever began it: a form that is sent twice begins one.
    Id TEXT NOT NULL,
    Action TEXT NOT NULL,
    -- The class, the school, or nothing where cases were chosen.
    Place TEXT NULL,
    Why TEXT NOT NULL,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    ByKey TEXT NOT NULL,
    ByName TEXT NOT NULL,
    BegunAt TEXT NOT NULL,
    EndedAt TEXT NULL,
    -- How it ended: «Done», «Stopped», «RightEnded».
    Ending TEXT NULL
);
CREATE UNIQUE INDEX UX_DeskJobs_Id ON DeskJobs (Id);
CREATE INDEX IX_DeskJobs_EndedAt ON DeskJobs (EndedAt, Number);

CREATE TABLE DeskJobItems (
    Number INTEGER NOT NULL CONSTRAINT PK_DeskJobItems PRIMARY KEY AUTOINCREMENT,
    JobNumber INTEGER NOT NULL CONSTRAINT FK_DeskJobItems_DeskJobs REFERENCES DeskJobs (Number) ON DELETE CASCADE,
    -- By which it is an operator's.
    SchoolId TEXT NULL,
    PersonId TEXT NULL,
    CaseNumber INTEGER NULL,
    -- What became of it; null while nobody has come to it.
    Outcome TEXT NULL,
    Words TEXT NULL,
    EndedAt TEXT NULL
);
CREATE INDEX IX_DeskJobItems_Job ON DeskJobItems (JobNumber, Number);
CREATE INDEX IX_DeskJobItems_Waiting ON DeskJobItems (JobNumber, Number) WHERE Outcome IS NULL;
CREATE INDEX IX_DeskJobItems_PersonId ON DeskJobItems (PersonId) WHERE PersonId IS NOT NULL;
