import type { Station } from "#kernel/access.ts";
import type { OutboxEntry } from "#renderer/client/outbox-queue.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Frame } from "#renderer/faces/tablet/frame/frame.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { recordWords } from "#renderer/faces/tablet/work/record-words.ts";
import { reopenedForm } from "#renderer/faces/tablet/work/reopened-form.ts";
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
  const units = useUnits();
  const go = useGo();
  const { commands, timeZone: zoneOf } = useKitchen();
  const { present } = useStationPeople();
  const refusal = useRefusalWordsNow();
  const timeZone = zoneOf();
  const { kind, value } = recordWords(entry, { copy, units, timeZone });
  const name = present.find(({ staffId }) => staffId === entry.staffId)?.name;
  const form = reopenedForm(entry);
  const isRejected = entry.state === "rejected";
  const discard = async () => {
    await commands.outbox.discard(entry.commandId);
    onBack();
  };
  return (
    <Frame
      station={props.station}
      hasRail
      title={copy.t("tablet.queue.title")}
      primary={{
        label: copy.t("tablet.queue.retry"),
        icon: "send",
        reason: isRejected ? null : copy.t("tablet.queue.waiting"),
        onPress: () => void commands.outbox.retry(entry.commandId).then(onBack),
      }}
      secondary={{ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: onBack }}
    >
      <div className={styles["settings"]}>
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
          <p className={styles["critNotice"]}>
            {copy.t("tablet.queue.rejected", { reason: refusal(entry.rejection) })}
          </p>
        )}
        <div className={styles["entryActs"]}>
          <Tile
            icon="clipboard-check"
            label={copy.t("tablet.queue.reopen")}
            reason={
              form === null ? copy.t("tablet.queue.no-reopen") : isRejected ? null : copy.t("tablet.queue.waiting")
            }
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
            reason={isRejected ? null : copy.t("tablet.queue.waiting")}
            onPress={() => void discard()}
          />
        </div>
      </div>
    </Frame>
  );
}
