export { es as app } from "../es.ts";

export const sets = {
  chat: () => import("./es-chat.ts"),
  pages: () => import("./es-pages.ts"),
};
