import type { ReviewBand, ReviewStatus } from "#domains/people/review-values.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";

const LOOKS: Readonly<Record<ReviewStatus, { readonly token: StateToken; readonly icon: IconName }>> = {
  draft: { token: "text", icon: "circle-dashed" },
  submitted: { token: "info", icon: "hourglass" },
  acknowledged: { token: "ok", icon: "check" },
  disputed: { token: "warn", icon: "triangle-alert" },
  closed: { token: "text", icon: "lock" },
};

export function ReviewBadge(props: { readonly state: ReviewStatus }) {
  const { t } = useManagerCopy();
  const { token, icon } = LOOKS[props.state];
  return <StateBadge state={props.state} token={token} icon={icon} word={t(`reviews.state.${props.state}`)} />;
}

/** “4,10 · Di atas harapan”; “–” before it is submitted. */
export function useOverallWords(): (overall: number | null, band: ReviewBand | null) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  return (overall, band) =>
    overall === null || band === null ? NO_VALUE : `${units.hundredths(overall)} · ${t(`reviews.band.${band}`)}`;
}
