-- Services that schools have switched off for everybody or for a role; switched on again they are history for a year.
CREATE TABLE ServiceSwitches (
    Id TEXT NOT NULL CONSTRAINT PK_ServiceSwitches PRIMARY KEY,
    ServiceKey TEXT NOT NULL,
    SchoolId TEXT NOT NULL,
    -- «Staff», «Student», «Parent»; empty for everybody.
    Role TEXT NOT NULL,
    OffAt TEXT NOT NULL,
    OffBy TEXT NOT NULL,
    OffWhy TEXT NOT NULL,
    -- Null while it is off.
    OnAt TEXT NULL,
    OnBy TEXT NULL,
    OnWhy TEXT NULL
);
CREATE UNIQUE INDEX UX_ServiceSwitches_Off ON ServiceSwitches (SchoolId, ServiceKey, Role) WHERE OnAt IS NULL;
CREATE INDEX IX_ServiceSwitches_School ON ServiceSwitches (SchoolId, OffAt);
CREATE INDEX IX_ServiceSwitches_OnAt ON ServiceSwitches (OnAt, Id);
