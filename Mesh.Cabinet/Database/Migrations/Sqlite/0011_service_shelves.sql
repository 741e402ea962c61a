-- How a person laid out their services: keys of the catalogue in their own order, favourites, tiles or a list.
CREATE TABLE ServiceShelves (
    PersonId TEXT NOT NULL PRIMARY KEY REFERENCES People (Id),
    Keys TEXT NOT NULL,
    Favourites TEXT NOT NULL,
    IsList INTEGER NOT NULL
);
