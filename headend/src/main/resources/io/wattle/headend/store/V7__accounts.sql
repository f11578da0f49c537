-- Customers, accounts and locations. What is personal stands here as in the journal: sealed under a key that is kept
-- elsewhere. Deleting that key makes these bytes mean nothing.
CREATE TABLE customer (
  customer VARCHAR(64) PRIMARY KEY,
  personal VARBINARY(4096) NOT NULL,
  erased_at TIMESTAMP WITH TIME ZONE,
  saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
  saved_by VARCHAR(64) NOT NULL
);

CREATE TABLE account (
  account VARCHAR(64) PRIMARY KEY,
  customer VARCHAR(64),
  master VARCHAR(64),
  customer_class VARCHAR(64) NOT NULL,
  sub_class VARCHAR(64) NOT NULL,
  discounts VARCHAR(64) NOT NULL,
  language VARCHAR(64) NOT NULL,
  contact_frequency VARCHAR(16) NOT NULL,
  threshold_days INTEGER NOT NULL,
  personal VARBINARY(4096) NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  closed_at TIMESTAMP WITH TIME ZONE,
  saved_by VARCHAR(64) NOT NULL
);
CREATE INDEX account_by_customer ON account (customer, account);
CREATE INDEX account_by_master ON account (master, account);

CREATE TABLE location (
  location VARCHAR(64) PRIMARY KEY,
  address VARBINARY(4096) NOT NULL,
  saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
  saved_by VARCHAR(64) NOT NULL
);

-- A meter that is not here is as it was registered: its balance in the meter, vending enabled.
CREATE TABLE premises (
  meter VARCHAR(64) PRIMARY KEY,
  location VARCHAR(64),
  balance_mode VARCHAR(8) NOT NULL,
  com VARCHAR(64) NOT NULL,
  vending BOOLEAN NOT NULL
);
CREATE INDEX premises_by_location ON premises (location);

-- Money of accounts that was moved without a sale.
CREATE TABLE account_money (
  sequence BIGINT NOT NULL,
  place INTEGER NOT NULL,
  account VARCHAR(64) NOT NULL,
  move VARCHAR(32) NOT NULL,
  other VARCHAR(500) NOT NULL,
  amount BIGINT NOT NULL,
  currency VARCHAR(8) NOT NULL,
  reason VARCHAR(500) NOT NULL,
  moved_at TIMESTAMP WITH TIME ZONE NOT NULL,
  actor VARCHAR(64) NOT NULL,
  channel VARCHAR(64) NOT NULL,
  mode VARCHAR(16) NOT NULL,
  PRIMARY KEY (sequence, place)
);
CREATE INDEX account_money_by_account ON account_money (account, sequence);
