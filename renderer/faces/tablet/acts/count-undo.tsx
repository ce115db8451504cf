import type { BoardBatch } from "#domains/production/board.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useUndo } from "#renderer/faces/tablet/work/use-undo.ts";
import { UNDO_SHOWN_MS } from "#renderer/ui/tokens.ts";

/**
 * The last count and the way back, for ten seconds. In the kitchen's log it is compensated by an event; a count that has
 * never left this tablet is simply not sent.
 */
export function CountUndo(props: {
  readonly batch: BoardBatch;
  readonly last: { readonly commandId: string; readonly count: number; readonly atMs: number } | null;
  readonly onUndone: () => void;
}) {
  const { batch, last } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { commands, clock } = useKitchen();
  const { nowMs } = useKitchenTime();
  const { entries } = useOutbox();
  const undo = useUndo();
  if (last === null || (nowMs - last.atMs) / clock.clockRate() > UNDO_SHOWN_MS) return null;
  const entry = entries.find(({ commandId }) => commandId === last.commandId);
  const label = copy.t("tablet.portions.undo", { count: units.count(last.count) });
  if (entry?.state === "waiting" && entry.attemptCount === 0) {
    return (
      <Tile
        icon="undo"
        label={label}
        onPress={() => {
          void commands.outbox.discard(last.commandId);
          props.onUndone();
        }}
      />
    );
  }
  const { undoable } = batch;
  const isInLog = entry === undefined || entry.state === "recorded";
  const canUndo =
    isInLog && undoable?.type === "portions-counted" && undoable.recordedAtMs >= last.atMs - UNDO_SHOWN_MS;
  return (
    <Tile
      icon="undo"
      label={label}
      reason={canUndo ? null : copy.t("shared.record.sending")}
      onPress={() => {
        if (undoable === null) return;
        props.onUndone();
        void undo(batch.batchId, undoable);
      }}
    />
  );
}
