-- Sessions that gave something to a service, and have ended: in whatever way a row of Sessions goes, also with the device that it hangs on.
CREATE TABLE EndedSessions (
    SessionId TEXT NOT NULL CONSTRAINT PK_EndedSessions PRIMARY KEY
);

CREATE TRIGGER TR_Sessions_Ended AFTER DELETE ON Sessions
WHEN EXISTS (SELECT 1 FROM ServiceGrants WHERE SessionId = OLD.Id)
BEGIN
    INSERT INTO EndedSessions (SessionId) VALUES (OLD.Id);
END;
