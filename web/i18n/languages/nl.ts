export { nl as app } from "../nl.ts";

export const sets = {
  chat: () => import("./nl-chat.ts"),
  pages: () => import("./nl-pages.ts"),
};
