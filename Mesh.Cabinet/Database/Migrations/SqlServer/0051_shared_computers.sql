-- Somebody said that the computer is not theirs: whoever does nothing for a few minutes is out, of the provider too.
ALTER TABLE Sessions ADD IsShared bit NOT NULL CONSTRAINT DF_Sessions_IsShared DEFAULT 0;
