import type {
  AdminCommandAnswer,
  AdminCommandType,
  AdminHubAnswer,
  AdminHubStatus,
  AdminKitchen,
  AdminQueryName,
} from "#contract/admin.ts";
import { present } from "#kernel/assert.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { serviceDateAt, siteProfile } from "#main/domains/site/queries.ts";
import type { DomainModule } from "#main/store/domain-module.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import type { HubSync } from "#main/sync/hub-sync.ts";
import type { RevealStore } from "./reveal.ts";

/** Administration by whoever holds the machine: the same for a running server and for a store opened on its own. */
export interface AdminDesk {
  command(type: AdminCommandType, body: Readonly<Record<string, unknown>>): Promise<AdminCommandAnswer>;
  /** Rows of a query; null when its parameters do not fit. */
  query(name: AdminQueryName, params: Readonly<Record<string, unknown>>): readonly object[] | null;
  kitchen(): AdminKitchen;
  joinHub(hubUrl: string, joinCode: string): Promise<AdminHubAnswer>;
  hubStatus(): AdminHubStatus;
}

export function createAdminDesk(deps: {
  readonly store: KitchenStore;
  readonly modules: readonly DomainModule[];
  readonly reveals: RevealStore;
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  readonly httpPort: () => number | null;
  /** Null where no server runs: nobody is there to stay connected. */
  readonly hub: Pick<HubSync, "join" | "status"> | null;
}): AdminDesk {
  const { store, reveals, clock } = deps;
  const handlers = deps.modules.flatMap((module) => module.queries);

  return {
    command: async (type, body) => {
      const { answer } = await store.bus.submit({
        commandId: deps.makeId("command"),
        type,
        body,
        occurredAtMs: clock.nowMs(),
        actor: SYSTEM_ACTOR,
      });
      if (answer.kind === "rejected") return { kind: "rejected", rejection: { ...answer.rejection } };
      const { revealId, ...result } = answer.result;
      return {
        kind: "accepted",
        result,
        reveal: typeof revealId === "string" ? reveals.take(revealId, null) : null,
      };
    },
    query: (name, params) => {
      const handler = present(
        handlers.find(({ definition }) => definition.name === name),
        `the query ${name}`,
      );
      const parsed = handler.definition.params.safeParse(params);
      if (!parsed.success) return null;
      return handler.answer(store.reader, parsed.data, { isNamesAllowed: true, staffId: null });
    },
    joinHub: async (hubUrl, joinCode) => {
      if (deps.hub === null) return { kind: "refused", code: "kitchen-not-running" };
      const joined = await deps.hub.join(hubUrl, joinCode);
      return joined.ok ? { kind: "joined", ...joined.value } : { kind: "refused", ...joined.error };
    },
    hubStatus: () => deps.hub?.status() ?? null,
    kitchen: () => ({
      siteId: store.siteId,
      siteName: siteProfile(store.reader).siteName,
      today: serviceDateAt(store.reader, clock.nowMs()),
      httpPort: deps.httpPort(),
    }),
  };
}
