-- How a person laid out their services: keys of the catalogue in their own order, favourites, tiles or a list.
CREATE TABLE ServiceShelves (
    PersonId nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL CONSTRAINT PK_ServiceShelves PRIMARY KEY CONSTRAINT FK_ServiceShelves_People REFERENCES People (Id),
    Keys nvarchar(max) NOT NULL,
    Favourites nvarchar(max) NOT NULL,
    IsList bit NOT NULL
);
