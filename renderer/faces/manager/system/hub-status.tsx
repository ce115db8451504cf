import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { hubSignal, type HubSignal } from "./health.ts";
import type { HealthAsked } from "./use-health.ts";

const TOKENS: Readonly<Record<HubSignal, StateToken>> = {
  "not-joined": "text",
  connected: "ok",
  late: "unknown",
  away: "warn",
  lost: "crit",
  refused: "crit",
};

/** How far the hub holds this kitchen's log, how old that is, and what a person must decide. Work never waits for it. */
export function HubStatus(props: { readonly health: HealthAsked }) {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const { clock } = useKitchen();
  const { asked } = props.health;
  const hub = asked.kind === "health" ? asked.health.hub : null;
  if (hub === null) return null;
  const nowMs = clock.nowMs();
  const signal = hubSignal(hub, nowMs);
  const { lastContactAtMs, clockOffsetMs, lastError } = hub;
  const reason = lastError === null ? null : (find(`manager.system.hub-error.${lastError}`) ?? lastError);
  return (
    <Panel title={t("manager.system.hub")}>
      <StateBadge state={`hub-${signal}`} token={TOKENS[signal]} word={t(`manager.system.hub-signal.${signal}`)} />
      {signal === "not-joined" ? (
        <p>{t("manager.system.hub-how")}</p>
      ) : (
        <Facts
          facts={[
            [t("manager.system.hub-acked"), units.count(hub.ackedSeq)],
            [t("manager.system.hub-waiting"), units.count(hub.unackedCount)],
            [t("manager.system.hub-heard"), lastContactAtMs === null ? NO_VALUE : units.ago(nowMs - lastContactAtMs)],
            [t("manager.system.hub-quarantined"), units.count(hub.quarantinedCount)],
            [
              t("manager.system.hub-clock"),
              clockOffsetMs === null ? NO_VALUE : units.duration(Math.abs(clockOffsetMs)),
            ],
            [t("manager.system.hub-reason"), reason ?? NO_VALUE],
          ]}
        />
      )}
    </Panel>
  );
}
