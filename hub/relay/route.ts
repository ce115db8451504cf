import type { HubEvent } from "#contract/hub-protocol.ts";

/** Where an event of a kitchen goes: to the kitchen its body names as `toSiteId`, to the sender's region, to the nation. */
export interface MessageRoute {
  readonly type: string;
  readonly v: number;
  readonly target: "site" | "region" | "national";
  /** Only events whose body holds this; absent: all of the type. */
  readonly when?: { readonly key: string; readonly value: string };
}

/**
 * What kitchens say to each other and to their region (DOMAIN.md §6), as the table `message_route` holds it: there messages are
 * written, in the transaction that takes the push; here it is known whom to hint afterwards. A new route is a row in a migration
 * and a line here.
 */
export const MESSAGE_ROUTES: readonly MessageRoute[] = [
  { type: "transfer-requested", v: 1, target: "site" },
  { type: "transfer-dispatched", v: 1, target: "site" },
  { type: "transfer-received", v: 1, target: "site" },
  { type: "transfer-rejected", v: 1, target: "site" },
  { type: "release-overridden", v: 1, target: "region" },
  { type: "alert-escalated", v: 1, target: "region", when: { key: "toSeverity", value: "critical" } },
];

/** The streams that grew by events just taken, each once. The hub's table decides; one stream too many costs a look. */
export function streamsOfEvents(
  events: readonly Pick<HubEvent, "type" | "v" | "body">[],
  sender: { readonly siteId: string; readonly regionId: string },
): readonly string[] {
  const streams = new Set<string>();
  for (const event of events) {
    for (const { type, v, target, when } of MESSAGE_ROUTES) {
      if (event.type !== type || event.v !== v || (when !== undefined && event.body[when.key] !== when.value)) continue;
      if (target === "national") streams.add("national");
      else if (target === "region") streams.add(`region:${sender.regionId}`);
      // What reaches nobody is told to the sender, in its own stream.
      else streams.add(`site:${String(event.body["toSiteId"])}`).add(`site:${sender.siteId}`);
    }
  }
  return [...streams];
}
