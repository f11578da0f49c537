-- Who bought cards is a sealed name. A commission has no tender: nobody handed it over.
ALTER TABLE card_event ALTER COLUMN to_whom varchar(512) NOT NULL;
ALTER TABLE till_movement ALTER COLUMN tender SET NULL;

-- What a charge came to with its taxes, which are lines of M- and the entry's number.
ALTER TABLE account_money ADD COLUMN total bigint;
ALTER TABLE account_money ADD COLUMN tariff varchar(64);
ALTER TABLE account_money ADD COLUMN tariff_version integer;

-- What customers are told besides tokens: that credit is low (as often as they want to hear it), and that supply will be cut.
CREATE TABLE customer_notice (
  sequence bigint NOT NULL,
  meter varchar(64) NOT NULL,
  account varchar(64) NOT NULL,
  kind varchar(16) NOT NULL,
  noticed_at timestamp with time zone NOT NULL,
  balance bigint,
  unit varchar(8),
  PRIMARY KEY (sequence, meter)
);
CREATE INDEX customer_notice_by_account ON customer_notice (account, sequence);
