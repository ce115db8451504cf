import { ruleOf, whyNotExported } from "#domains/reports/rules.ts";
import type { ReportRequest } from "#domains/reports/vocabulary.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useExport } from "./use-export.ts";

/** One button a format of a report, off with the reason where the person may not have it or there is nothing in it. */
export function ExportButtons(props: {
  readonly title: string;
  readonly request: ReportRequest;
  /** Why there is nothing to export. */
  readonly reason?: string | null;
}) {
  const { t } = useManagerCopy();
  const exportReport = useExport();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  const { title, request } = props;
  const missing = whyNotExported(request, person?.roles ?? []);
  const reason = missing === null ? (props.reason ?? null) : whyNot(missing);
  return ruleOf(request).formats.map((format) => (
    <Button
      key={format}
      size="small"
      icon="download"
      reason={reason}
      label={t("pay.export.label", { title, format: format.toUpperCase() })}
      onPress={() => void exportReport({ title, request, format })}
    >
      {format.toUpperCase()}
    </Button>
  ));
}
