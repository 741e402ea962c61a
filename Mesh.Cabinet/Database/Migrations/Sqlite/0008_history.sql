-- Whose hand it was and by which browser, so that a person can read their own history.
ALTER TABLE AuditTrail ADD COLUMN ByPersonId TEXT NULL;
ALTER TABLE AuditTrail ADD COLUMN Device TEXT NULL;
CREATE INDEX IX_AuditTrail_Account ON AuditTrail (Provider, Subject, At);
