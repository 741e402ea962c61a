-- The beginning of a person's folded name beside the post, so that people of a school are found by name in the order of an index.
ALTER TABLE Posts ADD COLUMN FoldedName TEXT NOT NULL CONSTRAINT DF_Posts_FoldedName DEFAULT '';
UPDATE Posts SET FoldedName = (SELECT SUBSTRING(p.FoldedName, 1, 400) FROM People p WHERE p.Id = Posts.PersonId);
DROP INDEX IX_Posts_OrganisationId;
CREATE INDEX IX_Posts_OrganisationId_FoldedName ON Posts (OrganisationId, FoldedName, PersonId);
