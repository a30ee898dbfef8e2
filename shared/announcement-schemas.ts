import { z } from "zod";
import { maxAnnouncementLength, severities } from "./announcement.ts";
import { idSchema } from "./id-schemas.ts";

/** An announcement to create or change. */
export const announcementSchema = z
  .strictObject({
    id: idSchema("announcement"),
    text: z.string().trim().min(1).max(maxAnnouncementLength),
    severity: z.enum(severities),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime().nullable(),
  })
  .refine(({ startsAt, endsAt }) => endsAt === null || Date.parse(endsAt) > Date.parse(startsAt), {
    path: ["endsAt"],
    error: "has to be after the start",
  });

export const announcementIdSchema = z.strictObject({ announcementId: idSchema("announcement") });
