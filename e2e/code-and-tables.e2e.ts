import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, replies } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const lines = Array.from({ length: 60 }, (_, i) => `export const line${i + 1} = "${i + 1}";`);
const wide = `const wide = "${"far ".repeat(60)}";`;
const code = [wide, ...lines].join("\n");

const table = [
  "| Product | Price | Note |",
  "|---|--:|---|",
  "| Tea, green | 4.50 | =2+3 |",
  '| "Mug" | -1.20 | 🫖 |',
].join("\n");

journey("code is coloured while it is written, under its language's name", async (scene) => {
  const { page, mock } = scene;
  await enter(page);
  const reply = await sayHeld(page, mock, "Some code, please.");
  reply.push("Here:\n\n```ts\nconst first = 1;\nconst sec");
  const block = replies(page).locator(".md-code");
  const keyword = block.locator(".hl-keyword");
  await expect(keyword).toHaveText("const");
  await expect(block.locator(".md-code-language")).toHaveText("TypeScript");
  await keyword.evaluate((element) => element.setAttribute("data-kept", ""));
  reply.push("ond = 2;\nlet third;\n```\n");
  await expect(keyword).toHaveText(["const", "const", "let"]);
  await expect(keyword.first()).toHaveAttribute("data-kept");
  await expect(block.locator("code")).toHaveText("const first = 1;\nconst second = 2;\nlet third;");
  reply.release();
  await expectEnd(page, "completed");
});

journey("long code is folded, wraps on demand, and is copied whole", async (scene) => {
  const { page, context, sql } = scene;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await enter(page);
  const reply = `Short:\n\n\`\`\`sh\nls\n\`\`\`\n\nLong:\n\n\`\`\`ts\n${code}\n\`\`\`\n\n${table}\n`;
  const { id } = await seedThread(sql, "Code", [{ question: "Code?", reply }]);
  await page.goto(`/t/${id}`);
  const block = page.locator(".md-code").nth(1);
  const more = block.getByRole("button", { name: "Show all 61 lines" });
  await expect(more).toHaveAttribute("aria-expanded", "false");
  await expect(page.locator(".md-code").first().getByRole("button")).toHaveCount(2);
  await expect(block.locator(".hl-keyword").first()).toBeVisible();
  await expectAccessible(page, "folded code and a table");
  await shoot(page, "code-folded");
  await block.getByRole("button", { name: "Copy code" }).click();
  expect((await clipboard()).trim()).toBe(code);

  const pre = block.locator("pre");
  const height = () => pre.evaluate((element) => element.clientHeight);
  const overflows = () => pre.evaluate((element) => element.scrollWidth > element.clientWidth);
  const folded = await height();
  await more.press("Enter");
  await expect(block.getByRole("button", { name: "Show fewer lines" })).toBeFocused();
  expect(await height()).toBeGreaterThan(folded * 2);
  expect(await overflows()).toBe(true);
  const wrap = block.getByRole("button", { name: "Wrap lines" });
  await wrap.click();
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  expect(await overflows()).toBe(false);

  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("group", { name: "Table" }).scrollIntoViewIfNeeded();
  await shoot(page, "table-360");
  await page.getByRole("button", { name: "Copy as CSV" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  expect(await clipboard()).toBe(
    'Product,Price,Note\r\n"Tea, green",4.50,\'=2+3\r\n"""Mug""",-1.20,🫖\r\n',
  );
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, "code and a table, dark and narrow");
  await shoot(page, "table-360-dark");
});
