-- Orders of tokens. No digit of a token stands here: those the security module remembers.
CREATE TABLE token_order (
  tokens_id varchar(32) PRIMARY KEY,
  sequence bigint NOT NULL,
  meter varchar(64) NOT NULL,
  what varchar(32) NOT NULL,
  parameter bigint,
  credit_id varchar(32),
  with_key_change boolean NOT NULL,
  tid int,
  state varchar(8) NOT NULL,
  module_id varchar(64),
  key_check_value varchar(16),
  reason varchar(500),
  ordered_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  ended_sequence bigint,
  actor varchar(64) NOT NULL,
  channel varchar(64) NOT NULL,
  mode varchar(16) NOT NULL
);
CREATE INDEX token_order_of_meter ON token_order (meter, sequence);
CREATE INDEX token_order_of_credit ON token_order (credit_id);
CREATE INDEX token_order_ended ON token_order (ended_sequence);
