import type { HubEvent } from "#contract/hub-protocol.ts";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { allEvents } from "#domains/registry.ts";
import { present } from "#kernel/assert.ts";
import { createHubSite, enrol, greet, type HubSite, type HubSocket } from "./hub-site.ts";

/** A kitchen of a region whose events have the bodies a real one writes. */
export interface HqKitchen {
  readonly site: HubSite;
  readonly siteId: string;
  readonly socket: HubSocket;
  /** Writes events and waits until the hub holds them. */
  push(events: readonly KitchenEvent[]): Promise<void>;
}

export interface KitchenEvent {
  readonly type: string;
  readonly body: unknown;
  readonly serviceDate?: string;
  readonly recordedAtMs?: number;
}

export async function createHqKitchen(
  hub: { readonly origin: string; readonly database: HubDatabase; readonly nowMs: () => number },
  regionId: string,
  siteName: string,
): Promise<HqKitchen> {
  const site = createHubSite();
  const code = await makeJoinCode(hub.database, { kind: "national" }, { regionId, siteName }, hub.nowMs());
  await enrol(hub.origin, site, code.joinCode, { siteName });
  const { socket } = await greet(hub.origin, site);
  return {
    ...{ site, siteId: site.siteId, socket },
    push: async (events) => {
      const written = events.flatMap((event) => site.write(1, () => partOf(event)));
      socket.send({ kind: "push", epoch: "00000000000000e1", events: written });
      for (;;) {
        const answer = await socket.next();
        if (answer.kind === "deliver") {
          const { hubStreamId } = answer;
          socket.send({ kind: "received", hubStreamId, number: answer.messages.at(-1)?.number });
        } else if (answer.kind === "ack" && answer.seq === site.log.length) return;
        else if (answer.kind !== "ack") throw new Error(JSON.stringify(answer));
      }
    },
  };
}

function partOf({ type, body, serviceDate, recordedAtMs }: KitchenEvent): Partial<HubEvent> {
  const definition = present(
    allEvents.find((event) => event.type === type),
    type,
  );
  const times = recordedAtMs === undefined ? {} : { recordedAtMs, occurredAtMs: recordedAtMs };
  return {
    ...{ type, v: definition.v, class: definition.class, domain: "of-test", body: body as HubEvent["body"] }, // as a kitchen wrote it
    ...(serviceDate !== undefined && { serviceDate }),
    ...times,
  };
}
