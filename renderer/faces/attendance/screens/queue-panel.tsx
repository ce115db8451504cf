import { useState } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import type { OutboxEntry } from "#renderer/client/outbox-queue.ts";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useRefusalWords, useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import panel from "#renderer/faces/attendance/flow/flow-panel.module.css";
import { Button } from "#renderer/ui/button.tsx";
import { exportQueue } from "./export-queue.ts";

const ROWS_A_PAGE_COUNT = 4;

/** What waits on this device: time, kind, attempts, the last trouble (UX.md §4.2). Pages turn. */
export function QueuePanel(props: { readonly onClose: () => void }) {
  const { t } = useTerminalCopy();
  const { commands } = useKitchen();
  const { entries } = useOutbox();
  const [page, setPage] = useState(0);
  const kept = entries.filter(({ state }) => state !== "recorded");
  const pageCount = Math.max(1, Math.ceil(kept.length / ROWS_A_PAGE_COUNT));
  const shown = Math.min(page, pageCount - 1);
  return (
    <section className={panel["panel"]} data-state="queue">
      <h2 className={panel["title"]}>
        {kept.length === 0 ? t("attendance.queue.empty") : t("attendance.queue.title")}
      </h2>
      <ul className={panel["rows"]}>
        {kept.slice(shown * ROWS_A_PAGE_COUNT, (shown + 1) * ROWS_A_PAGE_COUNT).map((entry) => (
          <QueueRow key={entry.commandId} entry={entry} />
        ))}
      </ul>
      <div className={panel["acts"]}>
        <Button onPress={props.onClose}>{t("attendance.do.back")}</Button>
        {kept.length === 0 ? null : (
          <>
            <Button kind="primary" onPress={commands.outbox.sendNow}>
              {t("attendance.queue.send-now")}
            </Button>
            <Button onPress={() => exportQueue(commands.outbox.exportText())}>{t("attendance.queue.export")}</Button>
          </>
        )}
        {pageCount > 1 ? (
          <Button onPress={() => setPage((shown + 1) % pageCount)}>{t("attendance.do.more")}</Button>
        ) : null}
      </div>
    </section>
  );
}

function QueueRow({ entry }: { readonly entry: OutboxEntry }) {
  const { t, find } = useTerminalCopy();
  const units = useUnits();
  const { commands } = useKitchen();
  const { timeZone } = useKitchenTime(60_000);
  const refusalWords = useRefusalWords(timeZone);
  const kind = find(`attendance.queue.${entry.type}`) ?? entry.type;
  return (
    <li className={panel["row"]} data-state={`queue-${entry.state}`}>
      <span>
        {units.clock(entry.occurredAtMs, timeZone)} · {kind}
      </span>
      <span className={panel["remark"]}>
        {entry.rejection === null
          ? `${t("attendance.queue.waiting")} · ${t("attendance.queue.attempts", { count: units.count(entry.attemptCount) })}`
          : refusalWords(entry.rejection)}
      </span>
      {entry.rejection === null ? null : (
        <Button onPress={() => void commands.outbox.discard(entry.commandId)}>{t("attendance.queue.discard")}</Button>
      )}
    </li>
  );
}
