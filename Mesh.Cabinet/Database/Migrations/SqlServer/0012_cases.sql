-- What waits for an answer. The number is what people are told.
CREATE TABLE SupportCases (
    Number bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_SupportCases PRIMARY KEY,
    Id uniqueidentifier NOT NULL,
    Kind nvarchar(40) NOT NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Provider nvarchar(40) NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    OpenKey nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL,
    JournalLogin nvarchar(255) NULL,
    MosRuLogin nvarchar(255) NULL,
    DecidedLogin nvarchar(255) NULL,
    MessageProtected varbinary(max) NULL,
    OpenedAt datetimeoffset(7) NOT NULL,
    ClosedAt datetimeoffset(7) NULL,
    -- What an operator has to know of a case besides.
    About nvarchar(600) NULL
);
CREATE UNIQUE INDEX UX_SupportCases_Id ON SupportCases (Id);
-- A person is shown what became of their requests.
CREATE INDEX IX_SupportCases_Account ON SupportCases (Provider, Subject);
CREATE UNIQUE INDEX UX_SupportCases_OpenKey ON SupportCases (OpenKey) WHERE OpenKey IS NOT NULL;
-- How many letters came lately is asked before another is taken.
CREATE INDEX IX_SupportCases_Kind ON SupportCases (Kind, OpenedAt);
CREATE INDEX IX_SupportCases_Decided ON SupportCases (PersonId, DecidedLogin) WHERE DecidedLogin IS NOT NULL;
