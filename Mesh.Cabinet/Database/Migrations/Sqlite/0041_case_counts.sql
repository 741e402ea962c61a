-- How many cases there are, kept up by the database itself whoever changes a case and however: a list's head and its pages count nothing.
-- By school; an empty one where a case has none.
CREATE TABLE SchoolCaseCounts (
    SchoolId TEXT NOT NULL,
    Kind TEXT NOT NULL,
    -- «Open», «WaitsForPerson», «WaitsForSchool», «Done».
    State TEXT NOT NULL,
    -- The UTC day by which open ones are to be answered; the first of all days for the rest.
    DueDay TEXT NOT NULL,
    Total INTEGER NOT NULL,
    CONSTRAINT PK_SchoolCaseCounts PRIMARY KEY (SchoolId, Kind, State, DueDay)
);
-- The same of the whole city.
CREATE TABLE CaseCounts (
    Kind TEXT NOT NULL,
    State TEXT NOT NULL,
    DueDay TEXT NOT NULL,
    Total INTEGER NOT NULL,
    CONSTRAINT PK_CaseCounts PRIMARY KEY (Kind, State, DueDay)
);
INSERT INTO SchoolCaseCounts (SchoolId, Kind, State, DueDay, Total)
SELECT COALESCE(SchoolId, ''), Kind, CASE WHEN ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(WaitsFor, 'Open') END,
    CASE WHEN ClosedAt IS NULL AND DueAt IS NOT NULL THEN substr(DueAt, 1, 10) ELSE '0001-01-01' END, COUNT(*)
FROM SupportCases GROUP BY 1, 2, 3, 4;
INSERT INTO CaseCounts (Kind, State, DueDay, Total) SELECT Kind, State, DueDay, SUM(Total) FROM SchoolCaseCounts GROUP BY Kind, State, DueDay;

CREATE TRIGGER TR_SupportCases_Added AFTER INSERT ON SupportCases BEGIN
    INSERT INTO SchoolCaseCounts (SchoolId, Kind, State, DueDay, Total)
    VALUES (COALESCE(NEW.SchoolId, ''), NEW.Kind, CASE WHEN NEW.ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(NEW.WaitsFor, 'Open') END,
        CASE WHEN NEW.ClosedAt IS NULL AND NEW.DueAt IS NOT NULL THEN substr(NEW.DueAt, 1, 10) ELSE '0001-01-01' END, 1)
    ON CONFLICT (SchoolId, Kind, State, DueDay) DO UPDATE SET Total = Total + 1;
    INSERT INTO CaseCounts (Kind, State, DueDay, Total)
    VALUES (NEW.Kind, CASE WHEN NEW.ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(NEW.WaitsFor, 'Open') END,
        CASE WHEN NEW.ClosedAt IS NULL AND NEW.DueAt IS NOT NULL THEN substr(NEW.DueAt, 1, 10) ELSE '0001-01-01' END, 1)
    ON CONFLICT (Kind, State, DueDay) DO UPDATE SET Total = Total + 1;
END;

CREATE TRIGGER TR_SupportCases_Gone AFTER DELETE ON SupportCases BEGIN
    UPDATE SchoolCaseCounts SET Total = Total - 1
    WHERE SchoolId = COALESCE(OLD.SchoolId, '') AND Kind = OLD.Kind AND State = CASE WHEN OLD.ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(OLD.WaitsFor, 'Open') END
        AND DueDay = CASE WHEN OLD.ClosedAt IS NULL AND OLD.DueAt IS NOT NULL THEN substr(OLD.DueAt, 1, 10) ELSE '0001-01-01' END;
    UPDATE CaseCounts SET Total = Total - 1
    WHERE Kind = OLD.Kind AND State = CASE WHEN OLD.ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(OLD.WaitsFor, 'Open') END
        AND DueDay = CASE WHEN OLD.ClosedAt IS NULL AND OLD.DueAt IS NOT NULL THEN substr(OLD.DueAt, 1, 10) ELSE '0001-01-01' END;
    DELETE FROM SchoolCaseCounts WHERE SchoolId = COALESCE(OLD.SchoolId, '') AND Kind = OLD.Kind AND Total = 0;
    DELETE FROM CaseCounts WHERE Kind = OLD.Kind AND Total = 0;
END;

CREATE TRIGGER TR_SupportCases_Changed AFTER UPDATE OF SchoolId, Kind, WaitsFor, ClosedAt, DueAt ON SupportCases BEGIN
    UPDATE SchoolCaseCounts SET Total = Total - 1
    WHERE SchoolId = COALESCE(OLD.SchoolId, '') AND Kind = OLD.Kind AND State = CASE WHEN OLD.ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(OLD.WaitsFor, 'Open') END
        AND DueDay = CASE WHEN OLD.ClosedAt IS NULL AND OLD.DueAt IS NOT NULL THEN substr(OLD.DueAt, 1, 10) ELSE '0001-01-01' END;
    UPDATE CaseCounts SET Total = Total - 1
    WHERE Kind = OLD.Kind AND State = CASE WHEN OLD.ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(OLD.WaitsFor, 'Open') END
        AND DueDay = CASE WHEN OLD.ClosedAt IS NULL AND OLD.DueAt IS NOT NULL THEN substr(OLD.DueAt, 1, 10) ELSE '0001-01-01' END;
    INSERT INTO SchoolCaseCounts (SchoolId, Kind, State, DueDay, Total)
    VALUES (COALESCE(NEW.SchoolId, ''), NEW.Kind, CASE WHEN NEW.ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(NEW.WaitsFor, 'Open') END,
        CASE WHEN NEW.ClosedAt IS NULL AND NEW.DueAt IS NOT NULL THEN substr(NEW.DueAt, 1, 10) ELSE '0001-01-01' END, 1)
    ON CONFLICT (SchoolId, Kind, State, DueDay) DO UPDATE SET Total = Total + 1;
    INSERT INTO CaseCounts (Kind, State, DueDay, Total)
    VALUES (NEW.Kind, CASE WHEN NEW.ClosedAt IS NOT NULL THEN 'Done' ELSE COALESCE(NEW.WaitsFor, 'Open') END,
        CASE WHEN NEW.ClosedAt IS NULL AND NEW.DueAt IS NOT NULL THEN substr(NEW.DueAt, 1, 10) ELSE '0001-01-01' END, 1)
    ON CONFLICT (Kind, State, DueDay) DO UPDATE SET Total = Total + 1;
    DELETE FROM SchoolCaseCounts WHERE SchoolId = COALESCE(OLD.SchoolId, '') AND Kind = OLD.Kind AND Total = 0;
    DELETE FROM CaseCounts WHERE Kind = OLD.Kind AND Total = 0;
END;

-- What goes before all others is a place in the order, so that the first page of a list is the beginning of an index.
ALTER TABLE SupportCases ADD COLUMN Urgency INTEGER NOT NULL CONSTRAINT DF_SupportCases_Urgency DEFAULT 1;
UPDATE SupportCases SET Urgency = 0 WHERE Kind = 'NotMe';
CREATE INDEX IX_SupportCases_InOrder ON SupportCases (Urgency, DueAt, Number) WHERE ClosedAt IS NULL;
CREATE INDEX IX_SupportCases_SchoolInOrder ON SupportCases (SchoolId, Urgency, DueAt, Number) WHERE ClosedAt IS NULL;
CREATE INDEX IX_SupportCases_KindInOrder ON SupportCases (Kind, DueAt, Number) WHERE ClosedAt IS NULL;
CREATE INDEX IX_SupportCases_Handler ON SupportCases (HandlerKey, Number) WHERE HandlerKey IS NOT NULL;
CREATE INDEX IX_SupportCases_PersonId ON SupportCases (PersonId) WHERE PersonId IS NOT NULL;
