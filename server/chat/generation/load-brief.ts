import type { Sql } from "postgres";
import type { StateVariables } from "../../../shared/chat-session.ts";
import type { Background, ProviderRequest } from "../../models/provider.ts";
import type { Rights } from "../../models/access/rights.ts";
import { notFound } from "../../platform/errors.ts";
import { backgroundNotes, type PersonalNotes, type ProjectNotes } from "./background-notes.ts";
import { mostRevisedText, type ReplyAgain } from "./reply-again.ts";
import { fillPlaceholders } from "../../assistants/workflows/fill-placeholders.ts";
import type {
  NamedVersion,
  VersionBrief,
  VersionMemory,
} from "../../assistants/workflows/version-memory.ts";

/** What a request needs besides the conversation, and whether the reply was stopped. */
export interface Brief extends VersionBrief, Pick<ProviderRequest, "user" | "rights"> {
  stopRequested: boolean;
  /** What the user has written for the model; absent for nothing. */
  background?: Background;
  /** The project whose files the model gets; null for none. */
  projectId: string | null;
  /** Whether the model is shown the conversation's files, or their names alone. */
  takesFiles: boolean;
  /** What the reply does differently from another version of it; null for nothing. */
  again: ReplyAgain | null;
}

interface BriefRow {
  /** Null if it is cached. */
  definition: VersionBrief | null;
  /** True for a version, which never changes; false for a draft. */
  isVersion: boolean;
  user: ProviderRequest["user"];
  /** With a session of an API key, those of the key's owner. */
  rights: Rights;
  variables: StateVariables | null;
  /** Null for none, and for a program's users and chat sessions. */
  personal: PersonalNotes | null;
  project: ProjectNotes | null;
  /** Newest first; null for none. */
  memories: readonly string[] | null;
  takesFiles: boolean;
  stopRequested: boolean;
  again: ReplyAgain | null;
}

/**
 * Loads the brief in one statement, because the provider's call waits for it. Uses the workflow's
 * version from the generation's start, which this node may have cached. Whether the thread's own
 * assistant takes files was decided when they were attached; one that is asked for a single message
 * decides by its version.
 *
 * @throws RequestError `not_found` for a deleted generation
 */
export async function loadBrief(
  { sql, versions }: { sql: Sql; versions: VersionMemory },
  { id, workflowId, workflowVersion }: NamedVersion & { id: string },
): Promise<Brief> {
  const version = { workflowId, workflowVersion };
  const remembered = versions.find(version);
  const [row] = await sql<BriefRow[]>`
    select c.state_variables as variables, g.stop_requested as "stopRequested", v.version is not null as "isVersion",
      g.workflow_id = (select t.workflow_id from threads t where t.id = g.thread_id)
        or coalesce((d -> 'fileUpload' ->> 'enabled')::boolean, true) as "takesFiles",
      jsonb_build_object('id', u.id, 'locale',
        case when u.locale = 'en' then coalesce(u.language, 'en') else u.locale end, 'timeZone', u.time_zone) as user,
      case when g.instruction is not null then jsonb_build_object(
        'instruction', g.instruction,
        'before', coalesce((
          select left(m.text, ${mostRevisedText}) from messages m
          where m.id = g.revises_id and m.thread_id = g.thread_id offset 0
        ), '')
      ) end as again,
      (select jsonb_build_object('role', p.role, 'isGuest', p.is_guest) from users p
        where p.id = coalesce(c.owner_id, u.id)) as rights,
      case when g.chat_session_id is null and u.owner_id is null then (
        select jsonb_build_object('about', s.about, 'replyStyle', s.reply_style)
        from personal_settings s where s.user_id = u.id and s.instructions_on
      ) end as personal,
      case when g.chat_session_id is null and u.owner_id is null
          and (select t.temporary_until from threads t where t.id = g.thread_id) is null
          and coalesce((select s.memory_on from personal_settings s where s.user_id = u.id), true) then (
        select jsonb_agg(m.text order by m.created_at desc, m.id desc) from memories m where m.user_id = u.id
      ) end as memories,
      case when g.chat_session_id is null and u.owner_id is null then (
        select jsonb_build_object('id', p.id, 'name', p.name, 'instructions', p.instructions,
          'hasFiles', coalesce((d -> 'fileUpload' ->> 'enabled')::boolean, true)
            and exists (select 1 from project_attachments f where f.project_id = p.id offset 0))
        from threads t join projects p on p.id = t.project_id and p.user_id = u.id where t.id = g.thread_id
      ) end as project,
      case when not ${remembered !== null} then jsonb_build_object(
        'instructions', d -> 'instructions', 'temperature', d -> 'temperature',
        'maxOutputTokens', d -> 'maxOutputTokens', 'maxTurns', d -> 'maxTurns',
        'fallbacks', d -> 'fallbacks'
      ) end as definition
    from generations g join users u on u.id = g.user_id join workflows w on w.id = g.workflow_id
    left join workflow_versions v on v.workflow_id = g.workflow_id and v.version = g.workflow_version
    left join chat_sessions c on c.id = g.chat_session_id
    cross join lateral coalesce(
      v.definition, case when g.workflow_version = 0 then w.draft end,
      w.settings || jsonb_build_object('instructions', w.instructions)
    ) as d
    where g.id = ${id}`;
  const definition = remembered ?? row?.definition;
  if (!row || !definition) throw notFound("generation");
  if (row.isVersion && remembered === null) versions.keep(version, definition);
  return toBrief(row, definition);
}

function toBrief(
  { variables, personal, project, memories, ...row }: BriefRow,
  definition: VersionBrief,
): Brief {
  const { user, rights, takesFiles, stopRequested, again } = row;
  const instructions = fillPlaceholders(definition.instructions, variables ?? {});
  const notes = backgroundNotes({ personal, project, memories: memories ?? [] });
  const projectId = project?.hasFiles ? project.id : null;
  const background = notes.length > 0 ? { background: { notes } } : {};
  const rest = { instructions, user, rights, projectId, takesFiles, stopRequested, again };
  return { ...definition, ...background, ...rest };
}
