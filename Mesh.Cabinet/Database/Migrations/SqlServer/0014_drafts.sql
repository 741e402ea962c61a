-- What an account has typed in a form and not sent.
CREATE TABLE Drafts (
    Id uniqueidentifier NOT NULL,
    Provider nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Subject nvarchar(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Form nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    TextProtected varbinary(max) NOT NULL,
    SavedAt datetimeoffset(7) NOT NULL,
    CONSTRAINT PK_Drafts PRIMARY KEY (Provider, Subject, Form)
);
CREATE UNIQUE INDEX UX_Drafts_Id ON Drafts (Id);
CREATE INDEX IX_Drafts_SavedAt ON Drafts (SavedAt);
