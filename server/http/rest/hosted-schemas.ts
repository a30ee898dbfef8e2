import { z } from "@hono/zod-openapi";
import {
  maxStateVariableName,
  maxStateVariables,
  stateVariablesSchema,
} from "../../../shared/chat-session.ts";
import { workflowIdSchema } from "../../../shared/id-schemas.ts";
import { cleanText } from "../../../shared/requests.ts";
import { workflowLimits } from "../../../shared/workflow-rules.ts";

/** What developers' programs call a user. */
const userSchema = z
  .string()
  .min(1)
  .max(512)
  .regex(/^\P{Cc}*$/u, "no control characters")
  // Two names must not become one by what the database does not hold.
  .refine((name) => name.isWellFormed(), "no lone surrogate")
  .describe("Your own name of the user.");

/** An id as it may be asked for: what is none is nobody's. */
export const askedId = z.string().min(1).max(100).transform(cleanText);

/** What a chat session's front end may do; the hosted API's defaults where something is left out. */
export const configurationSchema = z
  .object({
    automatic_thread_titling: z.object({ enabled: z.boolean().optional() }).nullish(),
    file_upload: z
      .object({
        enabled: z.boolean().optional(),
        max_file_size: z.int().min(1).max(workflowLimits.maxFileSize).optional(),
        max_files: z.int().min(1).max(workflowLimits.maxFiles).optional(),
      })
      .nullish(),
    history: z
      .object({
        enabled: z.boolean().optional(),
        recent_threads: z.int().min(1).max(1_000_000).nullish(),
      })
      .nullish(),
  })
  .openapi("ChatKitConfiguration");

/** The body of `POST /v1/chatkit/sessions`. */
export const createSessionSchema = z
  .object({
    user: userSchema,
    workflow: z.object({
      id: workflowIdSchema,
      version: z
        .string()
        .regex(/^[1-9]\d{0,8}$/, "a version's number")
        .nullish()
        .describe("The version to answer; the published one where left out."),
      state_variables: stateVariablesSchema.nullish().openapi({
        description: `Values for \`{{name}}\` in the workflow's instructions; a name has at most ${maxStateVariableName} characters.`,
        maxProperties: maxStateVariables,
      }),
      tracing: z.object({ enabled: z.boolean().optional() }).nullish(),
    }),
    expires_after: z
      .object({ anchor: z.literal("created_at"), seconds: z.int().min(1).max(600) })
      .nullish(),
    rate_limits: z
      .object({
        max_requests_per_1_minute: z
          .int()
          .min(1)
          .max(workflowLimits.maxRequestsPerMinute)
          .nullish(),
      })
      .nullish(),
    chatkit_configuration: configurationSchema.nullish(),
  })
  .openapi("CreateChatSession");

/** A chat session, as the hosted API answers it. */
export const sessionSchema = z
  .object({
    id: z.string(),
    object: z.literal("chatkit.session"),
    client_secret: z.string().describe("Told when the session is made, and empty afterwards."),
    expires_at: z.int().describe("Unix seconds."),
    user: userSchema,
    status: z.enum(["active", "expired", "cancelled"]),
    max_requests_per_1_minute: z.int(),
    rate_limits: z.object({ max_requests_per_1_minute: z.int() }),
    workflow: z.object({
      id: z.string(),
      version: z.string().nullable(),
      state_variables: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
        .nullable(),
      tracing: z.object({ enabled: z.boolean() }),
    }),
    chatkit_configuration: z.object({
      automatic_thread_titling: z.object({ enabled: z.boolean() }),
      file_upload: z.object({
        enabled: z.boolean(),
        max_file_size: z.int().describe("Megabytes."),
        max_files: z.int(),
      }),
      history: z.object({ enabled: z.boolean(), recent_threads: z.int().nullable() }),
    }),
  })
  .openapi("ChatSession");

/** A thread, as the hosted API answers it. */
export const threadSchema = z
  .object({
    id: z.string(),
    object: z.literal("chatkit.thread"),
    created_at: z.int().describe("Unix seconds."),
    title: z.string().nullable(),
    status: z.object({ type: z.literal("active") }),
    user: z.string(),
  })
  .openapi("ChatThread");

export const deletedThreadSchema = z
  .object({
    id: z.string(),
    object: z.literal("chatkit.thread.deleted"),
    deleted: z.literal(true),
  })
  .openapi("DeletedChatThread");

const itemBase = {
  id: z.string(),
  object: z.literal("chatkit.thread_item"),
  created_at: z.int().describe("Unix seconds."),
  thread_id: z.string(),
};

const attachmentSchema = z
  .object({
    type: z.enum(["image", "file"]),
    id: z.string(),
    name: z.string(),
    mime_type: z.string(),
    preview_url: z
      .string()
      .nullable()
      .describe(
        "A small picture of an image, for whoever has this address; good for some minutes.",
      ),
  })
  .openapi("Attachment");

/** A message of a thread, as the hosted API answers it. */
export const itemSchema = z
  .discriminatedUnion("type", [
    z.object({
      ...itemBase,
      type: z.literal("chatkit.user_message"),
      content: z.array(z.object({ type: z.literal("input_text"), text: z.string() })),
      attachments: z.array(attachmentSchema),
      inference_options: z.null(),
    }),
    z.object({
      ...itemBase,
      type: z.literal("chatkit.assistant_message"),
      content: z.array(
        z.object({
          type: z.literal("output_text"),
          text: z.string(),
          annotations: z.array(z.unknown()).max(0),
        }),
      ),
    }),
  ])
  .openapi("ChatThreadItem");

/** A page of a list. */
export function listSchema<Item extends z.ZodType>(item: Item) {
  return z.object({
    object: z.literal("list"),
    data: z.array(item),
    first_id: z.string().nullable(),
    last_id: z.string().nullable(),
    has_more: z.boolean(),
  });
}

/** How every refusal of the hosted API looks. */
export const hostedErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .openapi("ApiError");

const cursor = askedId.optional();

/** What pages are asked for by. */
export const pageQuery = z.object({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, "a whole number")
    .default("20")
    .transform(Number)
    .pipe(z.int().min(0).max(100))
    .openapi({ type: "integer", minimum: 0, maximum: 100, default: 20 }),
  order: z.enum(["asc", "desc"]).default("desc"),
  after: cursor.describe("The id after which the page begins."),
  before: cursor.describe("The id before which the page ends."),
});

export const threadsQuery = pageQuery.extend({ user: userSchema.optional() });
