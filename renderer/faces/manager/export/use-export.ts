import { useCallback } from "react";
import type { ExportFormat, ReportRequest } from "#domains/reports/vocabulary.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useCommand } from "#renderer/client/use-command.ts";
import { exportReportRef } from "#renderer/domains/reports/reports-refs.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { saveFile } from "#renderer/faces/manager/table/save-file.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { fetchExport, type FetchedExport } from "./fetch-export.ts";

export interface ExportAsked {
  /** What it is about, for the signature's heading: “Dafnom 9–20 Nov”. */
  readonly title: string;
  readonly request: ReportRequest;
  readonly format: ExportFormat;
}

/**
 * Takes a report out of the kitchen as a file: asks for the personal number, fetches what the kitchen made and hands it to the
 * browser. Every page that exports uses this; a new report is a member of `reportRequestSchema` and a file in `main/reports`.
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
  return useCallback(
    async ({ title, request, format }) => {
      const exportId = makeId("export");
      const outcome = await sign({
        title: t("pay.export.sign", { title, format: format.toUpperCase() }),
        text: t("pay.export.sign-text"),
        doneWords: t("pay.export.making", { title }),
        send: (signatures) => act.grant(exportReportRef, { exportId, format, request }, { signatures }),
      });
      if (outcome?.kind !== "accepted") return;
      const { fileName } = outcome.result;
      const fetched = await fetchExport(kitchen, exportId);
      if (fetched.ok) saveFile(typeof fileName === "string" ? fileName : `${exportId}.${format}`, fetched.file);
      else toast({ text: t(failureKey(fetched)), tone: "refused" });
    },
    [act, kitchen, makeId, sign, t, toast],
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
