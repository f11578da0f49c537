-- What else a receipt says of a payment: how it was handed over, what reached a balance that lives here, and the entry that
-- gave it back.

ALTER TABLE payment ADD COLUMN tender varchar(16);
ALTER TABLE payment ADD COLUMN reference varchar(64);
ALTER TABLE payment ADD COLUMN shift_id varchar(64);
ALTER TABLE payment ADD COLUMN balance_change bigint;
ALTER TABLE payment ADD COLUMN balance_unit varchar(8);
ALTER TABLE payment ADD COLUMN reversed_in bigint;
