-- Which account of mos.ru has which e-mail, by the last sign-in: an event of mos.ru may name a person by it.
CREATE TABLE AccountEmails (
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    EmailIndex binary(32) NOT NULL,
    EmailProtected varbinary(max) NOT NULL,
    ToldAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_AccountEmails_EmailIndex ON AccountEmails (EmailIndex);
CREATE INDEX IX_AccountEmails_ToldAt ON AccountEmails (ToldAt);
