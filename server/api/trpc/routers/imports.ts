import {
  createImportSchema,
  importIdSchema,
  importReportSchema,
} from "../../../../shared/import.ts";
import { cancelImport } from "../../../chat/imports/cancel-import.ts";
import { createImport } from "../../../chat/imports/create-import.ts";
import { listImports, readImportReport, watchImport } from "../../../chat/imports/read-imports.ts";
import { recordAudit } from "../../../people/audit/record-audit.ts";
import { takeForViewer } from "../../../people/auth/take-for-viewer.ts";
import { deliver } from "../deliver.ts";
import { person, router } from "../init.ts";

/** Chats from the exports of other programs. Only people import. */
export const importsRouter = router({
  /** Announces a file. Its parts go to `PUT /import/{id}/{position}`. Retries are safe. */
  create: person.input(createImportSchema).mutation(async ({ ctx, input }) => {
    const { userId } = ctx.viewer;
    await takeForViewer(ctx.services.limits, "import", ctx.viewer);
    return ctx.services.chat.db.transaction(async (tx) => {
      const made = await createImport(tx, userId, input);
      const { address } = ctx;
      await recordAudit(tx, { kind: "data_imported", actorId: userId, userId, address });
      return made;
    });
  }),
  /** The viewer's newest imports. */
  list: person.query(({ ctx }) => listImports(ctx.services.chat.db, ctx.viewer.userId)),
  /** What became of each chat. */
  report: person
    .input(importReportSchema)
    .query(({ ctx, input }) =>
      readImportReport(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
  /** The state of an import, and again whenever it changes; completes when it has ended. */
  watch: person.input(importIdSchema).subscription(({ ctx, input, signal }) => {
    const of = { ...input, userId: ctx.viewer.userId };
    return deliver(ctx, signal, (until) => watchImport(ctx.services.chat, of, until));
  }),
  /** Ends an import; what it has brought so far stays. */
  cancel: person
    .input(importIdSchema)
    .mutation(({ ctx, input }) =>
      cancelImport(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
});
