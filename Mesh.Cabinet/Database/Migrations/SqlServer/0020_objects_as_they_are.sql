-- What we know of the directory's object: how we left its switch (E56), the name that works where an administrator gave another (E43),
-- since when an administrator keeps it off, and how often in a row the directory has refused it (E45).
ALTER TABLE Activations ADD LeftEnabled bit NULL;
ALTER TABLE Activations ADD DirectoryLogin nvarchar(255) NULL;
ALTER TABLE Activations ADD HeldOffAt datetimeoffset(7) NULL;
ALTER TABLE Activations ADD Refusals int NOT NULL CONSTRAINT DF_Activations_Refusals DEFAULT 0;

-- What an operator has to know of a case besides.
ALTER TABLE SupportCases ADD About nvarchar(600) NULL;
