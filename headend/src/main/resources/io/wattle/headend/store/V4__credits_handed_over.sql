-- A credit may have been handed over as a token: a longer word than there was room for.
ALTER TABLE credit ALTER COLUMN state SET DATA TYPE varchar(16);
