import { z } from "@hono/zod-openapi";
import {
  maxStateVariableName,
  maxStateVariables,
  stateVariablesSchema,
} from "../../../shared/chat-session.ts";
import { workflowIdSchema } from "../../../shared/id-schemas.ts";
import { cleanText } from "../../../shared/requests.ts";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { urlNumber } from "./url-number.ts";

/**
 * Any text without control characters. The pattern is part of the OpenAPI document, so it means the
 * same with and without the `u` flag, and in other languages' regular expressions.
 */
const noControls = new RegExp(String.raw`^[^\x00-\x1f\x7f-\x9f]*$`);

/** A developer's own name for a user. */
const userSchema = z
  .string()
  .min(1)
  .max(512)
  .regex(noControls, "no control characters")
  // The database would replace lone surrogates, which would make two names equal.
  .refine((name) => name.isWellFormed(), "no lone surrogate")
  .openapi({ description: "Your own identifier of the user.", examples: ["user-4711"] });

/** An id in a request. A malformed one is looked up too, and not found. */
export const askedId = z.string().min(1).max(100).transform(cleanText);

/** Permissions of a chat session's front end. Missing ones get the hosted API's defaults. */
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
        .describe("The version to use; by default the published one."),
      state_variables: stateVariablesSchema.nullish().openapi({
        description: `Values for \`{{name}}\` in the workflow's instructions. A name has 1 to ${maxStateVariableName} characters.`,
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
  .openapi("CreateChatSession", {
    examples: [
      {
        user: "user-4711",
        workflow: { id: "wf_default", state_variables: { name: "Ada", level: 3, pro: true } },
        expires_after: { anchor: "created_at", seconds: 600 },
        rate_limits: { max_requests_per_1_minute: 10 },
        chatkit_configuration: { file_upload: { enabled: true, max_file_size: 10, max_files: 3 } },
      },
    ],
  });

/** A chat session as the hosted API returns it. */
export const sessionSchema = z
  .object({
    id: z.string(),
    object: z.literal("chatkit.session"),
    client_secret: z
      .string()
      .describe("Only in the answer that creates the session; empty in later ones."),
    expires_at: z.int().describe("Unix seconds."),
    user: z
      .string()
      .describe("Your own identifier of the user; of a caller's own session their id."),
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
  .openapi("ChatSession", {
    examples: [
      {
        id: "cksess_0199f0c2a1d27c4e9b3f6a5d8e7c1b20",
        object: "chatkit.session",
        client_secret: "ek_3q2-7wXn0f8Zb1",
        expires_at: 1_790_000_600,
        user: "user-4711",
        status: "active",
        max_requests_per_1_minute: 10,
        rate_limits: { max_requests_per_1_minute: 10 },
        workflow: {
          id: "wf_default",
          version: null,
          state_variables: { name: "Ada" },
          tracing: { enabled: true },
        },
        chatkit_configuration: {
          automatic_thread_titling: { enabled: true },
          file_upload: { enabled: true, max_file_size: 10, max_files: 3 },
          history: { enabled: true, recent_threads: null },
        },
      },
    ],
  });

/** A thread as the hosted API returns it. */
export const threadSchema = z
  .object({
    id: z.string(),
    object: z.literal("chatkit.thread"),
    created_at: z.int().describe("Unix seconds."),
    title: z.string().nullable(),
    status: z.object({ type: z.literal("active") }),
    user: z.string(),
  })
  .openapi("ChatThread", {
    examples: [
      {
        id: "cthr_0199f0c2b3e47d1a8c6f5b4e3d2c1a09",
        object: "chatkit.thread",
        created_at: 1_790_000_000,
        title: "A trip to Lisbon",
        status: { type: "active" },
        user: "user-4711",
      },
    ],
  });

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
    preview_url: z.string().nullable().openapi({
      format: "uri",
      description:
        "The address of a small picture of an image; null for other files. It needs no token and is valid for some minutes.",
    }),
  })
  .openapi("Attachment");

/** A message of a thread as the hosted API returns it. */
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

/** The body of every refusal of the hosted API. */
export const hostedErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.enum(["invalid_request_error", "rate_limit_error", "server_error"]),
      param: z.string().nullable().describe("The field that is wrong."),
      code: z.string().nullable(),
    }),
  })
  .openapi("ApiError", {
    examples: [
      {
        error: {
          message: "Invalid user: no control characters.",
          type: "invalid_request_error",
          param: "user",
          code: "invalid_value",
        },
      },
    ],
  });

const cursor = askedId.optional();

/** The query of a list: the page and the order. */
export const pageQuery = z.object({
  limit: urlNumber(100).default(20).openapi({ default: 20 }),
  order: z
    .enum(["asc", "desc"])
    .default("desc")
    .describe("By time: `desc` begins with the newest."),
  after: cursor.describe("The page begins after this id."),
  before: cursor.describe("The page ends before this id."),
});

export const threadsQuery = pageQuery.extend({ user: userSchema.optional() });
