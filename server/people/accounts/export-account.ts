import type { Sql } from "postgres";
import { exportEvents } from "../../analytics/export-events.ts";
import { exportAttachments } from "../../chat/attachments/export-attachments.ts";

/** Rows in memory at once while an export is written. */
const pageLength = 200;

/**
 * Streams all data about a user as pieces of one JSON document: profile, what models are told about
 * them, projects, devices, keys, identities, drafts, prompts, analytics, threads with all versions of their
 * messages, those in the trash too, and files with the messages that use them. It contains no
 * secrets, and memory use does not grow with its size.
 */
export async function* exportAccount(sql: Sql, userId: string): AsyncGenerator<string, void> {
  const [user] = await sql`
    select id, email, email_verified_at, role, locale, language, time_zone, mail_preferences, push_preferences, is_guest, analytics_opt_out, created_at
    from users where id = ${userId}`;
  yield `{\n"exportedAt": ${JSON.stringify(new Date())},\n"user": ${JSON.stringify(user ?? null)}`;
  yield* exportPersonal(sql, userId);
  const devices = await sql`
    select id, user_agent, address, created_at, last_used_at, expires_at, revoked_at
    from auth_sessions where user_id = ${userId} order by id`;
  yield `,\n"authSessions": ${JSON.stringify(devices)}`;
  // The address itself is a secret, by which the browser can be called.
  const pushes = await sql`
    select id, auth_session_id, split_part(endpoint, '/', 3) as push_service, created_at, last_used_at
    from push_subscriptions where user_id = ${userId} order by id`;
  yield `,\n"pushSubscriptions": ${JSON.stringify(pushes)}`;
  const keys = await sql`
    select id, name, hint, scopes, created_at, last_used_at, revoked_at
    from api_keys where user_id = ${userId} order by id`;
  yield `,\n"apiKeys": ${JSON.stringify(keys)}`;
  const ways = await sql`
    select id, issuer, subject, created_at, last_used_at
    from identities where user_id = ${userId} order by id`;
  yield `,\n"identities": ${JSON.stringify(ways)}`;
  const chatSessions = await sql`
    select id, workflow_id, workflow_version, state_variables, max_requests_per_minute, created_at, expires_at, cancelled_at
    from chat_sessions where user_id = ${userId} order by id`;
  const drafts = await sql`
    select thread_id, text, attachment_ids, updated_at from drafts
    where user_id = ${userId} order by updated_at`;
  yield `,\n"drafts": ${JSON.stringify(drafts)}`;
  const prompts = await sql`
    select id, name, description, text, created_at, updated_at from prompts
    where user_id = ${userId} order by id`;
  yield `,\n"prompts": ${JSON.stringify(prompts)}`;
  yield `,\n"chatSessions": ${JSON.stringify(chatSessions)},\n"analyticsEvents": [`;
  yield* exportEvents(sql, userId);
  yield `],\n"threads": [`;
  let separator = "\n";
  for await (const threads of pagesOfThreads(sql, userId)) {
    for (const thread of threads) {
      yield `${separator}${JSON.stringify(thread).slice(0, -1)},"messages":[`;
      yield* exportMessages(sql, String(thread["id"]));
      const queue = await sql`
        select id, reply_id, after_id, text, created_at from queued_messages
        where thread_id = ${String(thread["id"])} and removed_at is null order by position`;
      yield `],"queue":${JSON.stringify(queue)}}`;
      separator = ",\n";
    }
  }
  const shares = await sql`
    select id, thread_id, slug, title, audience, password_hash is not null as has_password, has_thoughts, has_files,
      message_count, created_at, updated_at, expires_at
    from shares where user_id = ${userId} order by id`;
  const imports = await sql`
    select id, name, size, status, source, imported, known, unreadable, created_at, finished_at
    from imports where user_id = ${userId} order by id`;
  yield `\n],\n"imports": ${JSON.stringify(imports)},\n"shares": ${JSON.stringify(shares)},\n"attachments": [`;
  yield* exportAttachments(sql, userId);
  yield "\n]\n}\n";
}

/** What models are told about the user, and the projects. */
async function* exportPersonal(sql: Sql, userId: string): AsyncGenerator<string, void> {
  const [personal] = await sql`
    select about, reply_style, instructions_on, memory_on, updated_at from personal_settings where user_id = ${userId}`;
  yield `,\n"personal": ${JSON.stringify(personal ?? null)}`;
  const memories = await sql`
    select id, text, created_at from memories where user_id = ${userId} order by created_at, id`;
  yield `,\n"memories": ${JSON.stringify(memories)}`;
  const projects = await sql`
    select p.id, p.name, p.color, p.icon, p.instructions, p.created_at, p.updated_at,
      (select coalesce(jsonb_agg(f.attachment_id order by f.added_at), '[]') from project_attachments f where f.project_id = p.id) as attachment_ids
    from projects p where p.user_id = ${userId} order by p.id`;
  yield `,\n"projects": ${JSON.stringify(projects)}`;
}

async function* pagesOfThreads(sql: Sql, userId: string) {
  let after = "";
  for (;;) {
    const page = await sql`
      select id, title, provisional_title, source_thread_id, source_message_id, workflow_id, project_id, tags, unread, created_at, updated_at, trashed_at, temporary_until from threads
      where user_id = ${userId} and id > ${after} order by id limit ${pageLength}`;
    yield page;
    if (page.length < pageLength) return;
    after = String(page.at(-1)?.["id"]);
  }
}

async function* exportMessages(sql: Sql, threadId: string): AsyncGenerator<string, void> {
  let after = 0;
  let separator = "\n";
  for (;;) {
    const page = await sql`
      select m.id, m.parent_id, m.role, m.text, m.parts, m.feedback, m.feedback_comment, m.created_at, m.seq, g.model, g.instruction, g.status, g.error, g.usage,
        (select s.text from summaries s where s.message_id = m.id and s.status = 'ready') as summary
      from messages m left join generations g on g.message_id = m.id
      where m.thread_id = ${threadId} and m.seq > ${after} order by m.seq limit ${pageLength}`;
    for (const message of page) {
      yield separator + JSON.stringify(message);
      separator = ",\n";
    }
    if (page.length < pageLength) return;
    after = Number(page.at(-1)?.["seq"]);
  }
}
