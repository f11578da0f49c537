-- Who bought cards is a sealed name. A commission has no tender: nobody handed it over.
ALTER TABLE card_event ALTER COLUMN to_whom varchar(512) NOT NULL;
ALTER TABLE till_movement ALTER COLUMN tender SET NULL;
