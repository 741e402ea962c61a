-- What an import says of rows, kept by school: what is to be mended there. Of a finding it is known whose row it is, and what stands in
-- the field, where that is nothing personal.
ALTER TABLE ImportFindings ADD COLUMN Sort TEXT NULL;
-- Where the row was staged that a check found later.
ALTER TABLE ImportFindings ADD COLUMN StagedIn TEXT NULL;
ALTER TABLE ImportFindings ADD COLUMN StagedLine INTEGER NULL;
ALTER TABLE ImportFindings ADD COLUMN RecordId TEXT NULL;
ALTER TABLE ImportFindings ADD COLUMN PersonId TEXT NULL;
ALTER TABLE ImportFindings ADD COLUMN OrganisationId TEXT NULL;
ALTER TABLE ImportFindings ADD COLUMN ClassId TEXT NULL;
ALTER TABLE ImportFindings ADD COLUMN Words TEXT NULL;

-- Whose each finding is; empty between imports.
CREATE TABLE StagedFindingSchools (
    Number INTEGER NOT NULL,
    SchoolId TEXT NOT NULL,
    CONSTRAINT PK_StagedFindingSchools PRIMARY KEY (Number, SchoolId)
) WITHOUT ROWID;

-- Examples: so many rows of each sort and school, of the last imports. No school: the row says none.
CREATE TABLE ImportRemarks (
    Number INTEGER NOT NULL CONSTRAINT PK_ImportRemarks PRIMARY KEY AUTOINCREMENT,
    ImportId TEXT NOT NULL,
    KeptAt TEXT NOT NULL,
    SchoolId TEXT NULL,
    CsvFile TEXT NOT NULL,
    Line INTEGER NOT NULL,
    CsvColumn TEXT NULL,
    Sort TEXT NOT NULL,
    Reason TEXT NOT NULL,
    IsRefusal INTEGER NOT NULL,
    RecordId TEXT NULL,
    PersonId TEXT NULL,
    Words TEXT NULL
);
CREATE INDEX IX_ImportRemarks_Import ON ImportRemarks (ImportId, SchoolId);
CREATE INDEX IX_ImportRemarks_PersonId ON ImportRemarks (PersonId) WHERE PersonId IS NOT NULL;
CREATE INDEX IX_ImportRemarks_KeptAt ON ImportRemarks (KeptAt);

-- How many rows of each sort there were.
CREATE TABLE ImportRemarkCounts (
    Number INTEGER NOT NULL CONSTRAINT PK_ImportRemarkCounts PRIMARY KEY AUTOINCREMENT,
    ImportId TEXT NOT NULL,
    KeptAt TEXT NOT NULL,
    SchoolId TEXT NULL,
    CsvFile TEXT NOT NULL,
    CsvColumn TEXT NULL,
    Sort TEXT NOT NULL,
    IsRefusal INTEGER NOT NULL,
    Total INTEGER NOT NULL
);
CREATE INDEX IX_ImportRemarkCounts_Import ON ImportRemarkCounts (ImportId, SchoolId);
CREATE INDEX IX_ImportRemarkCounts_KeptAt ON ImportRemarkCounts (KeptAt);
