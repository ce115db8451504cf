import { useCallback } from "react";
import type { BoardBatch } from "#domains/production/board.ts";
import { shortDishName } from "#renderer/domains/production/short-name.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import type { BatchAct } from "#renderer/faces/tablet/address.ts";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import type { ActOffer } from "./act-offers.ts";
import { useActReason } from "./use-act-reason.ts";
import { useDirectAct } from "./use-direct-act.ts";

export const ICON_BY_ACT: Readonly<Partial<Record<BatchAct, IconName>>> = {
  ingredients: "package",
  "start-preparation": "circle-play",
  "start-cooking": "flame",
  "cook-steps": "chef-hat",
  progress: "arrow-right",
  "core-temperature": "thermometer",
  "finish-cooking": "circle-check",
  rework: "refresh-cw",
  "start-portioning": "circle-play",
  portions: "plus",
  "weigh-portion": "scale",
  "finish-portioning": "circle-check",
  complete: "circle-check",
  cancel: "ban",
  waste: "archive",
  note: "info",
  team: "user",
  tasting: "utensils",
  "rapid-test": "flask-conical",
  "holding-temperature": "thermometer",
  cooling: "thermometer",
  hygiene: "clipboard-check",
  hold: "hand",
  "lift-hold": "undo",
  release: "circle-check",
  reject: "circle-x",
  deviations: "triangle-alert",
  samples: "archive",
  "take-sample": "archive",
  more: "arrow-right",
};

/** Turns an offered act into a button: its words, its reason, and what a press does. */
export function useOfferAction(batch: BoardBatch): (offer: ActOffer) => ZoneAction {
  const copy = useTabletCopy();
  const go = useGo();
  const reasonOf = useActReason();
  const directly = useDirectAct(batch);
  return useCallback(
    (offer) => {
      const { act, dishRunId } = offer;
      const run = batch.dishRuns.find((candidate) => candidate.dishRunId === dishRunId);
      const label = copy.t(`tablet.act.${act}`);
      const icon = ICON_BY_ACT[act];
      return {
        label,
        ...(run === undefined ? {} : { detail: shortDishName(run), about: run.dishName }),
        reason: reasonOf(offer),
        ...(icon === undefined ? {} : { icon }),
        onPress: () => {
          if (!directly(act, dishRunId)) go({ screen: "act", batchId: batch.batchId, act, itemId: dishRunId });
        },
      };
    },
    [batch, copy, go, reasonOf, directly],
  );
}
