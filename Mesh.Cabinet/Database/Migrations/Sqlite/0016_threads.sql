-- What comes of a case: whose it is, who is at it, by when it is answered, and every word that was said in it.
ALTER TABLE SupportCases ADD COLUMN SchoolId TEXT NULL;
ALTER TABLE SupportCases ADD COLUMN WaitsFor TEXT NULL;
ALTER TABLE SupportCases ADD COLUMN HandlerKey TEXT NULL;
ALTER TABLE SupportCases ADD COLUMN HandlerName TEXT NULL;
ALTER TABLE SupportCases ADD COLUMN DueAt TEXT NULL;
ALTER TABLE SupportCases ADD COLUMN ChangedAt TEXT NULL;
-- Counted up by every change, so that of two operators at once the second is told.
ALTER TABLE SupportCases ADD COLUMN Version INTEGER NOT NULL CONSTRAINT DF_SupportCases_Version DEFAULT 0;
-- Where an answer goes, and what mos.ru said of the person when the case was opened.
ALTER TABLE SupportCases ADD COLUMN AnswerToProtected BLOB NULL;
ALTER TABLE SupportCases ADD COLUMN ProfileProtected BLOB NULL;
-- When a rule last looked whether an import has mended what the case asks for.
ALTER TABLE SupportCases ADD COLUMN LookedAt TEXT NULL;
CREATE INDEX IX_SupportCases_Waiting ON SupportCases (DueAt, Number) WHERE ClosedAt IS NULL;
CREATE INDEX IX_SupportCases_School ON SupportCases (SchoolId, DueAt, Number) WHERE ClosedAt IS NULL;

CREATE TABLE CaseEntries (
    Number INTEGER NOT NULL CONSTRAINT PK_CaseEntries PRIMARY KEY AUTOINCREMENT,
    CaseNumber INTEGER NOT NULL CONSTRAINT FK_CaseEntries_SupportCases REFERENCES SupportCases (Number) ON DELETE CASCADE,
    Id TEXT NOT NULL,
    Kind TEXT NOT NULL,
    At TEXT NOT NULL,
    -- The operator; null where the person wrote, or a rule did it.
    ByKey TEXT NULL,
    ByName TEXT NULL,
    TextProtected BLOB NULL
);
CREATE UNIQUE INDEX UX_CaseEntries_Id ON CaseEntries (Id);
CREATE INDEX IX_CaseEntries_CaseNumber ON CaseEntries (CaseNumber, Number);
