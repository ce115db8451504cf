import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { alertsRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { HealthAsked } from "./use-health.ts";

/** What this PC watches of itself, and says as alerts. */
const WATCHED_KINDS = ["backup-old", "disk-low", "clock-untrusted"] as const;

/** The store as the kitchen server tells it, and what it watches: backups, disk, clock. */
export function StoreStatus(props: { readonly health: HealthAsked }) {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const { asked, ask } = props.health;
  const alerts = useLiveQuery(alertsRef, {});
  const told: ReadonlyArray<readonly [string, string]> =
    asked.kind === "health"
      ? [
          [t("manager.system.head"), units.count(asked.health.seq)],
          [t("manager.system.epoch"), asked.health.epoch],
          [t("manager.system.uptime"), units.duration(asked.health.uptimeMs)],
          [t("manager.system.build"), asked.health.build],
        ]
      : [];
  const watched = WATCHED_KINDS.map((kind) => {
    const alert = alerts.rows.find((row) => row.alertKind === kind);
    const words = alert === undefined ? t("manager.system.no-alert") : t(`shared.alert-kind.${kind}`);
    return [t(`manager.system.watch.${kind}`), words] as const;
  });
  return (
    <Panel
      title={t("manager.system.store")}
      actions={
        <Button size="small" icon="refresh-cw" onPress={ask}>
          {t("manager.system.ask-again")}
        </Button>
      }
    >
      {asked.kind === "asking" ? <p role="status">{t("shared.loading")}</p> : null}
      {asked.kind === "away" ? <p role="alert">{t("manager.system.store-away")}</p> : null}
      {asked.kind === "health" ? (
        <StateBadge
          state={`store-${asked.health.store}`}
          token={asked.health.isOk ? "ok" : "crit"}
          word={find(`manager.system.store.${asked.health.store}`) ?? asked.health.store}
        />
      ) : null}
      <Facts facts={[...told, ...watched]} />
    </Panel>
  );
}
