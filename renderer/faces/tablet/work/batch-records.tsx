import { useOutbox } from "#renderer/client/use-command.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { RecordMarkBadge } from "#renderer/faces/tablet/frame/toast-corner.tsx";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import styles from "./batch-records.module.css";
import { recordWords } from "./record-words.ts";
import { useRefusalWordsNow } from "./use-refusal-words-now.ts";

/** At most so many lines on the card; the queue has them all. */
const LINES_MAX_COUNT = 2;

/** Records about this batch that the kitchen has not settled: what was typed, and its mark. */
export function BatchRecords(props: { readonly batchId: string }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { timeZone } = useKitchen();
  const { entries } = useOutbox();
  const { toast } = useTablet();
  const refusal = useRefusalWordsNow();
  const mine = entries.filter(
    ({ body, state, commandId }) =>
      body["batchId"] === props.batchId && state !== "recorded" && commandId !== toast?.commandId,
  );
  if (mine.length === 0) return null;
  return (
    <ul className={styles["records"]}>
      {mine.slice(-LINES_MAX_COUNT).map((entry) => {
        const { kind, value } = recordWords(entry, { copy, units, timeZone: timeZone() });
        return (
          <li
            key={entry.commandId}
            className={styles["record"]}
            data-rejected={entry.state === "rejected" ? "" : undefined}
          >
            <span>
              {kind}
              {value === null ? "" : ` · ${value}`}
            </span>
            {entry.rejection === null ? (
              <RecordMarkBadge commandId={entry.commandId} />
            ) : (
              <span>{copy.t("tablet.queue.rejected", { reason: refusal(entry.rejection) })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
