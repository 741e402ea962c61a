-- Sessions that gave something to a service, and have ended: in whatever way a row of Sessions goes, also with the device that it hangs on.
CREATE TABLE EndedSessions (
    SessionId uniqueidentifier NOT NULL CONSTRAINT PK_EndedSessions PRIMARY KEY
);

-- A trigger has to be alone in its batch.
EXEC('
CREATE TRIGGER TR_Sessions_Ended ON Sessions AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    INSERT INTO EndedSessions (SessionId)
    SELECT gone.Id FROM deleted gone WHERE EXISTS (SELECT 1 FROM ServiceGrants WHERE ServiceGrants.SessionId = gone.Id);
END');
