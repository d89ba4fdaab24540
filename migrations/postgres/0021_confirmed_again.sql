-- Who has no password proves anew at the provider of sign-in who they are, for steps that ask for the password; it counts until then.
ALTER TABLE sessions ADD COLUMN confirmed_until TIMESTAMPTZ;
