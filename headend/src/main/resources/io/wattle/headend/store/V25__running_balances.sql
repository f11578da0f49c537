-- How wallets, and balances in units that live here, stand: for what a receipt says of before and after. A store that was
-- begun before this knows only what changed since, and says nothing; deleted and made again, it knows all.
CREATE TABLE running_balance (
  account varchar(32) NOT NULL,
  owner varchar(160) NOT NULL,
  unit varchar(8) NOT NULL,
  amount bigint NOT NULL,
  PRIMARY KEY (account, owner, unit)
);
CREATE TABLE running_since (last_sequence bigint NOT NULL);
INSERT INTO running_since SELECT last_sequence FROM progress;

ALTER TABLE payment ADD COLUMN wallet_before bigint;
ALTER TABLE payment ADD COLUMN wallet_after bigint;
ALTER TABLE payment ADD COLUMN balance_before bigint;
ALTER TABLE payment ADD COLUMN balance_after bigint;
