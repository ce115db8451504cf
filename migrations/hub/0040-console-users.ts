import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * Who may sign in at headquarters' console, what they did, and what they decided. Signing in happens before there is a scope: it sees
 * users, sessions and attempts under `hub.console`; everything else is seen within the scope of the user.
 */
const tables = [
  "hq_user",
  "hq_recovery_code",
  "hq_session",
  "hq_attempt",
  "hq_audit",
  "hq_command",
  "hq_alert_ack",
  "hq_decision",
];

const statements = [
  `CREATE TABLE hq_user (
    user_id text PRIMARY KEY,
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    name text NOT NULL,
    roles text[] NOT NULL CHECK (array_length(roles, 1) > 0),
    /* 'national' or 'region:<id>', as hub.scope. */
    scope text NOT NULL CHECK (scope = 'national' OR scope LIKE 'region:%'),
    status text NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
    /* scrypt, its parameters before the digest; null until an invitation was taken. */
    password text,
    /* Sealed with the hub's secret key, which is not in the database. */
    second_factor bytea,
    /* The newest time step of a code that was taken: none is taken twice. */
    second_factor_step bigint,
    invitation_hash bytea UNIQUE CHECK (length(invitation_hash) = 32),
    invitation_expires_at_ms bigint,
    created_at_ms bigint NOT NULL,
    last_sign_in_at_ms bigint,
    CHECK (status <> 'active' OR (password IS NOT NULL AND second_factor IS NOT NULL))
  )`,
  `CREATE TABLE hq_recovery_code (
    user_id text NOT NULL REFERENCES hq_user,
    code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
    used_at_ms bigint,
    PRIMARY KEY (user_id, code_hash)
  )`,
  `CREATE TABLE hq_session (
    session_hash bytea PRIMARY KEY CHECK (length(session_hash) = 32),
    user_id text NOT NULL REFERENCES hq_user,
    created_at_ms bigint NOT NULL,
    last_seen_at_ms bigint NOT NULL,
    expires_at_ms bigint NOT NULL,
    ended_at_ms bigint
  )`,
  "CREATE INDEX hq_session_of_user ON hq_session (user_id) WHERE ended_at_ms IS NULL",
  /* Wrong attempts by account and by address; an attempt is counted before it is judged. */
  `CREATE TABLE hq_attempt (
    subject text PRIMARY KEY,
    failed_count integer NOT NULL,
    last_at_ms bigint NOT NULL,
    locked_until_ms bigint
  )`,
  "CREATE INDEX hq_attempt_by_time ON hq_attempt (last_at_ms)",
  `CREATE TABLE hq_audit (
    audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at_ms bigint NOT NULL,
    user_id text,
    user_name text,
    /* The scope of who acted; national for who is not known. */
    scope text NOT NULL,
    act text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
    code text,
    subject_id text,
    address text,
    data json NOT NULL
  )`,
  "CREATE INDEX hq_audit_by_time ON hq_audit (at_ms DESC)",
  "CREATE INDEX hq_audit_by_user ON hq_audit (user_id, at_ms DESC)",
  `CREATE FUNCTION hq_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the audit is added to and never changed' USING ERRCODE = 'insufficient_privilege';
    END $$`,
  `CREATE TRIGGER hq_audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON hq_audit FOR EACH STATEMENT
    EXECUTE FUNCTION hq_audit_stays()`,
  `CREATE TABLE hq_command (
    command_id text PRIMARY KEY,
    user_id text NOT NULL REFERENCES hq_user,
    type text NOT NULL,
    body_hash bytea NOT NULL,
    /* Without what is shown once. */
    result json,
    at_ms bigint NOT NULL
  )`,
  `CREATE TABLE hq_alert_ack (
    hub_alert_id text PRIMARY KEY,
    site_id text NOT NULL REFERENCES site,
    at_ms bigint NOT NULL,
    user_id text NOT NULL REFERENCES hq_user,
    user_name text NOT NULL,
    note text
  )`,
  `CREATE TABLE hq_decision (
    conflict_id text PRIMARY KEY,
    site_id text NOT NULL REFERENCES site,
    at_ms bigint NOT NULL,
    user_id text NOT NULL REFERENCES hq_user,
    user_name text NOT NULL,
    decision text NOT NULL,
    note text NOT NULL
  )`,
  "ALTER TABLE join_code ADD COLUMN join_code_id text NOT NULL UNIQUE DEFAULT gen_random_uuid()::text",
  "ALTER TABLE join_code ADD COLUMN created_by_name text",
  "ALTER TABLE join_code ADD COLUMN revoked_at_ms bigint",
  ...tables.flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  ]),
  /* A user or an act of a region is seen there and by the nation; signing in sees users only. */
  `CREATE POLICY hq_user_scope ON hq_user USING (
    current_setting('hub.console', true) = 'on'
    OR current_setting('hub.scope', true) = 'national' OR current_setting('hub.scope', true) = scope
  )`,
  ...["hq_recovery_code", "hq_session", "hq_command"].map(
    (table) => `CREATE POLICY ${table}_scope ON ${table} USING (
      current_setting('hub.console', true) = 'on'
      OR (coalesce(current_setting('hub.scope', true), '') <> ''
          AND EXISTS (SELECT 1 FROM hq_user WHERE hq_user.user_id = ${table}.user_id))
    )`,
  ),
  "CREATE POLICY hq_attempt_console ON hq_attempt USING (current_setting('hub.console', true) = 'on')",
  `CREATE POLICY hq_audit_read ON hq_audit FOR SELECT USING (
    current_setting('hub.scope', true) = 'national' OR current_setting('hub.scope', true) = scope
  )`,
  `CREATE POLICY hq_audit_add ON hq_audit FOR INSERT WITH CHECK (
    current_setting('hub.console', true) = 'on'
    OR current_setting('hub.scope', true) = 'national' OR current_setting('hub.scope', true) = scope
  )`,
  ...["hq_alert_ack", "hq_decision"].map(
    (table) => `CREATE POLICY ${table}_scope ON ${table} USING (
      coalesce(current_setting('hub.scope', true), '') <> ''
      AND EXISTS (SELECT 1 FROM site WHERE site.site_id = ${table}.site_id)
    )`,
  ),
  "GRANT SELECT, INSERT, UPDATE ON hq_user, hq_session, hq_command TO bergizi_hub",
  "GRANT SELECT, INSERT, UPDATE, DELETE ON hq_recovery_code, hq_attempt TO bergizi_hub",
  "GRANT SELECT, INSERT ON hq_audit, hq_alert_ack, hq_decision TO bergizi_hub",
];

export const consoleUsersMigration: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
