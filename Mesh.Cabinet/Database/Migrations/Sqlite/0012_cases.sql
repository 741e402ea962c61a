-- What waits for an answer. The number is what people are told.
CREATE TABLE SupportCases (
    Number INTEGER NOT NULL CONSTRAINT PK_SupportCases PRIMARY KEY AUTOINCREMENT,
    Id TEXT NOT NULL,
    Kind TEXT NOT NULL,
    PersonId TEXT NULL,
    Provider TEXT NULL,
    Subject TEXT NULL,
    OpenKey TEXT NULL,
    JournalLogin TEXT NULL,
    MosRuLogin TEXT NULL,
    DecidedLogin TEXT NULL,
    MessageProtected BLOB NULL,
    OpenedAt TEXT NOT NULL,
    ClosedAt TEXT NULL,
    -- What an operator has to know of a case besides.
    About TEXT NULL
);
CREATE UNIQUE INDEX UX_SupportCases_Id ON SupportCases (Id);
-- A person is shown what became of their requests.
CREATE INDEX IX_SupportCases_Account ON SupportCases (Provider, Subject);
CREATE UNIQUE INDEX UX_SupportCases_OpenKey ON SupportCases (OpenKey) WHERE OpenKey IS NOT NULL;
-- How many letters came lately is asked before another is taken.
CREATE INDEX IX_SupportCases_Kind ON SupportCases (Kind, OpenedAt);
CREATE INDEX IX_SupportCases_Decided ON SupportCases (PersonId, DecidedLogin) WHERE DecidedLogin IS NOT NULL;
