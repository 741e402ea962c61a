-- Decisions about a tie for which the СНИЛС does not speak: they wait for a second operator, and then a day.
CREATE TABLE TieProposals (
    Id TEXT NOT NULL CONSTRAINT PK_TieProposals PRIMARY KEY,
    CaseNumber INTEGER NOT NULL,
    -- Of the case: whose operators may be the second.
    SchoolId TEXT NULL,
    Change TEXT NOT NULL,
    PersonId TEXT NOT NULL,
    -- The other record, or the account as «provider/subject».
    Target TEXT NOT NULL,
    Why TEXT NOT NULL,
    Provider TEXT NULL,
    Subject TEXT NULL,
    ProposedKey TEXT NOT NULL,
    ProposedName TEXT NOT NULL,
    -- For how many schools the first operator speaks.
    Reach INTEGER NOT NULL,
    ProposedAt TEXT NOT NULL,
    SecondKey TEXT NULL,
    SecondName TEXT NULL,
    HoldsAt TEXT NULL,
    EndedAt TEXT NULL,
    -- «done», «cancelled», or why it could not be done.
    Outcome TEXT NULL
);
CREATE UNIQUE INDEX IX_TieProposals_Open ON TieProposals (CaseNumber) WHERE EndedAt IS NULL;
CREATE INDEX IX_TieProposals_CaseNumber ON TieProposals (CaseNumber, ProposedAt);
CREATE INDEX IX_TieProposals_PersonId ON TieProposals (PersonId);
CREATE INDEX IX_TieProposals_EndedAt ON TieProposals (EndedAt, HoldsAt);
