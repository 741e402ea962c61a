-- What is told to all of a school, or of the city, for a while.
CREATE TABLE Notices (
    Id TEXT NOT NULL CONSTRAINT PK_Notices PRIMARY KEY,
    Text TEXT NOT NULL,
    -- Null for everybody.
    SchoolId TEXT NULL,
    FromAt TEXT NOT NULL,
    UntilAt TEXT NOT NULL,
    WrittenAt TEXT NOT NULL
);
CREATE INDEX IX_Notices_UntilAt ON Notices (UntilAt);
