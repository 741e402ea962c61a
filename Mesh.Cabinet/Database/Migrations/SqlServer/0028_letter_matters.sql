-- Where a letter was written from, or what its writer was refused: one of the product's own keys.
ALTER TABLE SupportCases ADD Matter nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
