-- What an account has typed in a form and not sent.
CREATE TABLE Drafts (
    Id TEXT NOT NULL,
    Provider TEXT NOT NULL,
    Subject TEXT NOT NULL,
    Form TEXT NOT NULL,
    TextProtected BLOB NOT NULL,
    SavedAt TEXT NOT NULL,
    CONSTRAINT PK_Drafts PRIMARY KEY (Provider, Subject, Form)
);
CREATE UNIQUE INDEX UX_Drafts_Id ON Drafts (Id);
CREATE INDEX IX_Drafts_SavedAt ON Drafts (SavedAt);
