import { z } from "@hono/zod-openapi";
import {
  attachmentIdsSchema,
  cleanText,
  saysSomething,
  textBesideFiles,
} from "../../../shared/requests.ts";
import { starterIcons } from "../../../shared/workflow-rules.ts";
import { askedId, configurationSchema, sessionSchema } from "./hosted-schemas.ts";

/** A workflow as it is named; one that does not exist may be named in any way. */
const workflowName = z.string().max(200).transform(cleanText);

/** The body of `POST /api/create-session`. */
export const newSessionSchema = z
  .object({
    workflow: z.object({ id: workflowName }).nullish(),
    workflowId: workflowName.nullish().describe("The same, for those who prefer it so."),
    chatkit_configuration: configurationSchema.nullish(),
  })
  .openapi("CreateSession");

/** Its answer: a chat session of the hosted API's, and two more names for its id and secret. */
export const newSessionAnswer = sessionSchema
  .extend({
    session_id: z.string(),
    token: z.string().describe("The same as `client_secret`."),
  })
  .openapi("CreatedSession");

/** What may come with it besides the body, as draft-ietf-httpapi-idempotency-key-header has it. */
export const messageHeaders = z.object({
  "idempotency-key": z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe("Your name of the message: a call that is repeated with it says nothing twice."),
});

/** The body of `POST /api/messages`. */
export const newMessageSchema = z
  .object({
    session_token: z.string().min(1).max(200).describe("The client secret of a chat session."),
    message: textBesideFiles.describe("Empty only beside files."),
    attachments: attachmentIdsSchema.describe(
      "Files to go with it, by their ids, once they are `ready`.",
    ),
    thread_id: askedId
      .nullish()
      .describe("A thread of the session's user; a new one where left out."),
  })
  .refine(
    ({ message, attachments }) => saysSomething({ text: message, attachmentIds: attachments }),
    { message: "empty", path: ["message"] },
  )
  .openapi("CreateMessage");

/** Its answer. */
export const newMessageAnswer = z
  .object({
    status: z.literal("processing"),
    thread_id: z.string(),
    message_id: z.string(),
    generation_id: z
      .string()
      .nullable()
      .describe("The reply's; null while the message waits for the end of the reply before it."),
  })
  .openapi("AcceptedMessage");

/** The answer of `GET /api/config`. */
export const configSchema = z
  .object({
    workflow_id: z.string(),
    name: z.string(),
    locale: z.enum(["en", "fr", "es"]),
    greeting: z.string(),
    placeholder: z.string(),
    starter_prompts: z.array(
      z.object({ label: z.string(), prompt: z.string(), icon: z.enum(starterIcons) }),
    ),
    theme: z.object({ color_scheme: z.enum(["light", "dark", "system"]) }),
  })
  .openapi("PublicConfig");

/** What `GET /api/config` may be asked for. */
export const configQuery = z.object({
  lang: z.string().max(100).optional().describe("A language tag, before `Accept-Language`."),
  workflow_id: workflowName.optional().describe("The default workflow where left out."),
});

/** The answer of `GET /api/health`. */
export const healthSchema = z
  .object({ status: z.literal("healthy"), workflow_id: z.string() })
  .openapi("Health");

export const ailingSchema = z
  .object({ status: z.literal("unhealthy"), error: z.string() })
  .openapi("Ailing");

/** How every refusal under `/api` looks. */
export const plainErrorSchema = z.object({ error: z.string() }).openapi("PlainError");
