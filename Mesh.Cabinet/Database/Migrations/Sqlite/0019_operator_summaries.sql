-- To whom of those who handle cases the numbers of a day have been sent: one letter a day, whoever sends it.
CREATE TABLE OperatorSummaries (
    Account TEXT NOT NULL,
    SentFor TEXT NOT NULL,
    SentAt TEXT NOT NULL,
    CONSTRAINT PK_OperatorSummaries PRIMARY KEY (Account, SentFor)
);
CREATE INDEX IX_OperatorSummaries_SentAt ON OperatorSummaries (SentAt);
