/** The name of the built-in model. */
export const builtinModel = "builtin-offline";
