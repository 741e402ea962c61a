-- The beginning of a person's folded name beside the post, so that people of a school are found by name in the order of an index.
ALTER TABLE Posts ADD FoldedName nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT DF_Posts_FoldedName DEFAULT N'';
GO
UPDATE Posts SET FoldedName = SUBSTRING(p.FoldedName, 1, 400) FROM Posts JOIN People p ON p.Id = Posts.PersonId;
DROP INDEX IX_Posts_OrganisationId ON Posts;
CREATE INDEX IX_Posts_OrganisationId_FoldedName ON Posts (OrganisationId, FoldedName, PersonId);
