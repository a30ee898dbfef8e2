// Also used by the app, which loads no schemas.

/**
 * Who may use a workflow or the models of a connection: everyone, registered users, or admins. An
 * API key gives its programs' users the access of its owner.
 */
export const accessLevels = ["everyone", "registered", "admins"] as const;

export type Access = (typeof accessLevels)[number];
