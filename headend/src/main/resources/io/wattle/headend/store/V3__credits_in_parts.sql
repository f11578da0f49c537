-- As much of a credit as readings have shown.

ALTER TABLE credit ADD COLUMN shown bigint DEFAULT 0 NOT NULL;
UPDATE credit SET shown = amount WHERE state = 'CONFIRMED';
