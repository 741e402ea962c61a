-- Where nobody can compare a password with the one of mos.ru, the directory's is the school's own.
ALTER TABLE Activations ADD COLUMN IsPasswordOwn INTEGER NOT NULL DEFAULT 0;
