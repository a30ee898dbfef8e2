import type { Sql } from "postgres";
import type { GuestMode } from "../../../shared/entry-modes.ts";
import { idPrefixes, type IdKind } from "../../../shared/ids.ts";
import { guestsSetting } from "../entry/entry-rules.ts";
import type { Viewer } from "./viewer.ts";

/** A viewer as read from the database. */
export interface ViewerRow extends Viewer {
  /**
   * Unix seconds of the last rotation of the session's secret while the client has not confirmed
   * it; otherwise null.
   */
  unconfirmedSince: number | null;
  /** When it was read; Unix milliseconds by this node's clock. */
  readAt: number;
}

/**
 * Reads the viewers of carriers (auth sessions, API keys, chat sessions) in one statement. Carriers
 * that have ended, or whose user is disabled, are missing from the result, and so are those of
 * guests on a server that lets none in.
 *
 * Each carrier is looked up separately, by index (`lateral` with `offset 0`): joining a list of ids
 * lets the planner scan all users instead, which it prefers while there are few.
 *
 * @param guests what the server's settings say about guests; null reads what admins have chosen
 */
export async function readViewers(
  sql: Sql,
  ids: readonly string[],
  guests: GuestMode | null,
): Promise<Map<string, ViewerRow>> {
  const readAt = Date.now();
  const rows = await sql<Omit<ViewerRow, "readAt">[]>`
    with guests as (
      select coalesce(${guests}::text, (select value #>> '{}' from server_settings where name = ${guestsSetting}), 'on') = any(${letGuestsStay}::text[]) as "mayStay"
    )
    select found.* from unnest(${ofKind(ids, "authSession")}::text[]) as wanted(id) cross join lateral (
      select u.id as "userId", s.id as "carrierId", u.role, null::text[] as scopes, null::jsonb as "chatSession",
        case when s.confirmed_at is null then extract(epoch from s.rotated_at)::float8 end as "unconfirmedSince"
      from auth_sessions s join users u on u.id = s.user_id
      where s.id = wanted.id and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null and (not u.is_guest or u.role = 'admin' or (select "mayStay" from guests)) offset 0
    ) found
    union all
    select found.* from unnest(${ofKind(ids, "apiKey")}::text[]) as wanted(id) cross join lateral (
      select u.id, k.id, u.role, k.scopes, null::jsonb, null::float8
      from api_keys k join users u on u.id = k.user_id
      where k.id = wanted.id and k.revoked_at is null and u.disabled_at is null and (not u.is_guest or u.role = 'admin') offset 0
    ) found
    union all
    select found.* from unnest(${ofKind(ids, "chatSession")}::text[]) as wanted(id) cross join lateral (
      select u.id, c.id, 'user', array['chat'],
        jsonb_build_object('id', c.id, 'workflowId', c.workflow_id, 'maxRequestsPerMinute', c.max_requests_per_minute, 'ownerId', c.owner_id, 'isOwnerAdmin', coalesce(o.role = 'admin', false), 'history', c.settings -> 'history'), null::float8
      from chat_sessions c join users u on u.id = c.user_id left join users o on o.id = c.owner_id left join api_keys k on k.id = c.api_key_id
      where c.id = wanted.id and c.cancelled_at is null and c.expires_at > now() and u.disabled_at is null
        and o.disabled_at is null and (o.is_guest is not true or o.role = 'admin') and k.revoked_at is null and (c.workflow_version is distinct from 0 or o.role = 'admin')
        -- Users that a program names are guests, and come in by its sessions.
        and (c.owner_id is not null or (not u.is_guest or u.role = 'admin' or (select "mayStay" from guests))) offset 0
    ) found`;
  return new Map(rows.map((row) => [row.carrierId, { ...row, readAt }]));
}

/** Modes in which those who are guests already stay in. */
const letGuestsStay: GuestMode[] = ["on", "link"];

function ofKind(ids: readonly string[], kind: IdKind): string[] {
  return ids.filter((id) => id.startsWith(`${idPrefixes[kind]}_`));
}
