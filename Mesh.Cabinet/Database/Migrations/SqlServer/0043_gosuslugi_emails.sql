-- Which account of госуслуги has which e-mail, by the last sign-in: letters go there. No event of mos.ru names anybody by it.
CREATE TABLE GosuslugiEmails (
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_GosuslugiEmails PRIMARY KEY,
    EmailProtected varbinary(1024) NOT NULL,
    ToldAt datetimeoffset(7) NOT NULL
);
CREATE INDEX IX_GosuslugiEmails_ToldAt ON GosuslugiEmails (ToldAt);
