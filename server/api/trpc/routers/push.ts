import {
  pushDeviceSchema,
  pushPreferencesSchema,
  type PushView,
  subscribeSchema,
} from "../../../../shared/push.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import {
  noteNoticed,
  readPush,
  sendTest,
  setPushPreferences,
  unsubscribe,
} from "../../../push/push-settings.ts";
import { type PushCaller, subscribe } from "../../../push/subscribe.ts";
import { takeForViewer } from "../../../people/auth/take-for-viewer.ts";
import { person, router } from "../init.ts";

/** Notifications on people's devices, guests included. Not available to API keys. */
export const pushRouter = router({
  get: person.query(({ ctx }): Promise<PushView> => readPush(ctx.services.push, callerOf(ctx))),
  /** Turns them on for the calling browser; repeating it is safe. */
  subscribe: person
    .input(subscribeSchema)
    .mutation(async ({ ctx, input }): Promise<{ id: string }> => ({
      id: await subscribe(ctx.services.push, callerOf(ctx), input),
    })),
  /** Turns them off for a device. */
  unsubscribe: person
    .input(pushDeviceSchema)
    .mutation(({ ctx, input }) => unsubscribe(ctx.services.push, ctx.viewer.userId, input.id)),
  setPreferences: person
    .input(pushPreferencesSchema)
    .mutation(({ ctx, input }) => setPushPreferences(ctx.services.push, ctx.viewer.userId, input)),
  /** Sends a test to the calling browser, in a few seconds. */
  test: person.mutation(async ({ ctx }): Promise<void> => {
    await takeForViewer(ctx.services.limits, "testPush", ctx.viewer);
    await sendTest(ctx.services.push, callerOf(ctx));
  }),
  /** A visible tab has shown that a reply in another chat has ended. */
  noticed: person.mutation(({ ctx }) => noteNoticed(ctx.services.push, callerOf(ctx))),
});

function callerOf({ viewer }: { viewer: Viewer }): PushCaller {
  return { userId: viewer.userId, authSessionId: viewer.carrierId };
}
