-- Which account of mos.ru has which e-mail, by the last sign-in: an event of mos.ru may name a person by it.
CREATE TABLE AccountEmails (
    Subject TEXT NOT NULL PRIMARY KEY,
    EmailIndex BLOB NOT NULL,
    EmailProtected BLOB NOT NULL,
    ToldAt TEXT NOT NULL
);
CREATE INDEX IX_AccountEmails_EmailIndex ON AccountEmails (EmailIndex);
CREATE INDEX IX_AccountEmails_ToldAt ON AccountEmails (ToldAt);
