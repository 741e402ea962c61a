-- A person is shown what became of their requests.
CREATE INDEX IX_SupportCases_Account ON SupportCases (Provider, Subject);

-- When an import last changed or withdrew a post: whoever lost one is signed out (E18). Null since it came.
ALTER TABLE Posts ADD COLUMN ChangedAt TEXT NULL;
CREATE INDEX IX_Posts_ChangedAt ON Posts (ChangedAt) WHERE ChangedAt IS NOT NULL;
CREATE INDEX IX_People_WithdrawnAt ON People (WithdrawnAt) WHERE WithdrawnAt IS NOT NULL;
CREATE INDEX IX_Imports_FinishedAt ON Imports (FinishedAt);
