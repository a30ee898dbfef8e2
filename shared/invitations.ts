import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import {
  type InvitationGrant,
  invitationGrants,
  maxInvitationHours,
  maxInvitationName,
  maxInvitationUses,
} from "./invitation-limits.ts";

export const createInvitationSchema = z.object({
  id: idSchema("invitation"),
  name: z.string().trim().max(maxInvitationName).default(""),
  grants: z.enum(invitationGrants),
  /** Null for any number of people. */
  maxUses: z.int().min(1).max(maxInvitationUses).nullable(),
  expiresInHours: z.int().min(1).max(maxInvitationHours),
});

export type CreateInvitation = z.infer<typeof createInvitationSchema>;

export const invitationIdSchema = z.object({ invitationId: idSchema("invitation") });

/** Whether an invitation can be used, or why it cannot. */
export type InvitationState = "open" | "used" | "expired" | "revoked";

/** An invitation as admins see it. */
export interface Invitation {
  id: string;
  name: string;
  grants: InvitationGrant;
  /** Null for any number. */
  maxUses: number | null;
  uses: number;
  state: InvitationState;
  /** The e-mail address of the admin who made it. */
  createdBy: string | null;
  /** ISO 8601. */
  createdAt: string;
  expiresAt: string;
}

/** A new invitation. Its secret is part of its link, and is told only once. */
export interface CreatedInvitation extends Invitation {
  secret: string;
}
