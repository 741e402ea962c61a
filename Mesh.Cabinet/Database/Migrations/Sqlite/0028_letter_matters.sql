-- Where a letter was written from, or what its writer was refused: one of the product's own keys.
ALTER TABLE SupportCases ADD COLUMN Matter TEXT NULL;
