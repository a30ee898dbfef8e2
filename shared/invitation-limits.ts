/** What an invitation makes of a person: a guest, or an account with one of the roles. */
export const invitationGrants = ["guest", "user", "admin"] as const;

export type InvitationGrant = (typeof invitationGrants)[number];

/** Most invitations that are open at once, and most ended ones that are kept. */
export const maxInvitations = 500;

/** Most people who can use one with a limit. */
export const maxInvitationUses = 10_000;

/** Longest time until an invitation ends, in hours: a year. */
export const maxInvitationHours = 8_784;

/** Longest name of an invitation. */
export const maxInvitationName = 60;
