export { de as app } from "../de.ts";

export const sets = {
  chat: () => import("./de-chat.ts"),
  pages: () => import("./de-pages.ts"),
};
