import { inventoryCommands, type InventoryCommand } from "#domains/inventory/commands.ts";
import { decideInventory } from "#domains/inventory/decide.ts";
import type { DecidedInventoryEvent } from "#domains/inventory/decision.ts";
import { inventoryEvents } from "#domains/inventory/events.ts";
import type { InventoryFacts } from "#domains/inventory/facts.ts";
import type { InventoryRejection } from "#domains/inventory/rejections.ts";
import { evolveInventory, initialInventoryState, type InventoryState } from "#domains/inventory/state.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { gatherInventoryFacts, targetOfInventory } from "./facts.ts";
import { followOnsOfInventory } from "./follow-ons.ts";
import { projectInventory } from "./projections.ts";
import { inventoryQueryHandlers } from "./query-handlers.ts";
import { INVENTORY_PROJECTION_VERSION, inventoryTables } from "./tables.ts";

/** The door of the domain "inventory". */
export function createInventoryModule(): DomainModule {
  return createDomainModule<
    InventoryState,
    InventoryCommand,
    InventoryFacts,
    DecidedInventoryEvent,
    InventoryRejection
  >({
    domain: "inventory",
    events: inventoryEvents,
    commands: inventoryCommands,
    queries: inventoryQueryHandlers,
    projectionVersion: INVENTORY_PROJECTION_VERSION,
    tables: inventoryTables,
    project: projectInventory,
    followOns: followOnsOfInventory,
    initialState: initialInventoryState,
    evolve: evolveInventory,
    target: targetOfInventory,
    gatherFacts: gatherInventoryFacts,
    decide: decideInventory,
    // What the sender cannot know beforehand: the codes the kitchen PC gave, the lots it chose.
    complete: (_db, _command, events) => {
      const started = events.find((event) => event.type === "receipt-started");
      const received = events.find((event) => event.type === "goods-received");
      const issued = events.find((event) => event.type === "stock-issued");
      return {
        ...(started !== undefined && { receiptCode: started.body.receiptCode }),
        ...(received !== undefined && {
          lots: received.body.lots.map(({ lotId, lotCode, lineId }) => ({ lotId, lotCode, lineId })),
        }),
        ...(issued !== undefined && {
          lines: issued.body.lines.map(({ itemId, lotId, quantity }) => ({ itemId, lotId, quantity })),
        }),
      };
    },
  });
}
