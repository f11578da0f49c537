-- Shifts of cashiers and of vendors.
CREATE TABLE till_shift (
  shift_id VARCHAR(32) PRIMARY KEY,
  till VARCHAR(64) NOT NULL,
  cashier VARCHAR(64) NOT NULL,
  vendor VARCHAR(64),
  opened_sequence BIGINT NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  opened_by VARCHAR(64) NOT NULL,
  closed_at TIMESTAMP WITH TIME ZONE,
  counted_at TIMESTAMP WITH TIME ZONE,
  counted_by VARCHAR(64)
);
CREATE INDEX till_shift_by_sequence ON till_shift (opened_sequence);

-- What was done at tills, as the facts say it: float, sales, what was given back, declared and counted, vendors' money.
CREATE TABLE till_movement (
  sequence BIGINT NOT NULL,
  place INTEGER NOT NULL,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  kind VARCHAR(16) NOT NULL,
  shift_id VARCHAR(32),
  vendor VARCHAR(64),
  tender VARCHAR(16) NOT NULL,
  currency CHAR(3) NOT NULL,
  amount_minor BIGINT NOT NULL,
  expected_minor BIGINT NOT NULL,
  commission_minor BIGINT NOT NULL,
  sale_id VARCHAR(32),
  reference VARCHAR(64),
  detail VARCHAR(1000) NOT NULL,
  actor VARCHAR(64) NOT NULL,
  PRIMARY KEY (sequence, place)
);
CREATE INDEX till_movement_by_time ON till_movement (happened_at);
CREATE INDEX till_movement_by_vendor ON till_movement (vendor, sequence);

-- What was posted to the accounts of tills, whatever posted it: by this a report is checked against the journal.
CREATE TABLE till_posting (
  sequence BIGINT NOT NULL,
  place INTEGER NOT NULL,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  account VARCHAR(32) NOT NULL,
  owner VARCHAR(160) NOT NULL,
  currency CHAR(3) NOT NULL,
  change_minor BIGINT NOT NULL,
  PRIMARY KEY (sequence, place)
);
CREATE INDEX till_posting_by_time ON till_posting (happened_at);
CREATE INDEX till_posting_by_owner ON till_posting (account, owner, sequence);
