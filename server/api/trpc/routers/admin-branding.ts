import {
  brandImageSchema,
  type BrandingForAdmin,
  brandingSchema,
} from "../../../../shared/branding.ts";
import { setImage } from "../../../people/branding/brand-image-store.ts";
import { readBrandingForAdmin, setBranding } from "../../../people/branding/change-branding.ts";
import { admin, router } from "../init.ts";

/** How the server presents itself: its name and its colours. */
export const adminBrandingRouter = router({
  get: admin.query(({ ctx }): Promise<BrandingForAdmin> =>
    readBrandingForAdmin(ctx.services.people),
  ),
  set: admin.input(brandingSchema).mutation(({ ctx, input }): Promise<void> => {
    const change = { actorId: ctx.viewer.userId, address: ctx.address };
    return setBranding(ctx.services.people, change, input);
  }),
  setImage: admin.input(brandImageSchema).mutation(({ ctx, input }): Promise<void> => {
    const change = { actorId: ctx.viewer.userId, address: ctx.address };
    return setImage(ctx.services.people, change, input);
  }),
});
