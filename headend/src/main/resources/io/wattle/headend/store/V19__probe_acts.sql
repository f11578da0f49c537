-- What technicians did at meters with a probe, out of reach.

CREATE TABLE probe_act (
  sequence bigint PRIMARY KEY,
  meter varchar(64) NOT NULL,
  session varchar(64) NOT NULL,
  number integer NOT NULL,
  kind varchar(8) NOT NULL,
  done_at timestamp with time zone NOT NULL,
  place varchar(500) NOT NULL,
  outcome varchar(500) NOT NULL,
  noted_at timestamp with time zone NOT NULL,
  actor varchar(64) NOT NULL,
  channel varchar(64) NOT NULL,
  mode varchar(9) NOT NULL
);
CREATE INDEX probe_act_meter ON probe_act (meter, sequence);
CREATE INDEX probe_act_actor ON probe_act (actor, sequence);

-- Acts may have been noted before there was a table for them. A store that says it is ahead of the journal is made anew from
-- it, at once.
UPDATE progress SET last_sequence = 9223372036854775807 WHERE last_sequence > 0;
