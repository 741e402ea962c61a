-- What we know of the directory's object: how we left its switch (E56), the name that works where an administrator gave another (E43),
-- since when an administrator keeps it off, and how often in a row the directory has refused it (E45).
ALTER TABLE Activations ADD COLUMN LeftEnabled INTEGER NULL;
ALTER TABLE Activations ADD COLUMN DirectoryLogin TEXT NULL;
ALTER TABLE Activations ADD COLUMN HeldOffAt TEXT NULL;
ALTER TABLE Activations ADD COLUMN Refusals INTEGER NOT NULL DEFAULT 0;

-- What an operator has to know of a case besides.
ALTER TABLE SupportCases ADD COLUMN About TEXT NULL;
