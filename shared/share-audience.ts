/**
 * Who may open a link to a chat:
 * - `me`: its owner.
 * - `server`: people with an account on this server.
 * - `public`: everyone.
 */
export const shareAudiences = ["me", "server", "public"] as const;

export type ShareAudience = (typeof shareAudiences)[number];

/**
 * How far a server lets people share chats: not at all, with people who have an account on it, or
 * with everyone.
 */
export const sharingModes = ["off", "server", "public"] as const;

export type SharingMode = (typeof sharingModes)[number];
