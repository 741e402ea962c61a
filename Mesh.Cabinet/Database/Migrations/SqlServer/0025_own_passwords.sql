-- Where nobody can compare a password with the one of mos.ru, the directory's is the school's own.
ALTER TABLE Activations ADD IsPasswordOwn bit NOT NULL CONSTRAINT DF_Activations_IsPasswordOwn DEFAULT 0;
