-- How a person laid out their services: keys of the catalogue in their own order, favourites, tiles or a list.
CREATE TABLE ServiceShelves (
    PersonId TEXT NOT NULL CONSTRAINT PK_ServiceShelves PRIMARY KEY CONSTRAINT FK_ServiceShelves_People REFERENCES People (Id),
    Keys TEXT NOT NULL,
    Favourites TEXT NOT NULL,
    IsList INTEGER NOT NULL
);
