import type { DomainModule } from "#main/store/domain-module.ts";

/** What domains need from the runtime beyond the database; grows with the domains. */
export interface ModuleDeps {
  /** The kitchen's identity, kept by the store. */
  readonly siteId: string;
}

/** Every domain of the kitchen; one line a domain. */
export function allModules(_deps: ModuleDeps): readonly DomainModule[] {
  return [];
}
