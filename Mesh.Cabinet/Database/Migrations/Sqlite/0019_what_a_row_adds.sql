-- What only adds to a record may name what is not there: it is kept as it was said, and means something once the other record comes.
CREATE TABLE EarlierAgents (PersonId TEXT NOT NULL, AgentId TEXT NOT NULL);
INSERT INTO EarlierAgents (PersonId, AgentId) SELECT PersonId, AgentId FROM PersonAgents;
DROP TABLE PersonAgents;
CREATE TABLE PersonAgents (
    PersonId TEXT NOT NULL REFERENCES People (Id),
    AgentId TEXT NOT NULL,
    PRIMARY KEY (PersonId, AgentId)
);
INSERT INTO PersonAgents (PersonId, AgentId) SELECT PersonId, AgentId FROM EarlierAgents;
DROP TABLE EarlierAgents;
CREATE INDEX IX_PersonAgents_AgentId ON PersonAgents (AgentId);

-- The last row of the person held something that is no СНИЛС; the number is an earlier one or none.
ALTER TABLE People ADD COLUMN IsSnilsMisread INTEGER NOT NULL DEFAULT 0;

ALTER TABLE StagedPeople ADD COLUMN IsSnilsMisread INTEGER NULL;
ALTER TABLE StagedPeople ADD COLUMN KeepsAgents INTEGER NOT NULL DEFAULT 0;

-- 1: the account, 2: the door of mos.ru; what the people of an organisation lose by a change in the tree above them.
ALTER TABLE StagedOrganisations ADD COLUMN Loses INTEGER NOT NULL DEFAULT 0;

-- The access of those of whom an import changes something, before and after; empty between imports.
CREATE TABLE StagedAccess (
    PersonId TEXT NOT NULL,
    Kind TEXT NOT NULL,
    OrganisationId TEXT NOT NULL,
    IsAfter INTEGER NOT NULL,
    PRIMARY KEY (PersonId, Kind, IsAfter, OrganisationId)
) WITHOUT ROWID;
