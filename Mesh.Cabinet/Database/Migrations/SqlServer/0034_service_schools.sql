-- In which of several schools a person works with a service that asks.
CREATE TABLE ServiceSchools (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ClientId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT PK_ServiceSchools PRIMARY KEY (PersonId, ClientId)
);
