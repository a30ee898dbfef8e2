import { expect, test } from "bun:test";
import { archiveOf, ask } from "../testing/ask-offline.ts";

const createdAt = new Date("2026-10-01T10:00:00Z");
const threads = archiveOf([
  {
    userId: "user_1",
    threadId: "cthr_pizza",
    title: "Pizza [plan](x)",
    messages: [
      {
        role: "user",
        text: `${"Long before that. ".repeat(20)}The best dough rests overnight with *olive* oil.`,
        createdAt,
      },
      {
        role: "assistant",
        text: "Un été à Naples, then.",
        createdAt: new Date("2026-10-02T10:00:00Z"),
      },
    ],
  },
  {
    userId: "user_1",
    threadId: "cthr_untitled",
    title: null,
    messages: [{ role: "user", text: "Dough again", createdAt }],
  },
  {
    userId: "user_2",
    threadId: "cthr_secret",
    title: "Secret",
    messages: [{ role: "user", text: "secret dough", createdAt }],
  },
]);

test.each([
  "find dough in my chats",
  "could you find dough in my previous conversations please?",
  "search my conversations for dough",
  "where did we talk about dough?",
  "cherche dough dans mes conversations",
  "busca dough en mis conversaciones",
  "busca dough",
])("%s", async (text) => {
  const reply = await ask(text, { threads });
  expect(reply).toContain("(/t/cthr_pizza)");
  expect(reply).toContain("(/t/cthr_untitled)");
  expect(reply).toContain("The best **dough** rests overnight");
  expect(reply).not.toContain("cthr_secret");
});

test("titles and excerpts are shown as text, not as Markdown", async () => {
  const reply = await ask("find dough in my chats", { threads });
  expect(reply).toContain("[Pizza \\[plan\\](x)](/t/cthr_pizza)");
  expect(reply).toContain("\\*olive\\*");
});

test("the excerpt starts near the word, however long the message is", async () => {
  const reply = await ask("find overnight in my chats", { threads });
  expect(reply).toContain("> … ");
  expect(reply.length).toBeLessThan(700);
});

test("accents are looked for as they are written", async () => {
  expect(await ask("cherche été dans mes conversations", { threads })).toContain("**été**");
});

test("the question itself is not a finding", async () => {
  const question = "find walrus in my chats";
  const own = archiveOf([
    {
      userId: "user_1",
      threadId: "cthr_this",
      title: null,
      messages: [{ role: "user", text: question, createdAt }],
    },
  ]);
  expect(await ask(question, { threads: own })).toBe(
    "I found nothing in your other chats for **walrus**.",
  );
});

test("lists the latest threads, newest first", async () => {
  const reply = await ask("show my recent chats", { threads });
  expect(reply.indexOf("cthr_pizza")).toBeLessThan(reply.indexOf("cthr_untitled"));
  expect(await ask("montre mes dernières conversations")).toContain("pas encore");
});

test.each(["search my conversations for Markdown", "cherche Markdown dans mes conversations"])(
  "a search for the name of another skill is still a search: %s",
  async (question) => {
    expect(await ask(question, { threads })).not.toContain("```");
  },
);
