-- In which of several schools a person works with a service that asks.
CREATE TABLE ServiceSchools (
    PersonId TEXT NOT NULL,
    ClientId TEXT NOT NULL,
    SchoolId TEXT NOT NULL,
    CONSTRAINT PK_ServiceSchools PRIMARY KEY (PersonId, ClientId)
);
