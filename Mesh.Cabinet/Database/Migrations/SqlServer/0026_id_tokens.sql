-- The provider's own word of who signed in: it is shown it again when the person leaves.
ALTER TABLE Sessions ADD IdTokenProtected varbinary(max) NULL;
