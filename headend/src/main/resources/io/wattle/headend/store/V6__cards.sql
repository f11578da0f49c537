-- What happened to prepaid cards: who had them, who activated them, who redeemed them where. Serials without their check
-- digits; null for what is about a whole batch.
CREATE TABLE card_event (
  sequence BIGINT PRIMARY KEY,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  kind VARCHAR(16) NOT NULL,
  first_serial INTEGER,
  last_serial INTEGER,
  from_whom VARCHAR(64) NOT NULL,
  to_whom VARCHAR(64) NOT NULL,
  amount_minor BIGINT,
  currency CHAR(3),
  detail VARCHAR(1000) NOT NULL,
  actor VARCHAR(64) NOT NULL,
  channel VARCHAR(64) NOT NULL,
  mode VARCHAR(16) NOT NULL
);
CREATE INDEX card_event_serials ON card_event (first_serial, last_serial);

-- Cards are redeemed for accounts, too.
CREATE INDEX meter_by_account ON meter (account);
