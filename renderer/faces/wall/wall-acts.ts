import type { AlertRow } from "#domains/alerts/queries.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { nextStageOf, type StageDay } from "#domains/production/rules.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { Commands } from "#renderer/client/commands.ts";
import type { ClientRuntime } from "#renderer/client/runtime.ts";
import { rejectionWords } from "#renderer/copy/rejection-words.ts";
import { acknowledgeAlertRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { undoStageRef } from "#renderer/domains/production/production-refs.ts";
import { sendStage, stageWord, whyNotStage } from "./stage-acts.ts";
import { orderedAlerts } from "./wall-alerts.ts";
import type { WallRow } from "./wall-rows.ts";
import type { Wording } from "./words.ts";

/** The kitchen sends changed rows within 30 ms of a commit: by then the row says who was faster. */
export const ROW_WAIT_MS = 250;
export const RECALLS_MAX_COUNT = 50;
export const RECALL_WINDOW_MS = 15 * MINUTE_MS;

/** What the acts need to know of the moment a key is pressed. */
export interface ActView {
  readonly batches: readonly BoardBatch[];
  readonly alerts: readonly AlertRow[];
  readonly day: StageDay | null;
  /** Rows are as the kitchen has them now; keys act on nothing else. */
  readonly isLive: boolean;
  readonly areKeysOn: boolean;
  readonly mayAcknowledge: boolean;
  /** The row of a batch as it stands when asked, which may be later than this view. */
  readonly batchNow: (batchId: string) => BoardBatch | undefined;
}

export interface WallActs {
  readonly advance: (row: WallRow, view: ActView) => void;
  readonly recall: (view: ActView) => void;
  readonly acknowledge: (view: ActView) => void;
}

interface ActDeps {
  readonly commands: Commands;
  readonly wording: () => Wording;
  readonly monotonicMs: () => number;
  readonly after: ClientRuntime["after"];
  /** Says it on the row, or in the bar (`key: null`). */
  readonly say: (key: string | null, text: string) => void;
}

/** What the wall's keys send: stage facts, their recall, acknowledgements. Nothing signed is ever among them. */
export function createWallActs(deps: ActDeps): WallActs {
  const { commands, say, wording, monotonicMs } = deps;
  /** What this wall advanced, newest last. */
  let recalls: readonly { readonly key: string; readonly batchId: string; readonly atMs: number }[] = [];

  /** The kitchen refused what the wall thought possible: mostly because somebody else was faster. */
  function refusedLate(at: Refused): void {
    if (at.rejection.code !== "wrong-state") return say(at.row.key, refusalWords(at.rejection, wording()));
    const sayWho = () => say(at.row.key, doneByOtherWords(at, wording()));
    if (actOfOther(at) !== null) return sayWho();
    deps.after(ROW_WAIT_MS, sayWho);
  }

  return {
    advance: (row, view) => {
      const { copy } = wording();
      const batch = view.batches.find(({ batchId }) => batchId === row.batchId);
      const next = batch === undefined ? null : nextStageOf(batch, row.dishRunId);
      if (!view.areKeysOn) return say(row.key, copy.t("wall.refused.keys-off"));
      if (!view.isLive || view.day === null) return say(row.key, copy.t("wall.refused.cut"));
      if (batch === undefined || next === null) return say(row.key, copy.t("wall.refused.nothing"));
      const why = whyNotStage(batch, next, view.day);
      if (why !== null) return say(row.key, refusalWords(why, wording()));
      void sendStage(commands, batch, next).answered.then((answer) => {
        if (answer.kind === "rejected") return refusedLate({ row, batch, view, rejection: answer.rejection });
        recalls = [...recalls, { key: row.key, batchId: batch.batchId, atMs: monotonicMs() }].slice(-RECALLS_MAX_COUNT);
        return say(row.key, copy.t("wall.act.advanced", { stage: stageWord(next, wording()) }));
      });
    },
    recall: (view) => {
      const { copy } = wording();
      if (!view.isLive) return say(null, copy.t("wall.refused.cut"));
      recalls = recalls.filter(({ atMs }) => monotonicMs() - atMs <= RECALL_WINDOW_MS);
      const last = recalls.at(-1);
      const undoable = view.batches.find(({ batchId }) => batchId === last?.batchId)?.undoable ?? null;
      if (last === undefined || undoable === null) return say(null, copy.t("wall.refused.nothing-to-recall"));
      recalls = recalls.slice(0, -1);
      const body = { batchId: last.batchId, undoneEventId: undoable.eventId };
      void commands.askGrant(undoStageRef, body).then((outcome) => {
        if (outcome.kind === "accepted") return say(last.key, copy.t("wall.act.recalled"));
        const rejection = outcome.kind === "rejected" ? outcome.rejection : { code: outcome.reason };
        return say(last.key, refusalWords(rejection, wording()));
      });
    },
    acknowledge: (view) => {
      const { copy } = wording();
      const open = orderedAlerts(view.alerts).find(({ status }) => status === "open");
      if (open === undefined) return;
      if (!view.mayAcknowledge) return say(null, copy.t("wall.refused.keys-off"));
      if (!view.isLive) return say(null, copy.t("wall.refused.cut"));
      void commands.recordFact(acknowledgeAlertRef, { alertId: open.alertId }).answered.then((answer) => {
        const isAccepted = answer.kind === "accepted";
        say(null, isAccepted ? copy.t("wall.act.acknowledged") : refusalWords(answer.rejection, wording()));
      });
    },
  };
}

/** “Belum bisa: suhu inti belum dicatat”; what needs a personal number is sent to the tablet. */
function refusalWords(rejection: Rejection, wording: Wording): string {
  if (rejection.code === "batch-not-released") return wording.copy.t("wall.refused.needs-number");
  const reason = rejectionWords(rejection, wording);
  return wording.copy.t("wall.refused", { reason: reason.slice(0, 1).toLowerCase() + reason.slice(1) });
}

interface Refused {
  readonly row: WallRow;
  /** As it stood when the key was pressed. */
  readonly batch: BoardBatch;
  readonly view: ActView;
  readonly rejection: Rejection;
}

/** What another device did to the batch since the key was pressed; null while the row does not say. */
function actOfOther({ batch, view }: Refused): BoardBatch["undoable"] {
  const newest = view.batchNow(batch.batchId)?.undoable ?? null;
  return newest === null || newest.eventId === batch.undoable?.eventId ? null : newest;
}

/** “Sudah dilanjutkan tablet Masak 04:31” (UX.md §3.1). */
function doneByOtherWords(at: Refused, { copy, units, timeZone }: Wording): string {
  const act = actOfOther(at);
  if (act === null) {
    return copy.t("wall.refused.done-by-other", { clock: units.clock(at.view.day?.nowMs ?? 0, timeZone) });
  }
  const clock = units.clock(act.recordedAtMs, timeZone);
  if (act.device === null) return copy.t("wall.refused.done-by-other", { clock });
  return copy.t("wall.refused.done-by-device", { device: deviceWords(act.device, copy), clock });
}

/** Names often begin with what the device is: “Tablet Masak” is not called “tablet Tablet Masak”. */
function deviceWords(
  { face, name }: NonNullable<NonNullable<BoardBatch["undoable"]>["device"]>,
  copy: Wording["copy"],
): string {
  const kind = copy.t(`wall.device.${face}`);
  return name.toLowerCase().startsWith(kind) ? name : `${kind} ${name}`;
}
