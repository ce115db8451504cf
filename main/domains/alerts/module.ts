import { alertCommands, type AlertCommand } from "#domains/alerts/commands.ts";
import { decideAlert, type AlertFacts } from "#domains/alerts/decide.ts";
import { alertEvents, type AlertEvent } from "#domains/alerts/events.ts";
import type { AlertRejection } from "#domains/alerts/rejections.ts";
import { evolveAlert, initialAlertState, type AlertState } from "#domains/alerts/state.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { gatherAlertFacts, targetOfAlert, type AlertFactsDeps } from "./facts.ts";
import { projectAlert } from "./projections.ts";
import { alertQueryHandlers } from "./query-handlers.ts";
import { ALERTS_PROJECTION_VERSION, alertTables } from "./tables.ts";

/** The door of the domain "alerts". `boards` are the live queries the watcher looks at, `readHealth` what the PC knows of itself. */
export function createAlertsModule(deps: AlertFactsDeps): DomainModule {
  return createDomainModule<AlertState | null, AlertCommand, AlertFacts, AlertEvent, AlertRejection>({
    domain: "alerts",
    events: alertEvents,
    commands: alertCommands,
    queries: alertQueryHandlers,
    projectionVersion: ALERTS_PROJECTION_VERSION,
    tables: alertTables,
    project: projectAlert,
    initialState: initialAlertState,
    evolve: evolveAlert,
    target: targetOfAlert,
    gatherFacts: (db, command, context) => gatherAlertFacts(db, command, context, deps),
    decide: decideAlert,
    complete: (_db, _command, events) => {
      const [first] = events;
      return first === undefined ? {} : { alertId: first.body.alertId };
    },
  });
}
