-- What a case waits for, as the feature that opened it reads it again; no operator sees it.
ALTER TABLE SupportCases ADD COLUMN SoughtProtected BLOB NULL;
