import { z } from "zod";
import {
  announcementIdSchema,
  announcementSchema,
} from "../../../../shared/announcement-schemas.ts";
import type { Announcement } from "../../../../shared/announcement.ts";
import {
  deleteAnnouncement,
  saveAnnouncement,
} from "../../../people/announcements/change-announcements.ts";
import { listAnnouncements } from "../../../people/announcements/read-announcements.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { deliver } from "../deliver.ts";
import { admin, router, signedIn } from "../init.ts";
import type { RequestContext } from "../request-context.ts";

/** What admins tell everyone for a while. */
export const announcementsRouter = router({
  /** Those of this moment, and again whenever one begins, changes or ends. */
  watch: signedIn
    .input(z.object({ lastEventId: z.string().max(64).optional() }).default({}))
    .subscription(({ ctx, input, signal }) =>
      deliver(ctx, signal, (until) =>
        ctx.services.people.announcements.watch(input.lastEventId, until),
      ),
    ),
});

/** All of them, for admins: also those that begin later and those that are over. */
export const adminAnnouncementsRouter = router({
  list: admin.query(({ ctx }): Promise<Announcement[]> =>
    listAnnouncements(ctx.services.people.db),
  ),
  save: admin
    .input(announcementSchema)
    .mutation(({ ctx, input }): Promise<void> =>
      saveAnnouncement(ctx.services.people.db, changeOf(ctx), input),
    ),
  delete: admin
    .input(announcementIdSchema)
    .mutation(({ ctx, input }): Promise<void> =>
      deleteAnnouncement(ctx.services.people.db, changeOf(ctx), input.announcementId),
    ),
});

function changeOf({ viewer, address }: RequestContext & { viewer: Viewer }) {
  return { actorId: viewer.userId, address };
}
