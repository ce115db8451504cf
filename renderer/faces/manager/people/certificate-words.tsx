import type { RowOf } from "#kernel/definition.ts";
import type { certificatesDueQuery } from "#domains/people/review-queries.ts";
import type { CertificateLevel } from "#domains/people/review-values.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";

export type CertificateRow = RowOf<typeof certificatesDueQuery>;

const TOKENS: Readonly<Record<CertificateLevel, StateToken>> = {
  ended: "crit",
  urgent: "warn",
  soon: "info",
  "in-force": "ok",
};

/** How near its end a certificate is. */
export function CertificateBadge(props: { readonly level: CertificateLevel }) {
  const { t } = useManagerCopy();
  const { level } = props;
  return (
    <StateBadge
      state={level}
      token={TOKENS[level]}
      {...(level === "soon" ? { icon: "clock" as const } : {})}
      word={t(`people.certificate.level.${level}`)}
    />
  );
}

/** “31 hari lagi”, “12 hari lalu”. */
export function useLeftWords(): (leftDayCount: number) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  return (leftDayCount) => {
    if (leftDayCount === 0) return t("people.certificate.left.today");
    const count = units.count(Math.abs(leftDayCount));
    return leftDayCount > 0
      ? t("people.certificate.left.days", { count })
      : t("people.certificate.left.ago", { count });
  };
}
