-- How many cases there are, kept up by the database itself whoever changes a case and however: a list's head and its pages count nothing.
-- By school; an empty one where a case has none.
CREATE TABLE SchoolCaseCounts (
    SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- «Open», «WaitsForPerson», «WaitsForSchool», «Done».
    State nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- The UTC day by which open ones are to be answered; the first of all days for the rest.
    DueDay date NOT NULL,
    Total int NOT NULL,
    CONSTRAINT PK_SchoolCaseCounts PRIMARY KEY (SchoolId, Kind, State, DueDay)
);
-- The same of the whole city.
CREATE TABLE CaseCounts (
    Kind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- «Open», «WaitsForPerson», «WaitsForSchool», «Done».
    State nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- The UTC day by which open ones are to be answered; the first of all days for the rest.
    DueDay date NOT NULL,
    Total int NOT NULL,
    CONSTRAINT PK_CaseCounts PRIMARY KEY (Kind, State, DueDay)
);
INSERT INTO SchoolCaseCounts (SchoolId, Kind, State, DueDay, Total)
SELECT c.SchoolId, c.Kind, c.State, c.DueDay, SUM(c.Added) FROM (SELECT COALESCE(SchoolId, N'') AS SchoolId, Kind COLLATE Latin1_General_100_BIN2 AS Kind, CASE WHEN ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(WaitsFor, 'Open') END COLLATE Latin1_General_100_BIN2 AS State, CASE WHEN ClosedAt IS NULL AND DueAt IS NOT NULL THEN CAST(SWITCHOFFSET(DueAt, '+00:00') AS date) ELSE CAST('0001-01-01' AS date) END AS DueDay, 1 AS Added FROM SupportCases) c
GROUP BY c.SchoolId, c.Kind, c.State, c.DueDay;
INSERT INTO CaseCounts (Kind, State, DueDay, Total) SELECT Kind, State, DueDay, SUM(Total) FROM SchoolCaseCounts GROUP BY Kind, State, DueDay;
GO

-- The hints make of two who add the first case of a sort one who waits: a trigger cannot begin again.
CREATE TRIGGER TR_SupportCases_Counted ON SupportCases AFTER INSERT, UPDATE, DELETE AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @Changes TABLE (SchoolId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL, Kind nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL, State nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL, DueDay date NOT NULL, Added int NOT NULL);
    INSERT INTO @Changes (SchoolId, Kind, State, DueDay, Added)
    SELECT c.SchoolId, c.Kind, c.State, c.DueDay, SUM(c.Added)
    FROM (
        SELECT COALESCE(SchoolId, N'') AS SchoolId, Kind COLLATE Latin1_General_100_BIN2 AS Kind, CASE WHEN ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(WaitsFor, 'Open') END COLLATE Latin1_General_100_BIN2 AS State, CASE WHEN ClosedAt IS NULL AND DueAt IS NOT NULL THEN CAST(SWITCHOFFSET(DueAt, '+00:00') AS date) ELSE CAST('0001-01-01' AS date) END AS DueDay, 1 AS Added FROM inserted
        UNION ALL
        SELECT COALESCE(SchoolId, N'') AS SchoolId, Kind COLLATE Latin1_General_100_BIN2 AS Kind, CASE WHEN ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(WaitsFor, 'Open') END COLLATE Latin1_General_100_BIN2 AS State, CASE WHEN ClosedAt IS NULL AND DueAt IS NOT NULL THEN CAST(SWITCHOFFSET(DueAt, '+00:00') AS date) ELSE CAST('0001-01-01' AS date) END AS DueDay, -1 AS Added FROM deleted) c
    GROUP BY c.SchoolId, c.Kind, c.State, c.DueDay
    HAVING SUM(c.Added) <> 0;
    IF NOT EXISTS (SELECT 1 FROM @Changes)
        RETURN;
    INSERT INTO SchoolCaseCounts (SchoolId, Kind, State, DueDay, Total)
    SELECT c.SchoolId, c.Kind, c.State, c.DueDay, 0 FROM @Changes c
    WHERE NOT EXISTS (SELECT 1 FROM SchoolCaseCounts t WITH (UPDLOCK, HOLDLOCK) WHERE t.SchoolId = c.SchoolId AND t.Kind = c.Kind AND t.State = c.State AND t.DueDay = c.DueDay);
    UPDATE t SET Total = t.Total + c.Added
    FROM SchoolCaseCounts t JOIN @Changes c ON t.SchoolId = c.SchoolId AND t.Kind = c.Kind AND t.State = c.State AND t.DueDay = c.DueDay;
    INSERT INTO CaseCounts (Kind, State, DueDay, Total)
    SELECT DISTINCT c.Kind, c.State, c.DueDay, 0 FROM @Changes c
    WHERE NOT EXISTS (SELECT 1 FROM CaseCounts t WITH (UPDLOCK, HOLDLOCK) WHERE t.Kind = c.Kind AND t.State = c.State AND t.DueDay = c.DueDay);
    UPDATE t SET Total = t.Total + c.Added
    FROM CaseCounts t JOIN (SELECT Kind, State, DueDay, SUM(Added) AS Added FROM @Changes GROUP BY Kind, State, DueDay) c ON t.Kind = c.Kind AND t.State = c.State AND t.DueDay = c.DueDay;
    DELETE t FROM SchoolCaseCounts t JOIN @Changes c ON t.SchoolId = c.SchoolId AND t.Kind = c.Kind AND t.State = c.State AND t.DueDay = c.DueDay WHERE t.Total = 0;
    DELETE t FROM CaseCounts t JOIN @Changes c ON t.Kind = c.Kind AND t.State = c.State AND t.DueDay = c.DueDay WHERE t.Total = 0;
END;
GO

-- What goes before all others is a place in the order, so that the first page of a list is the beginning of an index.
ALTER TABLE SupportCases ADD Urgency int NOT NULL CONSTRAINT DF_SupportCases_Urgency DEFAULT 1;
GO
UPDATE SupportCases SET Urgency = 0 WHERE Kind = 'NotMe';
CREATE INDEX IX_SupportCases_InOrder ON SupportCases (Urgency, DueAt, Number) WHERE ClosedAt IS NULL;
CREATE INDEX IX_SupportCases_SchoolInOrder ON SupportCases (SchoolId, Urgency, DueAt, Number) WHERE ClosedAt IS NULL;
CREATE INDEX IX_SupportCases_KindInOrder ON SupportCases (Kind, DueAt, Number) WHERE ClosedAt IS NULL;
CREATE INDEX IX_SupportCases_Handler ON SupportCases (HandlerKey, Number) WHERE HandlerKey IS NOT NULL;
CREATE INDEX IX_SupportCases_PersonId ON SupportCases (PersonId) WHERE PersonId IS NOT NULL;
