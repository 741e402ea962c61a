-- What comes of a case: whose it is, who is at it, by when it is answered, and every word that was said in it.
ALTER TABLE SupportCases ADD
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    WaitsFor nvarchar(40) NULL,
    HandlerKey nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
    HandlerName nvarchar(255) NULL,
    DueAt datetimeoffset(7) NULL,
    ChangedAt datetimeoffset(7) NULL,
    -- Counted up by every change, so that of two operators at once the second is told.
    Version int NOT NULL CONSTRAINT DF_SupportCases_Version DEFAULT 0,
    -- Where an answer goes, and what mos.ru said of the person when the case was opened.
    AnswerToProtected varbinary(1024) NULL,
    ProfileProtected varbinary(8000) NULL,
    -- When a rule last looked whether an import has mended what the case asks for.
    LookedAt datetimeoffset(7) NULL;
CREATE INDEX IX_SupportCases_Waiting ON SupportCases (DueAt, Number) WHERE ClosedAt IS NULL;
CREATE INDEX IX_SupportCases_School ON SupportCases (SchoolId, DueAt, Number) WHERE ClosedAt IS NULL;

CREATE TABLE CaseEntries (
    Number bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_CaseEntries PRIMARY KEY,
    CaseNumber bigint NOT NULL CONSTRAINT FK_CaseEntries_SupportCases REFERENCES SupportCases (Number) ON DELETE CASCADE,
    Id uniqueidentifier NOT NULL,
    Kind nvarchar(40) NOT NULL,
    At datetimeoffset(7) NOT NULL,
    -- The operator; null where the person wrote, or a rule did it.
    ByKey nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
    ByName nvarchar(255) NULL,
    TextProtected varbinary(max) NULL
);
CREATE UNIQUE INDEX UX_CaseEntries_Id ON CaseEntries (Id);
CREATE INDEX IX_CaseEntries_CaseNumber ON CaseEntries (CaseNumber, Number);
