-- To whom of those who handle cases the numbers of a day have been sent: one letter a day, whoever sends it.
CREATE TABLE OperatorSummaries (
    Account nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SentFor nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    SentAt datetimeoffset(7) NOT NULL,
    CONSTRAINT PK_OperatorSummaries PRIMARY KEY (Account, SentFor)
);
CREATE INDEX IX_OperatorSummaries_SentAt ON OperatorSummaries (SentAt);
