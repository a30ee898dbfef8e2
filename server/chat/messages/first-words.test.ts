import { expect, test } from "bun:test";
import postgres from "postgres";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";

test("a thread has its first words until it has a title, and a later message does not change them", async () => {
  // Without a worker, no reply ends by itself.
  await using app = await startTestApp({ config: { role: "web" } });
  const sql = postgres(app.databaseUrl, { max: 1 });
  const { api } = await newVisitor(app.origin);
  const first = newSend({ text: "# Why is the *sky* blue?" });
  const { thread, reply } = await api.messages.send.mutate(first);
  expect(thread).toMatchObject({ title: null, provisionalTitle: "Why is the sky blue?" });
  await sql`update generations set status = 'completed' where thread_id = ${thread.id}`;
  await sql.end();
  const { threadId } = first;
  const next = newSend({ threadId, parentId: reply.id, text: "And the sea?" });
  const { thread: after } = await api.messages.send.mutate(next);
  expect(after).toMatchObject({ title: null, provisionalTitle: "Why is the sky blue?" });
  const again = await api.messages.send.mutate(newSend({ threadId, text: "Why is the sky dark?" }));
  expect(again.thread).toMatchObject({ title: null, provisionalTitle: "Why is the sky dark?" });
  const title = "My own";
  const renamed = await api.threads.rename.mutate({ threadId, title });
  expect(renamed.title).toBe(title);
  expect(renamed).not.toHaveProperty("provisionalTitle");
});
