-- Services that schools have switched off for everybody or for a role; switched on again they are history for a year.
CREATE TABLE ServiceSwitches (
    Id uniqueidentifier NOT NULL CONSTRAINT PK_ServiceSwitches PRIMARY KEY,
    ServiceKey nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- «Staff», «Student», «Parent»; empty for everybody.
    Role nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    OffAt datetimeoffset(7) NOT NULL,
    OffBy nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    OffWhy nvarchar(255) NOT NULL,
    -- Null while it is off.
    OnAt datetimeoffset(7) NULL,
    OnBy nvarchar(300) COLLATE Latin1_General_100_BIN2 NULL,
    OnWhy nvarchar(255) NULL
);
CREATE UNIQUE INDEX UX_ServiceSwitches_Off ON ServiceSwitches (SchoolId, ServiceKey, Role) WHERE OnAt IS NULL;
CREATE INDEX IX_ServiceSwitches_School ON ServiceSwitches (SchoolId, OffAt);
CREATE INDEX IX_ServiceSwitches_OnAt ON ServiceSwitches (OnAt, Id);
