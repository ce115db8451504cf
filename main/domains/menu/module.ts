import { menuCommands, type MenuCommand } from "#domains/menu/commands.ts";
import { decideMenu, type MenuFacts } from "#domains/menu/decide.ts";
import { menuEvents, type MenuEvent } from "#domains/menu/events.ts";
import type { MenuRejection } from "#domains/menu/rejections.ts";
import { evolveMenu, initialMenuState, type MenuState } from "#domains/menu/state.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { completeMenu } from "./completion.ts";
import { gatherMenuFacts, targetOfMenu } from "./facts.ts";
import { projectMenu } from "./projections.ts";
import { menuQueryHandlers, type MenuQueryDeps } from "./query-handlers.ts";
import { MENU_PROJECTION_VERSION, menuTables } from "./tables.ts";

/** The door of the domain "menu". */
export function createMenuModule(deps: MenuQueryDeps): DomainModule {
  return createDomainModule<MenuState, MenuCommand, MenuFacts, MenuEvent, MenuRejection>({
    domain: "menu",
    events: menuEvents,
    commands: menuCommands,
    queries: menuQueryHandlers(deps),
    projectionVersion: MENU_PROJECTION_VERSION,
    tables: menuTables,
    project: projectMenu,
    initialState: initialMenuState,
    evolve: evolveMenu,
    target: targetOfMenu,
    gatherFacts: gatherMenuFacts,
    decide: decideMenu,
    complete: (_db, command, events) => completeMenu(command, events),
  });
}
