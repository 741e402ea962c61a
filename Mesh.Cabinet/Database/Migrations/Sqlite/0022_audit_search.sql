-- The trail is searched by time and by whose hand it was, and a person is taken out of it by both.
CREATE INDEX IX_AuditTrail_At ON AuditTrail (At, Number);
CREATE INDEX IX_AuditTrail_ByPersonId ON AuditTrail (ByPersonId, At) WHERE ByPersonId IS NOT NULL;
