-- How findings end, corrections, and wallets that may owe.

ALTER TABLE finding ADD COLUMN status varchar(9) DEFAULT 'OPEN' NOT NULL;
ALTER TABLE finding ADD COLUMN credit_id varchar(64);
ALTER TABLE finding ADD COLUMN decided_by varchar(64);
ALTER TABLE finding ADD COLUMN reason varchar(500);
ALTER TABLE finding ADD COLUMN ended_at timestamp with time zone;
CREATE INDEX finding_by_status ON finding (status, sequence);

CREATE TABLE correction (
  sequence bigint PRIMARY KEY,
  corrects bigint NOT NULL,
  reason varchar(500) NOT NULL,
  made_at timestamp with time zone NOT NULL,
  actor varchar(64) NOT NULL,
  channel varchar(64) NOT NULL,
  mode varchar(9) NOT NULL
);

CREATE TABLE correction_posting (
  sequence bigint NOT NULL,
  place integer NOT NULL,
  account varchar(32) NOT NULL,
  owner varchar(64) NOT NULL,
  change_minor bigint NOT NULL,
  currency varchar(3) NOT NULL,
  PRIMARY KEY (sequence, place)
);

CREATE TABLE overdraft (
  account varchar(64) NOT NULL,
  currency varchar(3) NOT NULL,
  maximum_minor bigint NOT NULL,
  reason varchar(500) NOT NULL,
  sequence bigint NOT NULL,
  allowed_at timestamp with time zone NOT NULL,
  actor varchar(64) NOT NULL,
  channel varchar(64) NOT NULL,
  mode varchar(9) NOT NULL,
  PRIMARY KEY (account, currency)
);
