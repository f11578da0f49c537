-- Rows of a file of accounts that is saved as a whole: as the journal has them, until they are true.
CREATE TABLE staged_rows (
    first_row BIGINT PRIMARY KEY,
    saved VARBINARY(65535) NOT NULL
);
