-- What only adds to a record may name what is not there: it is kept as it was said, and means something once the other record comes.
CREATE TABLE EarlierAgents (PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL, AgentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL);
INSERT INTO EarlierAgents (PersonId, AgentId) SELECT PersonId, AgentId FROM PersonAgents;
DROP TABLE PersonAgents;
CREATE TABLE PersonAgents (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES People (Id),
    AgentId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (PersonId, AgentId)
);
INSERT INTO PersonAgents (PersonId, AgentId) SELECT PersonId, AgentId FROM EarlierAgents;
DROP TABLE EarlierAgents;
CREATE INDEX IX_PersonAgents_AgentId ON PersonAgents (AgentId);

-- The last row of the person held something that is no СНИЛС; the number is an earlier one or none.
ALTER TABLE People ADD IsSnilsMisread bit NOT NULL DEFAULT 0;

ALTER TABLE StagedPeople ADD IsSnilsMisread bit NULL;
ALTER TABLE StagedPeople ADD KeepsAgents bit NOT NULL DEFAULT 0;

-- 1: the account, 2: the door of mos.ru; what the people of an organisation lose by a change in the tree above them.
ALTER TABLE StagedOrganisations ADD Loses int NOT NULL DEFAULT 0;

-- The access of those of whom an import changes something, before and after; empty between imports.
CREATE TABLE StagedAccess (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    OrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    IsAfter bit NOT NULL,
    PRIMARY KEY (PersonId, Kind, IsAfter, OrganisationId)
);
