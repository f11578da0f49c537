-- What was deducted from balances that live here, each between two readings; one that was given back to be priced anew
-- says in which entry.
CREATE TABLE deduction (
  deduction_id VARCHAR(64) PRIMARY KEY,
  sequence BIGINT NOT NULL,
  meter VARCHAR(64) NOT NULL,
  from_at TIMESTAMP WITH TIME ZONE NOT NULL,
  from_register BIGINT NOT NULL,
  to_at TIMESTAMP WITH TIME ZONE NOT NULL,
  to_register BIGINT NOT NULL,
  quality VARCHAR(16) NOT NULL,
  consumed BIGINT NOT NULL,
  charged BIGINT NOT NULL,
  unit VARCHAR(8) NOT NULL,
  estimated BOOLEAN NOT NULL,
  priced VARCHAR(4000) NOT NULL,
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  reversed_in BIGINT
);
CREATE INDEX deduction_of_meter ON deduction (meter, sequence);

-- Daily charges, one a day and meter.
CREATE TABLE day_charge (
  meter VARCHAR(64) NOT NULL,
  charged_day DATE NOT NULL,
  sequence BIGINT NOT NULL,
  amount_minor BIGINT NOT NULL,
  currency CHAR(3) NOT NULL,
  PRIMARY KEY (meter, charged_day)
);

-- Credit that nobody paid for: lent, given, or put right by an engineer, wherever the balance lives.
CREATE TABLE credit_grant (
  grant_id VARCHAR(64) PRIMARY KEY,
  sequence BIGINT NOT NULL,
  meter VARCHAR(64) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  amount BIGINT NOT NULL,
  unit VARCHAR(8) NOT NULL,
  owed_minor BIGINT NOT NULL,
  reason VARCHAR(1000) NOT NULL,
  granted_at TIMESTAMP WITH TIME ZONE NOT NULL,
  actor VARCHAR(64) NOT NULL,
  channel VARCHAR(64) NOT NULL,
  mode VARCHAR(16) NOT NULL
);
CREATE INDEX credit_grant_by_sequence ON credit_grant (sequence);
