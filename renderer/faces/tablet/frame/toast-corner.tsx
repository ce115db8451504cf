import { useEffect, useRef } from "react";
import type { UndoableEventType } from "#domains/production/vocabulary.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { recordMark, type RecordMark } from "#renderer/client/record-mark.ts";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useTick } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useBatch } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useTablet, type ActToast } from "#renderer/faces/tablet/tablet-context.tsx";
import { useUndo } from "#renderer/faces/tablet/work/use-undo.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { UNDO_SHOWN_MS, type StateToken } from "#renderer/ui/tokens.ts";
import styles from "./toast-corner.module.css";

/**
 * The result of the last act between the two buttons: its words, the mark of its record, the way back for ten seconds. It
 * stays until the next touch elsewhere: a busy cook looks up late (UX.md §4.2).
 */
export function ToastCorner() {
  const { toast, showToast } = useTablet();
  const corner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (toast === null) return;
    // Not before the touch is over: the line above the buttons of a narrow screen must not move under the finger.
    const touched = (event: MouseEvent) => {
      if (event.target instanceof Node && corner.current?.contains(event.target) === true) return;
      showToast(null);
    };
    addEventListener("click", touched, { capture: true });
    return () => removeEventListener("click", touched, { capture: true });
  }, [toast, showToast]);
  return (
    <div ref={corner} className={styles["corner"]} role="status">
      {toast === null ? null : <Toast key={toast.commandId ?? toast.text} toast={toast} />}
    </div>
  );
}

/** Longer words are set smaller, so that the mark below them stays in sight. */
const TEXT_LONG_COUNT = 60;

function Toast(props: { readonly toast: ActToast }) {
  const { text, commandId, undo } = props.toast;
  const isUndoShown = useShownFor(UNDO_SHOWN_MS);
  return (
    <div className={styles["toast"]} data-long={text.length > TEXT_LONG_COUNT ? "" : undefined}>
      <span className={styles["text"]}>
        <span>{text}</span>
        {commandId === undefined ? null : <RecordMarkBadge commandId={commandId} />}
      </span>
      {undo === undefined || !isUndoShown ? null : (
        <UndoButton batchId={undo.batchId} type={undo.type} commandId={commandId ?? null} />
      )}
    </div>
  );
}

/**
 * “Urungkan”: a compensating event, offered once the kitchen has told which event it would take back. A record that never
 * left this tablet is simply not sent.
 */
function UndoButton(props: {
  readonly batchId: string;
  readonly type: UndoableEventType;
  readonly commandId: string | null;
}) {
  const copy = useTabletCopy();
  const { batch } = useBatch(props.batchId);
  const { commands } = useKitchen();
  const { entries } = useOutbox();
  const { showToast } = useTablet();
  const undo = useUndo();
  const entry = entries.find(({ commandId }) => commandId === props.commandId);
  const undoable = batch?.undoable ?? null;
  if (entry?.state === "waiting" && entry.attemptCount === 0) {
    return (
      <Button
        icon="undo"
        onPress={() => {
          showToast(null);
          void commands.outbox.discard(entry.commandId);
        }}
      >
        {copy.t("shared.verb.undo")}
      </Button>
    );
  }
  const isInLog = entry === undefined || entry.state === "recorded";
  if (!isInLog || undoable === null || undoable.type !== props.type) return null;
  return (
    <Button icon="undo" onPress={() => void undo(props.batchId, undoable)}>
      {copy.t("shared.verb.undo")}
    </Button>
  );
}

function useShownFor(durationMs: number): boolean {
  const { runtime } = useKitchen();
  const shownAtMs = useRef(runtime.monotonicMs());
  useTick(1_000);
  return runtime.monotonicMs() - shownAtMs.current < durationMs;
}

const LOOK_BY_MARK: Readonly<
  Record<Exclude<RecordMark, "none">, { readonly token: StateToken; readonly icon: IconName }>
> = {
  sending: { token: "info", icon: "clock" },
  "on-device": { token: "unknown", icon: "hourglass" },
  recorded: { token: "ok", icon: "circle-check" },
  rejected: { token: "crit", icon: "octagon-alert" },
};

/** “Mengirim…”, “Di tablet”, “Tercatat”, “Ditolak” of one record; a record no longer in the queue is in the log. */
export function RecordMarkBadge(props: { readonly commandId: string | null }) {
  const copy = useTabletCopy();
  const { clock } = useKitchen();
  const { entries } = useOutbox();
  useTick(200);
  const entry = entries.find(({ commandId }) => commandId === props.commandId);
  const mark: RecordMark =
    entry === undefined
      ? "recorded"
      : recordMark({ state: entry.state, ageMs: (clock.nowMs() - entry.occurredAtMs) / clock.clockRate() });
  if (mark === "none") return null;
  const { token, icon } = LOOK_BY_MARK[mark];
  return <StateBadge state={`record-${mark}`} token={token} icon={icon} word={copy.t(`shared.record.${mark}`)} />;
}
