import type { Page } from "playwright";
import { present } from "../testing/present.ts";
import { until } from "../testing/until.ts";
import { accountSettings, person, register, signIn } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expect } from "./journey/expect.ts";
import { chips, choose, expectReady, textFile } from "./journey/files.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

journey(
  "a draft goes along to another device, and is gone there when it is sent",
  async (scene) => {
    const { page, context, sql } = scene;
    await enter(page);
    await composer(page).fill("begun as a guest");
    await register(page, sql, "drafts@example.org");
    await page.goto("/");
    await expect(composer(page)).toHaveValue("begun as a guest");
    const device = await context
      .browser()
      ?.newContext({ baseURL: new URL(page.url()).origin, locale: "en-GB" });
    const phone = await present(device).newPage();
    await signIn(phone, "drafts@example.org");
    await expect(person(phone).getByText("drafts@example.org")).toBeVisible();
    await expect(composer(phone)).toHaveValue("begun as a guest");
    await choose(phone, [textFile("notes.txt", "from the phone")]);
    await composer(phone).fill("begun as a guest, and more");
    await expect(composer(page)).toHaveValue("begun as a guest, and more");
    await expectReady(page, 1);
    await expect(chips(page)).toHaveText([/notes.txt/]);
    await composer(page).press("Enter");
    await expectEnd(page, "completed");
    await expect(composer(phone)).toHaveValue("");
    await expect(chips(phone)).toHaveCount(0);
    // Both write at once in the chat: the last pause wins, and the other draft is offered.
    await phone.goto(new URL(page.url()).pathname);
    await expect(messages(phone)).toHaveCount(2);
    await composer(page).fill("from the desk");
    await composer(phone).fill("from the phone");
    const offers = (tab: Page) => tab.getByTestId("other-draft");
    const winner = await until("one draft has replaced the other", async () => {
      if (await offers(page).isVisible()) return page;
      return (await offers(phone).isVisible()) ? phone : undefined;
    });
    const [won, lost] = winner === page ? ["desk", "phone"] : ["phone", "desk"];
    await expect(offers(winner)).toContainText("You also wrote a draft on another device.");
    for (const tab of [page, phone]) await expect(composer(tab)).toHaveValue(`from the ${won}`);
    await shoot(winner, "drafts-of-two-devices");
    await offers(winner).getByRole("button", { name: "Show it" }).click();
    for (const tab of [page, phone]) await expect(composer(tab)).toHaveValue(`from the ${lost}`);
    await phone.context().close();
  },
);
