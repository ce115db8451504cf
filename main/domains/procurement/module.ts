import type { Clock } from "#kernel/time.ts";
import { procurementCommands, type ProcurementCommand } from "#domains/procurement/commands.ts";
import { decideProcurement } from "#domains/procurement/decide.ts";
import { procurementEvents, type ProcurementEvent } from "#domains/procurement/events.ts";
import type { ProcurementFacts } from "#domains/procurement/facts.ts";
import type { ProcurementRejection } from "#domains/procurement/rejections.ts";
import { evolveProcurement, initialProcurementState, type ProcurementState } from "#domains/procurement/state.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { gatherProcurementFacts, targetOfProcurement } from "./facts.ts";
import { projectProcurement } from "./projections.ts";
import { procurementQueryHandlers } from "./query-handlers.ts";
import { PROCUREMENT_PROJECTION_VERSION, procurementTables } from "./tables.ts";

/** The door of the domain "procurement": suppliers, prices, plans, orders, invoices and expenses. */
export function createProcurementModule(deps: { readonly clock: Pick<Clock, "nowMs"> }): DomainModule {
  return createDomainModule<
    ProcurementState,
    ProcurementCommand,
    ProcurementFacts,
    ProcurementEvent,
    ProcurementRejection
  >({
    domain: "procurement",
    events: procurementEvents,
    commands: procurementCommands,
    queries: procurementQueryHandlers(deps.clock),
    projectionVersion: PROCUREMENT_PROJECTION_VERSION,
    tables: procurementTables,
    project: projectProcurement,
    initialState: initialProcurementState,
    evolve: evolveProcurement,
    target: targetOfProcurement,
    gatherFacts: gatherProcurementFacts,
    decide: decideProcurement,
    complete: (_db, _command, events) => {
      const drafted = events.find((event) => event.type === "order-drafted");
      return drafted === undefined ? {} : { orderCode: drafted.body.orderCode };
    },
  });
}
