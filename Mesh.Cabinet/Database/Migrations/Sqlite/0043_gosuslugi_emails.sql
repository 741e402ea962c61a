-- Which account of госуслуги has which e-mail, by the last sign-in: letters go there. No event of mos.ru names anybody by it.
CREATE TABLE GosuslugiEmails (
    Subject TEXT NOT NULL CONSTRAINT PK_GosuslugiEmails PRIMARY KEY,
    EmailProtected BLOB NOT NULL,
    ToldAt TEXT NOT NULL
);
CREATE INDEX IX_GosuslugiEmails_ToldAt ON GosuslugiEmails (ToldAt);
