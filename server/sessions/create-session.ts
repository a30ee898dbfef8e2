import { sql } from "drizzle-orm";
import type { ChatSession } from "../../shared/chat-session.ts";
import { newId } from "../../shared/ids.ts";
import { clientSecretPrefix } from "../auth/find-chat-session.ts";
import type { Database } from "../db/client.ts";
import { chatSessions } from "../db/schema/workflows.ts";
import { theRow } from "../errors.ts";
import type { JobQueue } from "../jobs/job-queue.ts";
import { mailThoseWhoAsked } from "../mail/mail-those-who-asked.ts";
import { requireWorkflow } from "../workflows/find-workflow.ts";

/** How long a chat session lasts, in seconds: the hosted API's default. */
const chatSessionSeconds = 600;

/** Messages a minute: the hosted API's default. */
const maxRequestsPerMinute = 10;

/**
 * Gives a user the right to talk to a workflow. The client secret leaves here once; only its
 * hash is kept. What it opens is in `chat-session-reach.ts`.
 *
 * @throws RequestError `not_found` for an unknown workflow
 */
export function createSession(
  { db, jobs }: { db: Database; jobs: JobQueue },
  request: { userId: string; workflowId: string },
): Promise<ChatSession> {
  const { userId } = request;
  const clientSecret = `${clientSecretPrefix}${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url")}`;
  return db.transaction(async (tx) => {
    const workflow = await requireWorkflow(tx, request.workflowId);
    const session = theRow(
      await tx
        .insert(chatSessions)
        .values({
          id: newId("chatSession"),
          userId,
          workflowId: workflow.id,
          clientSecretHash: new Bun.CryptoHasher("sha256").update(clientSecret).digest("hex"),
          maxRequestsPerMinute,
          expiresAt: sql`now() + ${chatSessionSeconds} * interval '1 second'`,
        })
        .returning({ id: chatSessions.id, expiresAt: chatSessions.expiresAt }),
    );
    await mailThoseWhoAsked(tx, jobs, {
      userId,
      wish: "sessionCreated",
      event: `sessionCreated:${session.id}`,
      content: ({ timeZone }) => ({
        kind: "sessionCreated",
        workflowName: workflow.name,
        at: new Date().toISOString(),
        timeZone,
      }),
    });
    return {
      id: session.id,
      clientSecret,
      workflowId: workflow.id,
      expiresAt: session.expiresAt.toISOString(),
      maxRequestsPerMinute,
    };
  });
}
