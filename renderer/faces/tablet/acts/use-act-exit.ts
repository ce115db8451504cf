import { useCallback } from "react";
import { shortDishName } from "#renderer/domains/production/short-name.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import type { ActProps } from "./act-props.ts";

/** Where an act leads back to, and the button that goes there without saving. */
export function useActExit({ batch, run }: Pick<ActProps, "batch" | "run">): {
  readonly leave: () => void;
  readonly backAction: ZoneAction;
} {
  const copy = useTabletCopy();
  const go = useGo();
  const { batchId } = batch;
  const dishRunId = run?.dishRunId ?? null;
  const leave = useCallback(() => go({ screen: "batch", batchId, dishRunId }), [go, batchId, dishRunId]);
  return { leave, backAction: { label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: leave } };
}

/** “Ayam Balado · K1 · SD 1–3”. */
export function useSubject({ batch, run }: Pick<ActProps, "batch" | "run">): string {
  const copy = useTabletCopy();
  const kloter = copy.t("tablet.batch.title", { number: batch.kloterNumber, label: batch.label });
  return run === null ? kloter : `${shortDishName(run)} · ${kloter}`;
}
