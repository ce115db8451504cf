import { ruleOf, whyNotExported } from "#domains/reports/rules.ts";
import type { TableAsked, TableRequest } from "#domains/reports/tables.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useExport } from "./use-export.ts";

/** Which table of the kitchen a screen's table is, and what it asks by; its rows' ids are plain text on a screen. */
export type TableSource = TableAsked["of"];

/** A table's files: what is shown of it, as XLSX, PDF and CSV. The kitchen PC answers the table's question again for them. */
export function TableExport(props: {
  readonly title: string;
  readonly source: TableSource;
  /** Why there is nothing to export. */
  readonly reason: string | null;
  readonly filter: string;
  /** The rows shown, in their order; null for all of them in the kitchen's own. */
  readonly rowKeys: readonly string[] | null;
}) {
  const { t } = useManagerCopy();
  const exportReport = useExport();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  const { title, source, filter, rowKeys } = props;
  const request = {
    report: "table",
    of: source,
    ...(filter.trim() !== "" && { filter: filter.trim() }),
    ...(rowKeys !== null && { rowKeys: [...rowKeys] }),
  } as TableRequest; // the ids are those of the kitchen's rows; it parses them again
  const missing = whyNotExported(request, person?.roles ?? []);
  const reason = missing === null ? props.reason : whyNot(missing);
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
