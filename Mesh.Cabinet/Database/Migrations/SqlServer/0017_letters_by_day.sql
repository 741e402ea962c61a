-- How many letters came lately is asked before another is taken.
CREATE INDEX IX_SupportCases_Kind ON SupportCases (Kind, OpenedAt);
