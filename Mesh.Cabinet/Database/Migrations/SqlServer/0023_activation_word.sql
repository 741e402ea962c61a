-- When word of an account that works was put among the letters, or there was nobody to tell.
ALTER TABLE Activations ADD ToldAt datetimeoffset(7) NULL;
CREATE INDEX IX_Activations_Untold ON Activations (CompletedAt) WHERE CompletedAt IS NOT NULL AND ToldAt IS NULL;
