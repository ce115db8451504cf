import type { BackupHealth } from "#contract/health.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { backupSignal, type BackupSignal } from "./health.ts";
import type { HealthAsked } from "./use-health.ts";

const TOKENS: Readonly<Record<BackupSignal, StateToken>> = {
  ok: "ok",
  none: "warn",
  waiting: "info",
  old: "crit",
  "not-made": "warn",
};

/** What would be left of this kitchen without this PC: the last good copy, its age, where it lies, when the next comes. */
export function BackupPanel(props: { readonly health: HealthAsked }) {
  const { t, find } = useManagerCopy();
  const { asked } = props.health;
  const backup = asked.kind === "health" ? asked.health.backup : undefined;
  if (backup === undefined) return null;
  const signal = backupSignal(backup);
  const problem = backup.problem ?? backup.medium?.problem ?? null;
  return (
    <Panel title={t("manager.system.backup")}>
      <StateBadge state={`backup-${signal}`} token={TOKENS[signal]} word={t(`manager.system.backup.${signal}`)} />
      {problem === null ? null : <p role="status">{find(`manager.system.backup.problem.${problem}`) ?? problem}</p>}
      {backup.medium === null ? <p>{t("manager.system.backup.how")}</p> : null}
      <CopyFacts backup={backup} />
    </Panel>
  );
}

function CopyFacts({ backup }: { readonly backup: BackupHealth }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { nowMs } = useKitchenTime(30_000);
  const { newestAtMs, medium } = backup;
  const ago = (atMs: number | null) => (atMs === null ? NO_VALUE : units.ago(Math.max(0, nowMs - atMs)));
  const facts: Array<readonly [string, string]> = [[t("manager.system.backup.newest"), ago(newestAtMs)]];
  if (medium !== null) {
    const { lastGoodSeq, nextAtMs } = medium;
    const next = nextAtMs <= nowMs ? t("manager.system.backup.now") : units.duration(nextAtMs - nowMs);
    facts.push(
      [t("manager.system.backup.where"), medium.name],
      [t("manager.system.backup.medium-newest"), ago(medium.lastGoodAtMs)],
      [t("manager.system.backup.medium-seq"), lastGoodSeq === null ? NO_VALUE : units.count(lastGoodSeq)],
      [t("manager.system.backup.next"), next],
    );
  }
  return <Facts facts={facts} />;
}
