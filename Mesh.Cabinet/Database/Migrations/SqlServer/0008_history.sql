-- Whose hand it was and by which browser, so that a person can read their own history.
ALTER TABLE AuditTrail ADD ByPersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL;
ALTER TABLE AuditTrail ADD Device nvarchar(250) NULL;
CREATE INDEX IX_AuditTrail_Account ON AuditTrail (Provider, Subject, At);
