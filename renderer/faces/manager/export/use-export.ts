import { useCallback } from "react";
import { ruleOf } from "#domains/reports/rules.ts";
import type { ExportFormat, ReportRequest, SignedRequest, UnsignedRequest } from "#domains/reports/vocabulary.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useCommand } from "#renderer/client/use-command.ts";
import { exportReportRef, exportTableRef } from "#renderer/domains/reports/reports-refs.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords, type ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import { saveFile } from "#renderer/faces/manager/table/save-file.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { fetchExport, type FetchedExport } from "./fetch-export.ts";

export interface ExportAsked {
  /** What it is about, for the signature's heading: “Dafnom 9–20 Nov”. */
  readonly title: string;
  readonly request: ReportRequest;
  readonly format: ExportFormat;
  /** What the person signs for, where that is more than taking the file. */
  readonly text?: string;
  /** Acts that must stand before the file is made, signed with the same number; an outcome other than null ends it there. */
  readonly before?: (signatures: readonly { readonly pin: string }[]) => Promise<ActOutcome | null>;
}

/**
 * Takes a report out of the kitchen as a file: asks for the personal number where it holds personal data, fetches what the
 * kitchen made and hands it to the browser. Every page that exports uses this; a new report is a member of
 * `reportRequestSchema` and a file in `main/reports`, a new table a member of `tables.ts` and one in `main/reports/tables`.
 *
 *     const exportReport = useExport();
 *     void exportReport({ title: "Jam kerja", request: { report: "hours", fromDate, toDate }, format: "xlsx" });
 */
export function useExport(): (asked: ExportAsked) => Promise<void> {
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const kitchen = useKitchen();
  const sign = useSign();
  const toast = useToast();
  const act = useAct();
  const outcomeWords = useOutcomeWords();
  return useCallback(
    async ({ title, request, format, text, before }) => {
      const exportId = makeId("export");
      const doneWords = t("pay.export.making", { title });
      const send = (signatures: readonly { readonly pin: string }[]) =>
        ruleOf(request).isSigned
          ? act.grant(exportReportRef, { exportId, format, request: request as SignedRequest }, { signatures }) // by its rule
          : act.grant(exportTableRef, { exportId, format, request: request as UnsignedRequest }); // likewise
      const outcome = ruleOf(request).isSigned
        ? await sign({
            title: t("pay.export.sign", { title, format: format.toUpperCase() }),
            text: text ?? t("pay.export.sign-text"),
            doneWords,
            send: async (signatures) => (await before?.(signatures)) ?? send(signatures),
          })
        : await send([]);
      if (outcome?.kind !== "accepted") {
        // A signature's dialog has said why; an unsigned request has no other place to.
        if (outcome !== null && !ruleOf(request).isSigned)
          toast({ text: outcomeWords(outcome) ?? "", tone: "refused" });
        return;
      }
      if (!ruleOf(request).isSigned) toast({ text: doneWords });
      const { fileName } = outcome.result;
      const fetched = await fetchExport(kitchen, exportId);
      if (fetched.ok) saveFile(typeof fileName === "string" ? fileName : `${exportId}.${format}`, fetched.file);
      else toast({ text: t(failureKey(fetched)), tone: "refused" });
    },
    [act, kitchen, makeId, outcomeWords, sign, t, toast],
  );
}

function failureKey({ code }: Extract<FetchedExport, { readonly ok: false }>) {
  switch (code) {
    case "store-full":
      return "pay.export.store-full";
    case "unreachable":
      return "pay.export.unreachable";
    case "export-gone":
      return "pay.export.gone";
  }
  return "pay.export.failed";
}
