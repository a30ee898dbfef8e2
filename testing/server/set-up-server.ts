import { newId } from "../../shared/ids.ts";
import type { Browser } from "./browser.ts";

/** What admins set once: who comes in, how the server presents itself, what it announces. */
export async function setUpServer(api: Browser["api"]): Promise<void> {
  const { set: branding } = await api.admin.branding.get.query();
  await api.admin.branding.set.mutate(branding);
  await api.admin.branding.setImage.mutate({ kind: "light", base64: null });
  const announcementId = newId("announcement");
  const news = { id: announcementId, text: "News", severity: "info" as const, endsAt: null };
  await api.admin.announcements.save.mutate({ ...news, startsAt: new Date().toISOString() });
  await api.admin.announcements.list.query();
  await api.admin.announcements.delete.mutate({ announcementId });
  await api.admin.entry.get.query();
  await api.admin.entry.setSignUp.mutate({ mode: "open" });
  await api.admin.entry.setGuests.mutate({ guests: "on" });
}
