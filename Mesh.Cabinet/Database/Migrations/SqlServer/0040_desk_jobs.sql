-- Something done over many people or cases at once: begun by an operator, worked off by one node, with a report for thirty days.
CREATE TABLE DeskJobs (
    Number bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_DeskJobs PRIMARY KEY,
    -- Of whoever began it: a form that is sent twice begins one.
    Id uniqueidentifier NOT NULL,
    Action nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- The class, the school, or nothing where cases were chosen.
    Place nvarchar(255) NULL,
    Why nvarchar(255) NOT NULL,
    Provider nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ByKey nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ByName nvarchar(255) NOT NULL,
    BegunAt datetimeoffset(7) NOT NULL,
    EndedAt datetimeoffset(7) NULL,
    -- How it ended: «Done», «Stopped», «RightEnded».
    Ending nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL
);
CREATE UNIQUE INDEX UX_DeskJobs_Id ON DeskJobs (Id);
CREATE INDEX IX_DeskJobs_EndedAt ON DeskJobs (EndedAt, Number);

CREATE TABLE DeskJobItems (
    Number bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_DeskJobItems PRIMARY KEY,
    JobNumber bigint NOT NULL CONSTRAINT FK_DeskJobItems_DeskJobs REFERENCES DeskJobs (Number) ON DELETE CASCADE,
    -- By which it is an operator's.
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    CaseNumber bigint NULL,
    -- What became of it; null while nobody has come to it.
    Outcome nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
    Words nvarchar(400) NULL,
    EndedAt datetimeoffset(7) NULL
);
CREATE INDEX IX_DeskJobItems_Job ON DeskJobItems (JobNumber, Number);
CREATE INDEX IX_DeskJobItems_Waiting ON DeskJobItems (JobNumber, Number) WHERE Outcome IS NULL;
CREATE INDEX IX_DeskJobItems_PersonId ON DeskJobItems (PersonId) WHERE PersonId IS NOT NULL;
