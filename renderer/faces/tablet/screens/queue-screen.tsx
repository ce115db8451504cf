import { useRef, useState } from "react";
import type { Station } from "#kernel/access.ts";
import type { OutboxEntry } from "#renderer/client/outbox-queue.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import { Frame } from "#renderer/faces/tablet/frame/frame.tsx";
import { Side, StatusTiles } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useRowsThatFit } from "#renderer/ui/use-rows-that-fit.ts";
import { useRowPx } from "#renderer/faces/tablet/use-is-narrow.ts";
import { exportQueue } from "#renderer/faces/tablet/work/export-queue.ts";
import { recordWords } from "#renderer/faces/tablet/work/record-words.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { QueueEntryScreen } from "./queue-entry-screen.tsx";
import styles from "./screens.module.css";

const ROW_PX = 104;
const NARROW_ROW_PX = 140;
const ROW_GAP_PX = 12;

/** What waits on this tablet, oldest first: time, kind, attempts, the last trouble in words. */
export function QueueScreen(props: { readonly station: Station }) {
  const copy = useTabletCopy();
  const { commands } = useKitchen();
  const { entries, unsentCount } = useOutbox();
  const list = useRef<HTMLUListElement>(null);
  const fitCount = useRowsThatFit(list, useRowPx({ widePx: ROW_PX, narrowPx: NARROW_ROW_PX }), ROW_GAP_PX);
  const [turned, setTurned] = useState(0);
  const [openId, setOpenId] = useState<string | null>(null);
  const shown = entries.filter(({ state }) => state !== "recorded");
  const open = shown.find(({ commandId }) => commandId === openId);
  const { items, page, pageCount } = pageOf(shown, turned, fitCount);
  if (open !== undefined) {
    return <QueueEntryScreen station={props.station} entry={open} onBack={() => setOpenId(null)} />;
  }
  return (
    <Frame
      station={props.station}
      hasRail
      title={copy.t("tablet.queue.title")}
      primary={{
        label: copy.t("tablet.queue.send-now"),
        icon: "send",
        reason: unsentCount === 0 ? copy.t("tablet.queue.send-nothing") : null,
        onPress: () => commands.outbox.sendNow(),
      }}
      secondary={{
        label: copy.t("tablet.queue.export"),
        icon: "download",
        reason: shown.length === 0 ? copy.t("tablet.queue.export-nothing") : null,
        onPress: () => exportQueue(commands.outbox.exportText()),
      }}
    >
      <div className={styles["listAndSide"]}>
        <ul ref={list} className={styles["rows"]} aria-label={copy.t("tablet.queue.title")}>
          {items.map((entry) => (
            <li key={entry.commandId}>
              <QueueRow entry={entry} onPress={() => setOpenId(entry.commandId)} />
            </li>
          ))}
          {items.length === 0 ? <li className={styles["empty"]}>{copy.t("tablet.queue.empty")}</li> : null}
        </ul>
        <Side of="list">
          {pageCount < 2 ? (
            <StatusTiles />
          ) : (
            <Tile
              icon="arrow-right"
              label={copy.t("tablet.task.next-page")}
              detail={copy.t("tablet.task.page", { page: page + 1, count: pageCount })}
              onPress={() => setTurned((page + 1) % pageCount)}
            />
          )}
        </Side>
      </div>
    </Frame>
  );
}

function QueueRow(props: { readonly entry: OutboxEntry; readonly onPress: () => void }) {
  const { entry } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const kitchen = useKitchen();
  const refusal = useRefusalWordsNow();
  const timeZone = kitchen.timeZone();
  const { kind, value } = recordWords(entry, { copy, units, timeZone });
  const trouble =
    entry.rejection !== null
      ? copy.t("tablet.queue.rejected", { reason: refusal(entry.rejection) })
      : troubleWords(entry.lastTrouble, copy);
  return (
    <button type="button" className={styles["queueRow"]} data-state-row={entry.state} onClick={props.onPress}>
      <span className={styles["queueWords"]}>
        <strong>
          {units.clock(entry.occurredAtMs, timeZone)} · {kind}
          {value === null ? "" : ` · ${value}`}
        </strong>
        <span>
          {copy.t("tablet.queue.attempts", { count: entry.attemptCount })}
          {trouble === null ? "" : ` · ${trouble}`}
        </span>
      </span>
      <QueueState entry={entry} />
    </button>
  );
}

function QueueState(props: { readonly entry: OutboxEntry }) {
  const copy = useTabletCopy();
  switch (props.entry.state) {
    case "waiting":
      return <StateBadge state="record-on-device" token="unknown" word={copy.t("tablet.queue.waiting")} />;
    case "sending":
      return <StateBadge state="record-sending" token="info" icon="clock" word={copy.t("tablet.queue.sending")} />;
    case "rejected":
      return <StateBadge state="record-rejected" token="crit" word={copy.t("shared.record.rejected")} />;
    case "recorded":
      return <StateBadge state="record-recorded" token="ok" word={copy.t("shared.record.recorded")} />;
  }
}

/** The last passing trouble in words; null when there was none. */
function troubleWords(trouble: OutboxEntry["lastTrouble"], copy: ReturnType<typeof useTabletCopy>): string | null {
  if (trouble === null) return null;
  return (
    copy.find(`tablet.queue.trouble.${trouble}`) ??
    copy.find(`rejections.${trouble}`) ??
    copy.t("tablet.queue.trouble.other", { code: trouble })
  );
}
