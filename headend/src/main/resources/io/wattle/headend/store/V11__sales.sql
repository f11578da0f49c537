-- What was sold by tariff plans, as it stands on receipts for ever.

CREATE TABLE sale (
  payment_id varchar(64) PRIMARY KEY,
  sequence bigint NOT NULL,
  meter varchar(64) NOT NULL,
  account varchar(64) NOT NULL,
  sold_at timestamp with time zone NOT NULL,
  sold_on date NOT NULL,
  conversion boolean NOT NULL,
  tariff varchar(80) NOT NULL,
  version integer NOT NULL,
  currency varchar(3) NOT NULL,
  money_minor bigint NOT NULL,
  units bigint NOT NULL,
  free_units bigint NOT NULL,
  wallet_before_minor bigint NOT NULL,
  wallet_after_minor bigint NOT NULL,
  arrears_before_minor bigint NOT NULL,
  next_in_units bigint,
  next_rate_micro bigint,
  next_resets_at timestamp with time zone,
  actor varchar(64) NOT NULL,
  channel varchar(64) NOT NULL,
  mode varchar(9) NOT NULL
);
CREATE INDEX sale_by_account ON sale (account, sequence);

CREATE TABLE sale_line (
  payment_id varchar(64) NOT NULL,
  place integer NOT NULL,
  kind varchar(16) NOT NULL,
  name varchar(80) NOT NULL,
  units bigint NOT NULL,
  rate bigint NOT NULL,
  amount_minor bigint NOT NULL,
  PRIMARY KEY (payment_id, place)
);
