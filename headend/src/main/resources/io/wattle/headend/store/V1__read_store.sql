-- Made from the journal and rebuilt from it at any time: nothing here is the truth. Units: Wh, l, or a currency's minor
-- unit, as the column unit (or currency) beside a value says. For H2 in PostgreSQL mode.

CREATE TABLE progress (
  only_row integer PRIMARY KEY CHECK (only_row = 1),
  last_sequence bigint NOT NULL
);
INSERT INTO progress VALUES (1, 0);

CREATE TABLE meter (
  serial varchar(64) PRIMARY KEY,
  account varchar(64) NOT NULL,
  register_unit varchar(3) NOT NULL,
  balance_unit varchar(3) NOT NULL,
  read_at timestamp with time zone,
  register_value bigint,
  balance_value bigint,
  supply varchar(8)
);

CREATE TABLE reading (
  sequence bigint PRIMARY KEY,
  meter varchar(64) NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  register_value bigint NOT NULL,
  register_unit varchar(3) NOT NULL,
  balance_value bigint,
  balance_unit varchar(3),
  supply varchar(8),
  consumed bigint NOT NULL,
  unexplained bigint,
  actor varchar(64) NOT NULL,
  channel varchar(64) NOT NULL,
  mode varchar(9) NOT NULL
);
CREATE INDEX reading_by_meter ON reading (meter, sequence);

CREATE TABLE payment (
  payment_id varchar(64) PRIMARY KEY,
  sequence bigint NOT NULL,
  meter varchar(64) NOT NULL,
  account varchar(64) NOT NULL,
  amount_minor bigint NOT NULL,
  currency varchar(3) NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  actor varchar(64) NOT NULL,
  channel varchar(64) NOT NULL,
  mode varchar(9) NOT NULL
);

CREATE TABLE credit (
  credit_id varchar(64) PRIMARY KEY,
  payment_id varchar(64) NOT NULL,
  meter varchar(64) NOT NULL,
  amount bigint NOT NULL,
  unit varchar(3) NOT NULL,
  price_minor bigint NOT NULL,
  currency varchar(3) NOT NULL,
  state varchar(9) NOT NULL,
  attempts integer NOT NULL,
  ordered_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone
);
CREATE INDEX credit_by_payment ON credit (payment_id);

CREATE TABLE finding (
  finding_id varchar(64) PRIMARY KEY,
  sequence bigint NOT NULL,
  meter varchar(64) NOT NULL,
  kind varchar(64) NOT NULL,
  amount bigint,
  unit varchar(3),
  words varchar(1000) NOT NULL,
  found_at timestamp with time zone NOT NULL
);
CREATE INDEX finding_by_sequence ON finding (sequence);
