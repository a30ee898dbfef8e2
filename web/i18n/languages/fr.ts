export { fr as app } from "../fr.ts";

export const sets = {
  chat: () => import("./fr-chat.ts"),
  pages: () => import("./fr-pages.ts"),
};
