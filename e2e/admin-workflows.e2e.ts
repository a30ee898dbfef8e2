import { accountSettings } from "./journey/account.ts";
import {
  act,
  create,
  enterAsAdmin,
  field,
  fillTexts,
  form,
  instructions,
  preview,
  previewReplies,
  saved,
  shoot,
  tryOut,
} from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { expectReady, loadedPicture, picture, sentFiles, textFile } from "./journey/files.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

journey("an assistant from its first word to a rolled back version", async (scene) => {
  const { page, context, server } = scene;
  await enterAsAdmin(scene, "maker@example.org");
  await create(page, "Translator");
  await expect(page).toHaveURL(/\/admin\/workflows\/wf_translator$/);
  await field(page, "Instructions").fill("Translate into {{language}}.");
  await expect(form(page).getByText("State variables: language")).toBeVisible();
  await saved(page);

  // The preview answers with the saved draft and the values given to it.
  await expect(preview(page).getByText("How can I help you today?")).toBeVisible();
  await preview(page).getByLabel("language", { exact: true }).fill("French");
  await tryOut(page, "Good day");
  expect(instructions(scene)).toMatchObject({ content: "Translate into French." });
  await field(page, "Instructions").fill("Only ever whisper in {{language}}.");
  await tryOut(page, "And now");
  expect(instructions(scene)).toMatchObject({ content: "Only ever whisper in French." });
  await expect(previewReplies(page)).toHaveCount(2);
  // A session that has ended is replaced without notice.
  await scene.sql`update chat_sessions set expires_at = now() where workflow_id = 'wf_translator'`;
  await tryOut(page, "Once more");
  await expect(previewReplies(page)).toHaveCount(3);
  await preview(page).getByRole("button", { name: "Start over" }).click();
  await expect(previewReplies(page)).toHaveCount(0);

  // A missing value is reported at its field.
  await field(page, "Name").fill("");
  await act(page, "Publish").click();
  await expect(form(page).getByText(/Fill in \d+ field/)).toBeVisible();
  await expect(field(page, "Name")).toBeFocused();
  await shoot(page, "missing");
  await expectAccessible(page, "an editor with problems");
  await field(page, "Name").fill("Translator");
  await fillTexts(page, "What shall I translate?");
  await expect(preview(page).getByText("What shall I translate? (English)")).toBeVisible();
  await act(page, "Publish").click();
  await expect(form(page).getByText("Version 1 is published.")).toBeVisible();
  await expect(page.getByTestId("save-state")).toHaveText("No unpublished changes");

  await field(page, "Greeting").fill("Say something long");
  await saved(page);
  await act(page, "Publish").click();
  await expect(form(page).getByText("Version 2 is published.")).toBeVisible();

  const guest = await context.browser()?.newContext({ baseURL: server.origin, locale: "en-GB" });
  if (!guest) throw new Error("no browser");
  const guestPage = await guest.newPage();
  await enter(guestPage);
  await guestPage.getByRole("button", { name: "Assistant: ChatKit" }).click();
  await guestPage.getByRole("menuitemradio", { name: "Translator" }).click();
  await expect(guestPage.getByRole("heading", { name: "Say something long" })).toBeVisible();

  await act(page, "Roll back to version 1").click();
  await expect(form(page).getByText("Version 1 is live again, as version 3.")).toBeVisible();
  await expect(field(page, "Greeting")).toHaveValue("What shall I translate? (English)");
  await guestPage.reload();
  const again = guestPage.getByRole("heading", { name: "What shall I translate? (English)" });
  await expect(again).toBeVisible();
  await expect(composer(guestPage)).toHaveAttribute("placeholder", "Words to translate");
  await guest.close();
});

journey("an assistant leaves as a file, and comes back as a draft", async (scene) => {
  const { page } = scene;
  await enterAsAdmin(scene, "files@example.org");
  await create(page, "Traveller");
  await field(page, "Instructions").fill("Travel.");
  const download = page.waitForEvent("download");
  await act(page, "Export as JSON").click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("wf_traveller.json");
  const path = await file.path();
  const written = await Bun.file(path).json();
  expect(written).toMatchObject({ id: "wf_traveller", definition: { instructions: "Travel." } });

  const choose = async (name: string, text: string) => {
    await page.goto("/admin/workflows");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import file" }).click();
    const buffer = Buffer.from(text);
    await (await chooser).setFiles({ name, mimeType: "application/json", buffer });
  };
  await choose("notes.json", "{}");
  await expect(page.getByText("This file isn’t an assistant.")).toBeVisible();
  const broken = { ...written, definition: { ...written.definition, temperature: 9 }, id: "wf_x" };
  await choose("broken.json", JSON.stringify(broken));
  await expect(page.getByText(/definition\.temperature/)).toBeVisible();
  await choose("copy.json", JSON.stringify({ ...written, id: "wf_copy" }));
  await expect(page).toHaveURL(/wf_copy$/);
  await expect(field(page, "Instructions")).toHaveValue("Travel.");
  const changed = { ...written.definition, instructions: "Stay." };
  await choose("again.json", JSON.stringify({ ...written, definition: changed }));
  await shoot(page, "import-exists");
  await expectAccessible(page, "a file of an assistant that is here");
  await page.getByRole("button", { name: "Replace draft" }).click();
  await expect(page).toHaveURL(/wf_traveller$/);
  await expect(field(page, "Instructions")).toHaveValue("Stay.");
});

journey("two admins do not write over one another, and nothing written is lost", async (scene) => {
  const { page, context } = scene;
  await enterAsAdmin(scene, "two@example.org");
  await create(page, "Shared");
  const other = await context.newPage();
  await other.goto("/admin/workflows/wf_shared");
  await field(other, "Instructions").fill("Theirs.");
  await saved(other);
  await page.bringToFront();
  await field(page, "Instructions").fill("Mine.");
  await expect(page.getByText("Someone else has changed this assistant")).toBeVisible();
  await shoot(page, "conflict");
  await expectAccessible(page, "a conflict");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await saved(page);
  await other.bringToFront();
  await field(other, "Name").fill("Shared by two");
  await other.getByRole("button", { name: "Use theirs" }).click();
  await expect(field(other, "Instructions")).toHaveValue("Mine.");
  await expect(field(other, "Name")).toHaveValue("Shared");

  await other.close();
  // An invalid number stays in its field, is reported, and blocks leaving the page.
  await field(page, "Temperature").fill("warm");
  await expect(form(page).getByText("Enter a number from 0 to 2.")).toBeVisible();
  await form(page).getByRole("link", { name: "All assistants" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await page.getByRole("button", { name: "Stay" }).click();
  await field(page, "Temperature").fill("0,5");
  await form(page).getByRole("link", { name: "All assistants" }).click();
  await expect(page).toHaveURL(/\/admin\/workflows$/);
  await page.goto("/admin/workflows/wf_shared");
  await expect(field(page, "Temperature")).toHaveValue("0.5");
});

journey("what is written while the server is away is saved when it is back", async (scene) => {
  const { page } = scene;
  let isAway = false;
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      if (isAway && String(frame).includes("saveDraft")) void socket.close();
      else server.send(frame);
    });
  });
  await enterAsAdmin(scene, "away@example.org");
  await create(page, "Patient");
  isAway = true;
  await field(page, "Instructions").fill("Kept.");
  await expect(page.getByTestId("save-state")).toHaveAttribute("data-state", "failed");
  await shoot(page, "failed");
  isAway = false;
  await saved(page);
  await page.reload();
  await expect(field(page, "Instructions")).toHaveValue("Kept.");
});

journey("an assistant is archived, and its draft discarded", async (scene) => {
  const { page } = scene;
  await enterAsAdmin(scene, "archive@example.org");
  await create(page, "Old");
  await fillTexts(page, "Hello");
  await act(page, "Publish").click();
  await expect(form(page).getByText("Version 1 is published.")).toBeVisible();
  await field(page, "Name").fill("Older");
  await saved(page);
  await act(page, "Discard draft").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard draft" }).click();
  await expect(field(page, "Name")).toHaveValue("Old");
  await act(page, "Archive").click();
  await expect(act(page, "Restore")).toBeVisible();
  await page.goto("/admin/workflows");
  const line = page.getByRole("link", { name: /wf_old/ });
  await expect(line).toContainText("Archived");
});

journey("files are tried out in the preview as the draft allows", async (scene) => {
  const { page } = scene;
  await enterAsAdmin(scene, "reader@example.org");
  await create(page, "Reader");
  const attach = preview(page).getByRole("button", { name: "Attach files" });
  await expect(preview(page).getByText("How can I help you today?")).toBeVisible();
  await expect(attach).toHaveCount(0);
  await tryOut(page, "Before there were files");
  await field(page, "Allow attachments").check();
  const chooser = page.waitForEvent("filechooser");
  await attach.click();
  await (
    await chooser
  ).setFiles([textFile("rules.txt", "No noise."), picture("map.png", 300, 200)]);
  await expectReady(page, 2);
  await shoot(page, "preview-files");
  await expectAccessible(page, "files in a preview");
  await tryOut(page, "Read these");
  await expect(previewReplies(page)).toHaveCount(2);
  await expect(sentFiles(page)).toHaveCount(2);
  await expect(loadedPicture(page, "map.png")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download rules.txt" }).click();
  expect((await download).suggestedFilename()).toBe("rules.txt");
  const asked = scene.mock.requests.filter(({ kind }) => kind === "reply").at(-1);
  expect(JSON.stringify(asked?.body)).toContain("No noise.");
});
