import type { Station } from "#kernel/access.ts";
import type { OutboxEntry } from "#renderer/client/outbox-queue.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useBatch } from "#renderer/faces/tablet/batch/use-batch.ts";
import { Frame, type ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { conflictWords, useTheirProgress } from "#renderer/faces/tablet/work/progress-conflict.ts";
import { recordWords } from "#renderer/faces/tablet/work/record-words.ts";
import { reopenedForm } from "#renderer/faces/tablet/work/reopened-form.ts";
import { sendAnew } from "#renderer/faces/tablet/work/send-anew.ts";
import { writeDraft } from "#renderer/faces/tablet/work/draft.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { useStationPeople } from "#renderer/faces/tablet/tablet-context.tsx";
import styles from "./screens.module.css";

/** One record of the queue: what was typed, when, by whom, why it was refused, and what can be done with it. */
export function QueueEntryScreen(props: {
  readonly station: Station;
  readonly entry: OutboxEntry;
  readonly onBack: () => void;
}) {
  const { entry, onBack } = props;
  const copy = useTabletCopy();
  const { commands, timeZone: zoneOf } = useKitchen();
  const units = useUnits();
  const conflict = useConflict(entry);
  const isRejected = entry.state === "rejected";
  const resend: ZoneAction =
    conflict === null
      ? {
          label: copy.t("tablet.queue.retry"),
          icon: "send",
          reason: isRejected ? null : copy.t("tablet.queue.waiting"),
          onPress: () => void sendAnew(commands, entry, entry.expectedVersion).then(onBack),
        }
      : {
          label: copy.t("tablet.queue.use-mine"),
          icon: "check",
          detail: units.count(conflict.mine),
          onPress: () => void sendAnew(commands, entry, conflict.version).then(onBack),
        };
  const leave: ZoneAction =
    conflict === null
      ? { label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: onBack }
      : {
          label: copy.t("tablet.queue.leave-theirs", { value: units.count(conflict.theirs.readyPortionCount) }),
          onPress: () => void commands.outbox.discard(entry.commandId).then(onBack),
        };
  return (
    <Frame station={props.station} hasRail title={copy.t("tablet.queue.title")} primary={resend} secondary={leave}>
      <div className={styles["settings"]}>
        <EntryWords entry={entry} />
        {conflict === null ? null : (
          <p className={styles["critNotice"]} data-state="conflict">
            {conflictWords(conflict.theirs, conflict.mine, { copy, units, timeZone: zoneOf() })}
          </p>
        )}
        <EntryActs entry={entry} isRejected={isRejected} onBack={onBack} />
      </div>
    </Frame>
  );
}

function EntryWords(props: { readonly entry: OutboxEntry }) {
  const { entry } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const timeZone = useKitchen().timeZone();
  const { present } = useStationPeople();
  const refusal = useRefusalWordsNow();
  const { kind, value } = recordWords(entry, { copy, units, timeZone });
  const name = present.find(({ staffId }) => staffId === entry.staffId)?.name;
  return (
    <>
      <h1>
        {kind}
        {value === null ? "" : ` · ${value}`}
      </h1>
      <p>
        {copy.t("tablet.queue.detail", { clock: units.clock(entry.occurredAtMs, timeZone) })}
        {name === undefined ? "" : ` ${copy.t("tablet.queue.by", { name })}`} ·{" "}
        {copy.t("tablet.queue.attempts", { count: entry.attemptCount })}
      </p>
      {entry.rejection === null ? null : (
        <p className={styles["critNotice"]}>{copy.t("tablet.queue.rejected", { reason: refusal(entry.rejection) })}</p>
      )}
    </>
  );
}

function EntryActs(props: { readonly entry: OutboxEntry; readonly isRejected: boolean; readonly onBack: () => void }) {
  const { entry, isRejected, onBack } = props;
  const copy = useTabletCopy();
  const go = useGo();
  const { commands } = useKitchen();
  const form = reopenedForm(entry);
  const waiting = isRejected ? null : copy.t("tablet.queue.waiting");
  return (
    <div className={styles["entryActs"]}>
      <Tile
        icon="clipboard-check"
        label={copy.t("tablet.queue.reopen")}
        reason={form === null ? copy.t("tablet.queue.no-reopen") : waiting}
        onPress={() => {
          if (form === null) return;
          if (form.draft !== null) writeDraft(form.draft.name, form.draft.value);
          void commands.outbox.discard(entry.commandId).then(() => go(form.address));
        }}
      />
      <Tile
        icon="x"
        kind="danger"
        label={copy.t("tablet.queue.discard")}
        reason={waiting}
        onPress={() => void commands.outbox.discard(entry.commandId).then(onBack)}
      />
    </div>
  );
}

/** Both figures, where a record was refused because somebody else was faster. */
function useConflict(entry: OutboxEntry) {
  const { batchId, dishRunId, readyPortionCount } = entry.body;
  const isStale = entry.rejection?.code === "stale-version" && typeof readyPortionCount === "number";
  const theirs = useTheirProgress(String(batchId), String(dishRunId), isStale);
  const { batch } = useBatch(String(batchId));
  if (!isStale || theirs === null || batch === null) return null;
  return { theirs, mine: readyPortionCount, version: batch.streamVersion };
}
