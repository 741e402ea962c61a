-- What a key of ours is for, and which one it follows: of each kind one follows another, whoever makes it (one maker).
ALTER TABLE EventKeys ADD COLUMN Algorithm TEXT NOT NULL DEFAULT 'RSA-OAEP';
ALTER TABLE EventKeys ADD COLUMN Predecessor TEXT NULL;
CREATE UNIQUE INDEX UX_EventKeys_Predecessor ON EventKeys (Algorithm, Predecessor) WHERE Predecessor IS NOT NULL;
