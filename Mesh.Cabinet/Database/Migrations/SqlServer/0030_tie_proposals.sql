-- Decisions about a tie for which the СНИЛС does not speak: they wait for a second operator, and then a day.
CREATE TABLE TieProposals (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_TieProposals PRIMARY KEY,
    CaseNumber bigint NOT NULL,
    -- Of the case: whose operators may be the second.
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Change nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- The other record, or the account as «provider/subject».
    Target nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Why nvarchar(255) NOT NULL,
    Provider nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL,
    ProposedKey nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ProposedName nvarchar(255) NOT NULL,
    -- For how many schools the first operator speaks.
    Reach int NOT NULL,
    ProposedAt datetimeoffset(7) NOT NULL,
    SecondKey nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
    SecondName nvarchar(255) NULL,
    HoldsAt datetimeoffset(7) NULL,
    EndedAt datetimeoffset(7) NULL,
    -- «done», «cancelled», or why it could not be done.
    Outcome nvarchar(400) NULL
);
CREATE UNIQUE INDEX IX_TieProposals_Open ON TieProposals (CaseNumber) WHERE EndedAt IS NULL;
CREATE INDEX IX_TieProposals_CaseNumber ON TieProposals (CaseNumber, ProposedAt);
CREATE INDEX IX_TieProposals_PersonId ON TieProposals (PersonId);
CREATE INDEX IX_TieProposals_EndedAt ON TieProposals (EndedAt, HoldsAt);
