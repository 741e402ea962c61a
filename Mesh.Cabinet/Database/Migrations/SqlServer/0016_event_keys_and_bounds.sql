-- What a key of ours is for, and which one it follows: of each kind one follows another, whoever makes it (one maker).
ALTER TABLE EventKeys ADD Algorithm nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT 'RSA-OAEP';
ALTER TABLE EventKeys ADD Predecessor nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL;
-- A key holds a kind, a provider, a subject of 255 characters and a role.
DROP INDEX UX_SupportCases_OpenKey ON SupportCases;
ALTER TABLE SupportCases ALTER COLUMN OpenKey nvarchar(400) COLLATE Latin1_General_100_BIN2 NULL;
GO
CREATE UNIQUE INDEX UX_EventKeys_Predecessor ON EventKeys (Algorithm, Predecessor) WHERE Predecessor IS NOT NULL;
CREATE UNIQUE INDEX UX_SupportCases_OpenKey ON SupportCases (OpenKey) WHERE OpenKey IS NOT NULL;
