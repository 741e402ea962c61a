-- What is told to all of a school, or of the city, for a while.
CREATE TABLE Notices (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_Notices PRIMARY KEY,
    Text nvarchar(500) NOT NULL,
    -- Null for everybody.
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    FromAt datetimeoffset(7) NOT NULL,
    UntilAt datetimeoffset(7) NOT NULL,
    WrittenAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_Notices_UntilAt ON Notices (UntilAt);
