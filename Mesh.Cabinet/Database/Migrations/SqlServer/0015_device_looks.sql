-- When the person of an account last looked at their devices and sign-ins: what happened since is news to them.
CREATE TABLE DeviceLooks (
    Account nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_DeviceLooks PRIMARY KEY,
    LookedAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_DeviceLooks_LookedAt ON DeviceLooks (LookedAt);
