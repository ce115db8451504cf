import { assert, present } from "#kernel/assert.ts";
import type { CommandDefinition, EventDefinition, StoredEvent } from "#kernel/definition.ts";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import type { DomainModule, QueryHandler } from "./domain-module.ts";

/** Finds the module behind a command, an event or a query. */
export interface ModuleRegistry {
  readonly modules: readonly DomainModule[];
  moduleOfDomain(domain: string): DomainModule | undefined;
  commandOf(type: string): { readonly module: DomainModule; readonly definition: CommandDefinition } | undefined;
  /** The newest definition of an event type of a domain. */
  eventOf(domain: string, type: string): EventDefinition | undefined;
  queryOf(name: string): QueryHandler | undefined;
  /** Brings an event to its latest version; one of an unknown domain or type stays as it is. */
  upcast(event: StoredEvent): StoredEvent;
}

export function createModuleRegistry(modules: readonly DomainModule[]): ModuleRegistry {
  const moduleByDomain = new Map<string, DomainModule>();
  const commandByType = new Map<string, { readonly module: DomainModule; readonly definition: CommandDefinition }>();
  const eventByTypeByDomain = new Map<string, Map<string, EventDefinition>>();
  const queryByName = new Map<string, QueryHandler>();
  const tableNames = new Set(durableTableNames());
  for (const module of modules) {
    assert(!moduleByDomain.has(module.domain), `the domain ${module.domain} is listed once`);
    moduleByDomain.set(module.domain, module);
    for (const definition of module.commands) {
      assert(!commandByType.has(definition.type), `the command ${definition.type} belongs to one domain`);
      commandByType.set(definition.type, { module, definition });
    }
    const eventByType = new Map<string, EventDefinition>();
    for (const definition of module.events) {
      const known = eventByType.get(definition.type);
      if (known === undefined || known.v < definition.v) eventByType.set(definition.type, definition);
    }
    eventByTypeByDomain.set(module.domain, eventByType);
    for (const { name } of module.tables) {
      assert(!tableNames.has(name), `the table ${name} belongs to ${module.domain} alone`);
      tableNames.add(name);
    }
    for (const handler of module.queries) {
      assert(!queryByName.has(handler.definition.name), `the query ${handler.definition.name} belongs to one domain`);
      queryByName.set(handler.definition.name, handler);
    }
  }
  const eventOf = (domain: string, type: string) => eventByTypeByDomain.get(domain)?.get(type);
  return {
    modules,
    moduleOfDomain: (domain) => moduleByDomain.get(domain),
    commandOf: (type) => commandByType.get(type),
    eventOf,
    queryOf: (name) => queryByName.get(name),
    upcast: (event) =>
      eventOf(event.domain, event.type) === undefined
        ? event
        : present(moduleByDomain.get(event.domain), "the module of a known event").upcast(event),
  };
}

/** Tables that migrations make: no projection may drop them. */
export function durableTableNames(): readonly string[] {
  return kitchenMigrations
    .flatMap((migration) => migration.statements)
    .flatMap((statement) => /^\s*CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)/i.exec(statement)?.[1] ?? []);
}
