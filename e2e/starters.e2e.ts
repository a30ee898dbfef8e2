import type { Page } from "playwright";
import { expectAccessible } from "./journey/axe.ts";
import { shoot } from "./journey/assistants.ts";
import { expect } from "./journey/expect.ts";
import { picture } from "./journey/files.ts";
import { defineJourneys } from "./journey/journey.ts";
import { configureManyModels } from "./journey/many-models.ts";
import { composer, enter, messages } from "./journey/screen.ts";

const configPath = await configureManyModels();
const journey = defineJourneys(import.meta.path, { env: { CHATKIT_CONFIG: configPath } });

const starter = (page: Page, name: string) =>
  page.getByRole("list", { name: "Suggestions" }).getByRole("button", { name });

journey(
  "a model that sees pictures is asked about one, which is attached first",
  async ({ page }) => {
    await enter(page);
    // The first visit may come before the server has read its list of models.
    await expect(async () => {
      await page.reload();
      await expect(starter(page, "Ask about a picture")).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(starter(page, "Plan the week")).toBeVisible();
    await shoot(page, "starters-picture");
    await expectAccessible(page, "starters of a model that sees pictures");
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      starter(page, "Ask about a picture").click(),
    ]);
    await expect(composer(page)).toHaveValue("Describe this picture");
    await expect(messages(page)).toHaveCount(0);
    await chooser.setFiles(picture("cat.png", 40, 30));
    await expect(page.getByText("cat.png").first()).toBeAttached();
  },
);
