/** The address of a new chat that becomes a temporary one. */
export const temporaryAddress = "/?temporary=1";
