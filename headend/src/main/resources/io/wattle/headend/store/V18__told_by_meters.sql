-- What meters tell besides the readings that count: events, what the register showed before, and readings that came late.
-- What came before this version of the tables is in the journal.
CREATE TABLE meter_event (
  sequence BIGINT PRIMARY KEY,
  meter VARCHAR(64) NOT NULL,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  kind VARCHAR(40) NOT NULL,
  detail VARCHAR(500) NOT NULL,
  tampering BOOLEAN NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  actor VARCHAR(64) NOT NULL,
  channel VARCHAR(64) NOT NULL,
  mode VARCHAR(9) NOT NULL
);
CREATE INDEX meter_event_by_meter ON meter_event (meter, sequence);
CREATE INDEX meter_event_by_time ON meter_event (meter, happened_at);

-- The later word on an instant counts.
CREATE TABLE profile_point (
  meter VARCHAR(64) NOT NULL,
  taken_at TIMESTAMP WITH TIME ZONE NOT NULL,
  register_value BIGINT NOT NULL,
  unit VARCHAR(3) NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (meter, taken_at)
);

CREATE TABLE late_reading (
  sequence BIGINT PRIMARY KEY,
  meter VARCHAR(64) NOT NULL,
  taken_at TIMESTAMP WITH TIME ZONE NOT NULL,
  register_value BIGINT NOT NULL,
  balance_value BIGINT
);
CREATE INDEX late_reading_by_time ON late_reading (meter, taken_at);

-- Whether a reading is known is asked by its time.
CREATE INDEX reading_by_time ON reading (meter, taken_at);
