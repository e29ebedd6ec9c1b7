/**
 * The schema, one step for each change of it; `user_version` counts those that were taken. A step that was released
 * is never edited: add another. Times are milliseconds since 1970. `strict`: a column holds only its own type.
 */
export const MIGRATIONS: readonly string[] = [
  `
  create table key_check (sealed blob not null) strict;

  create table conversations (
    digest text primary key,
    version integer not null,
    channel text not null,
    idle_at integer not null,
    -- The five minutes in which idle_at lies: see conversations.ts.
    idle_slot integer not null,
    sealed blob not null
  ) strict;
  create index conversations_by_idle on conversations (idle_slot);

  -- What is still known of a referral when its content is gone.
  create table tracking (
    reference text primary key,
    area text not null,
    -- What was agreed to: the same one kept again is the same referral, not another of the same name.
    payload_digest text not null,
    sending text not null check (sending in ('waiting', 'received', 'refused', 'withdrawn')),
    kept_at integer not null,
    received_at integer,
    salt blob not null,
    cost integer not null,
    hash blob not null
  ) strict;

  -- A row lives here until the gateway has answered for good; then it is deleted, content and all.
  create table outbox (
    reference text primary key references tracking (reference),
    sealed blob not null,
    due_at integer not null,
    lease text,
    lease_until integer not null default 0,
    tries integer not null default 0
  ) strict;
  create index outbox_by_due on outbox (due_at);

  -- Tries to open in the last hour, by digest, so that references nobody has are counted like those somebody has.
  create table tries (
    id integer primary key autoincrement,
    digest text not null,
    known integer not null,
    at integer not null
  ) strict;
  create index tries_by_digest on tries (digest);
  create index tries_by_at on tries (at);
  create index tries_by_known on tries (known);
  `,
]
