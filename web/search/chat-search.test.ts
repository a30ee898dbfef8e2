import { expect, test } from "bun:test";
import type { SearchPage } from "../../shared/search.ts";
import { createChatSearch } from "./chat-search.ts";

/** A page with these messages. */
function pageOf(ids: readonly string[], nextCursor: string | null = null): SearchPage {
  return {
    threads: [],
    messages: ids.map((messageId) => ({
      threadId: "cthr_1",
      threadTitle: null,
      messageId,
      role: "user",
      createdAt: "2026-11-29T10:00:00.000Z",
      snippet: [],
      files: [],
    })),
    nextCursor,
  };
}

/** A search whose timers and answers the test decides. */
function newSearch() {
  const asked: { query: string; cursor?: string; answer: PromiseWithResolvers<SearchPage> }[] = [];
  let due: (() => void) | null = null;
  const search = createChatSearch(
    (page) => {
      const answer = Promise.withResolvers<SearchPage>();
      asked.push({ ...page, answer });
      return answer.promise;
    },
    (task) => {
      due = task;
      return () => {
        due = null;
      };
    },
  );
  const type = (text: string) => {
    search.search(text);
    due?.();
  };
  const answer = async (page: SearchPage | Error) => {
    const { answer: last } = asked.at(-1) ?? {};
    if (page instanceof Error) last?.reject(page);
    else last?.resolve(page);
    await Bun.sleep(0);
  };
  const ids = () => search.messages().map(({ messageId }) => messageId);
  return { search, asked, type, answer, ids };
}

test("only the newest query counts, and its pages follow each other", async () => {
  const { search, asked, type, answer, ids } = newSearch();
  type("a");
  type(" ab ");
  asked[0]?.answer.resolve(pageOf(["late"]));
  await answer(pageOf(["1", "2"], "next"));
  expect(ids()).toEqual(["1", "2"]);
  search.more();
  search.more();
  expect(asked.map(({ query, cursor }) => [query, cursor])).toEqual([
    ["a", undefined],
    ["ab", undefined],
    ["ab", "next"],
  ]);
  await answer(pageOf(["3"]));
  expect(ids()).toEqual(["1", "2", "3"]);
  search.more();
  expect(asked).toHaveLength(3);
});

test("an empty page with more behind it is not the end", async () => {
  const { asked, type, answer, ids } = newSearch();
  type("rare");
  await answer(pageOf([], "older"));
  expect(asked.at(-1)?.cursor).toBe("older");
  await answer(pageOf(["found"]));
  expect(ids()).toEqual(["found"]);
});

test("a failed page is asked for again", async () => {
  const { search, asked, type, answer, ids } = newSearch();
  type("word");
  await answer(pageOf(["1"], "next"));
  search.more();
  await answer(new Error("offline"));
  expect(search.status()).toBe("failed");
  search.retry();
  expect(asked.at(-1)?.cursor).toBe("next");
  await answer(pageOf(["2"]));
  expect(ids()).toEqual(["1", "2"]);
});

test("an empty query shows nothing, whatever is still on its way", async () => {
  const { search, type, answer, ids } = newSearch();
  type("word");
  search.search("  ");
  await answer(pageOf(["1"]));
  expect(ids()).toEqual([]);
  expect(search.status()).toBe("idle");
});

test("results are those of the query before until the answer comes, but not while more are loaded", async () => {
  const { search, type, answer, ids } = newSearch();
  type("first");
  expect(search.isStale()).toBe(true);
  await answer(pageOf(["1"], "next"));
  expect(search.isStale()).toBe(false);
  search.more();
  expect([search.status(), search.isStale()]).toEqual(["loading", false]);
  type("second");
  expect([ids(), search.isStale()]).toEqual([["1"], true]);
  await answer(new Error("offline"));
  expect([search.status(), search.isStale()]).toEqual(["failed", true]);
  search.retry();
  await answer(pageOf(["2"]));
  expect([ids(), search.isStale()]).toEqual([["2"], false]);
});
