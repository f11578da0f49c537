-- The entry that gave a payment back, if one did.

ALTER TABLE payment ADD COLUMN reversed_in bigint;
