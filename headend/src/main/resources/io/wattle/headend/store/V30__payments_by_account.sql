-- The payments of an account, newest first: whoever has lost a receipt's number finds it again by who paid.
CREATE INDEX payment_by_account ON payment (account, sequence);
