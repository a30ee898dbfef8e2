import { z } from "@hono/zod-openapi";
import {
  attachmentIdsSchema,
  cleanText,
  saysSomething,
  textBesideFiles,
} from "../../../shared/requests.ts";
import { locales } from "../../../shared/locale.ts";
import { effortSchema } from "../../../shared/inference-schemas.ts";
import { starterIcons } from "../../../shared/workflow-rules.ts";
import { askedId, configurationSchema, sessionSchema } from "./hosted-schemas.ts";

/** The id of a workflow in a request. A malformed one is looked up too, and not found. */
const workflowName = z.string().max(200).transform(cleanText);

/** The body of `POST /api/create-session`. */
export const newSessionSchema = z
  .object({
    workflow: z.object({ id: workflowName }).nullish(),
    workflowId: workflowName
      .nullish()
      .describe("Another name of `workflow.id`, which comes first."),
    chatkit_configuration: configurationSchema.nullish(),
  })
  .openapi("CreateSession", { examples: [{ workflow: { id: "wf_default" } }] });

/** Its response: the chat session as in the hosted API, with aliases for its id and secret. */
export const newSessionAnswer = z
  .object({
    ...sessionSchema.shape,
    session_id: z.string().describe("Another name of `id`."),
    token: z.string().describe("Another name of `client_secret`."),
  })
  .openapi("CreatedSession");

/** The headers of `POST /api/messages`, as in draft-ietf-httpapi-idempotency-key-header. */
export const messageHeaders = z.object({
  "idempotency-key": z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe(
      "Your own identifier of the message. A repeated call with the same key sends the message once.",
    ),
});

/** The body of `POST /api/messages`. */
export const newMessageSchema = z
  .object({
    session_token: z.string().min(1).max(200).describe("The client secret of a chat session."),
    message: textBesideFiles.describe("May be empty or blank only when there are attachments."),
    attachments: attachmentIdsSchema
      .describe("Ids of the files to attach, each once; they must be `ready`.")
      .openapi({ uniqueItems: true }),
    thread_id: askedId.nullish().describe("A thread of the session's user; by default a new one."),
    effort: effortSchema
      .nullish()
      .describe(
        "How long the model may think before it answers, where it has a choice. The thread keeps it; by default it keeps what it has.",
      ),
  })
  .refine(
    ({ message, attachments }) => saysSomething({ text: message, attachmentIds: attachments }),
    { message: "empty", path: ["message"] },
  )
  .openapi("CreateMessage", {
    examples: [{ session_token: "ek_3q2-7wXn0f8Zb1", message: "What should I see in Lisbon?" }],
  });

/** Its response. */
export const newMessageAnswer = z
  .object({
    status: z.literal("processing"),
    thread_id: z.string(),
    message_id: z.string(),
    generation_id: z
      .string()
      .nullable()
      .describe("Of the reply; null while the message waits for the reply before it to end."),
  })
  .openapi("AcceptedMessage");

/** The response of `GET /api/config`. */
export const configSchema = z
  .object({
    workflow_id: z.string(),
    name: z.string(),
    locale: z.enum(locales),
    greeting: z.string(),
    placeholder: z.string(),
    starter_prompts: z.array(
      z.object({ label: z.string(), prompt: z.string(), icon: z.enum(starterIcons) }),
    ),
    theme: z.object({ color_scheme: z.enum(["light", "dark", "system"]) }),
  })
  .openapi("PublicConfig");

/** The query of `GET /api/config`. */
export const configQuery = z.object({
  lang: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: "A language tag.", examples: ["fr-CA"] }),
  workflow_id: workflowName.optional().describe("By default the default workflow."),
});

/** The response of `GET /api/health`. */
export const healthSchema = z
  .object({ status: z.literal("healthy"), workflow_id: z.string() })
  .openapi("Health");

export const ailingSchema = z
  .object({ status: z.literal("unhealthy"), error: z.string() })
  .openapi("Ailing");

/** The body of every refusal under `/api`. */
export const plainErrorSchema = z.object({ error: z.string() }).openapi("PlainError", {
  examples: [{ error: "Sign in first." }],
});
