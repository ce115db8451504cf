import type { DeadlineState } from "#domains/production/timing.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import type { Look } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";

const LOOK_BY_DEADLINE: Readonly<Record<DeadlineState, Look>> = {
  "on-track": { token: "text", icon: "circle-play" },
  soon: { token: "warn", icon: "triangle-alert" },
  late: { token: "crit", icon: "octagon-alert" },
  done: { token: "ok", icon: "circle-check" },
};
const WORD_BY_DEADLINE = {
  "on-track": "shared.deadline.running",
  soon: "shared.deadline.soon",
  late: "shared.deadline.late",
  done: "shared.deadline.done",
} as const;

/** BERJALAN, SEGERA, LEWAT, SELESAI. */
export function DeadlineBadge(props: { readonly deadline: DeadlineState; readonly surface?: "plain" | "tint" }) {
  const copy = useTabletCopy();
  const { token, icon } = LOOK_BY_DEADLINE[props.deadline];
  return (
    <StateBadge
      state={`deadline-${props.deadline}`}
      token={token}
      icon={icon}
      word={copy.t(WORD_BY_DEADLINE[props.deadline])}
      surface={props.surface ?? "tint"}
    />
  );
}
