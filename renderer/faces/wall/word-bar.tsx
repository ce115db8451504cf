import type { ReactNode } from "react";
import type { LinkView } from "#renderer/client/use-link.ts";
import { linkExplanation } from "#renderer/ui/connection-pill.tsx";
import { WordBar } from "./bars.tsx";
import type { WallData } from "./wall-data.ts";
import type { DeskState } from "./wall-desk.ts";
import type { Wording } from "./words.ts";

/** What stands in the place of the totals, the most pressing first; `null` when the totals stay. */
export function wordBar(options: {
  readonly link: LinkView;
  readonly advice: string | null;
  /** Kitchen time of a return from a cut, while it is news. */
  readonly backAtMs: number | null;
  readonly status: WallData["status"];
  readonly state: DeskState;
  readonly monotonicMs: number;
  readonly wording: Wording;
}): ReactNode {
  const { link, status, state, monotonicMs, wording } = options;
  const { copy, units, timeZone } = wording;
  const clock = units.clock(link.heardAtMs, timeZone);
  const bar = (name: string, tone: "amber" | "neutral", words: string) => (
    <WordBar state={name} tone={tone}>
      {words}
    </WordBar>
  );
  if (state.explainUntilMs > monotonicMs) return bar("explain", "neutral", linkExplanation(link, 0, { copy, units }));
  if (state.note !== null && state.note.key === null && state.note.untilMs > monotonicMs) {
    return bar("note", "neutral", state.note.text);
  }
  if (link.level === "cut" || link.level === "hatched") {
    return bar("link-cut", "amber", copy.t("shared.bar.cut", { clock }));
  }
  if (options.backAtMs !== null) {
    return bar("link-back", "neutral", copy.t("shared.bar.back", { clock: units.clock(options.backAtMs, timeZone) }));
  }
  if (options.advice !== null) return bar("too-small", "amber", options.advice);
  if (status === "loading") return bar("starting", "neutral", copy.t("wall.bar.starting-empty"));
  return status === "snapshot" ? bar("starting", "neutral", copy.t("wall.bar.starting", { clock })) : null;
}
