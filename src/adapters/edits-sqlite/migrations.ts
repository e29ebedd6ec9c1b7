/**
 * The schema, one step for each change of it; `user_version` counts those that were taken. A step that was released
 * is never edited: add another. Times are milliseconds since 1970.
 */
export const MIGRATIONS: readonly string[] = [
  `
  create table editors (
    id integer primary key autoincrement,
    name text not null,
    -- Ids of areas as JSON, or null for all of them.
    areas text,
    invited_by integer references editors (id),
    invited_at integer not null,
    link_digest text unique,
    link_until integer,
    key_digest text unique,
    since integer,
    ended_at integer
  ) strict;

  create table sessions (
    digest text primary key,
    editor integer not null references editors (id),
    expires_at integer not null
  ) strict;

  create table audit (
    id integer primary key autoincrement,
    at integer not null,
    by_editor integer references editors (id),
    deed text not null,
    about text
  ) strict;

  create table versions (
    id integer primary key autoincrement,
    service text not null,
    area text not null,
    content text not null,
    edit text not null,
    base integer not null,
    made_from text not null,
    by_editor integer not null references editors (id),
    at integer not null,
    state text not null check (state in ('approved', 'proposed', 'refused')),
    decided_by integer references editors (id),
    decided_at integer,
    reason text,
    -- The rule of two, whatever a program asks: whoever proposed is never the one who decided.
    check (decided_by is null or decided_by <> by_editor),
    check (state <> 'refused' or decided_by is not null)
  ) strict;
  create index versions_by_service on versions (service, id);

  -- Versions are history: none goes, none is rewritten, and a proposal stands only by somebody's decision.
  create trigger versions_stay before delete on versions
  begin select raise(abort, 'versions are never deleted'); end;
  create trigger versions_keep_their_content
  before update of id, service, area, content, edit, base, made_from, by_editor, at on versions
  begin select raise(abort, 'versions are never rewritten'); end;
  create trigger versions_are_decided_once before update of state, decided_by on versions
  when old.state <> 'proposed' or new.decided_by is null
  begin select raise(abort, 'a version is decided once, by somebody'); end;

  -- What the shipped files said when versions were made from them.
  create table file_records (
    service text not null,
    digest text not null,
    content text not null,
    primary key (service, digest)
  ) strict, without rowid;
  `,
]
