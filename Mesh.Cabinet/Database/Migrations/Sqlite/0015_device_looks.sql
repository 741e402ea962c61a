-- When the person of an account last looked at their devices and sign-ins: what happened since is news to them.
CREATE TABLE DeviceLooks (
    Account TEXT NOT NULL CONSTRAINT PK_DeviceLooks PRIMARY KEY,
    LookedAt TEXT NOT NULL
);
CREATE INDEX IX_DeviceLooks_LookedAt ON DeviceLooks (LookedAt);
