-- What an import says of rows, kept by school: what is to be mended there. Of a finding it is known whose row it is, and what stands in
-- the field, where that is nothing personal.
ALTER TABLE ImportFindings ADD Sort nvarchar(500) NULL;
-- Where the row was staged that a check found later.
ALTER TABLE ImportFindings ADD StagedIn nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE ImportFindings ADD StagedLine int NULL;
ALTER TABLE ImportFindings ADD RecordId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE ImportFindings ADD PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE ImportFindings ADD OrganisationId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE ImportFindings ADD ClassId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE ImportFindings ADD Words nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL;

-- Whose each finding is; empty between imports.
CREATE TABLE StagedFindingSchools (
    Number int NOT NULL,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_StagedFindingSchools PRIMARY KEY (Number, SchoolId)
);

-- Examples: so many rows of each sort and school, of the last imports. No school: the row says none.
CREATE TABLE ImportRemarks (
    Number bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_ImportRemarks PRIMARY KEY,
    ImportId uniqueidentifier NOT NULL,
    KeptAt datetimeoffset(7) NOT NULL,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    CsvFile nvarchar(40) NOT NULL,
    Line int NOT NULL,
    CsvColumn nvarchar(255) NULL,
    Sort nvarchar(500) NOT NULL,
    Reason nvarchar(500) NOT NULL,
    IsRefusal bit NOT NULL,
    RecordId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    Words nvarchar(255) COLLATE Latin1_General_100_BIN2 NULL
);
CREATE INDEX IX_ImportRemarks_Import ON ImportRemarks (ImportId, SchoolId);
CREATE INDEX IX_ImportRemarks_PersonId ON ImportRemarks (PersonId) WHERE PersonId IS NOT NULL;
CREATE INDEX IX_ImportRemarks_KeptAt ON ImportRemarks (KeptAt);

-- How many rows of each sort there were.
CREATE TABLE ImportRemarkCounts (
    Number bigint IDENTITY(1,1) NOT NULL CONSTRAINT PK_ImportRemarkCounts PRIMARY KEY,
    ImportId uniqueidentifier NOT NULL,
    KeptAt datetimeoffset(7) NOT NULL,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    CsvFile nvarchar(40) NOT NULL,
    CsvColumn nvarchar(255) NULL,
    Sort nvarchar(500) NOT NULL,
    IsRefusal bit NOT NULL,
    Total int NOT NULL
);
CREATE INDEX IX_ImportRemarkCounts_Import ON ImportRemarkCounts (ImportId, SchoolId);
CREATE INDEX IX_ImportRemarkCounts_KeptAt ON ImportRemarkCounts (KeptAt);
