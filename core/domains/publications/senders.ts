/** Who at headquarters may send what to whom (DOMAIN.md §6). Free of zod, so a console may offer only what may be sent. */

/** Roles of the hub that publish (DOMAIN.md §3: NP, RC). */
export const PUBLISHER_ROLES = ["national-publisher", "region-coordinator"] as const;
export type PublisherRole = (typeof PUBLISHER_ROLES)[number];

export type StreamKind = "national" | "region" | "site";

interface SendingRule {
  readonly roles: readonly PublisherRole[];
  readonly streams: readonly StreamKind[];
  /** A document with a code and versions: only the next version follows. */
  readonly isVersioned: boolean;
}

const NP: readonly PublisherRole[] = ["national-publisher"];
const NP_RC: readonly PublisherRole[] = ["national-publisher", "region-coordinator"];

export const SENDING_RULES: Readonly<Record<string, SendingRule>> = {
  "menu-published": { roles: NP, streams: ["national", "region"], isVersioned: true },
  "recipe-published": { roles: NP, streams: ["national", "region"], isVersioned: true },
  "price-reference-published": { roles: NP_RC, streams: ["national", "region"], isVersioned: true },
  "standard-published": { roles: NP, streams: ["national"], isVersioned: true },
  "recall-published": { roles: NP_RC, streams: ["national", "region", "site"], isVersioned: false },
  "recall-lifted": { roles: NP_RC, streams: ["national", "region", "site"], isVersioned: false },
  "announcement-published": { roles: NP_RC, streams: ["national", "region", "site"], isVersioned: false },
};

export type SendingRefusal =
  | { readonly code: "type-unknown" }
  | { readonly code: "not-permitted"; readonly role: PublisherRole }
  | { readonly code: "stream-not-allowed"; readonly hubStreamId: string }
  | { readonly code: "nobody-named" };

/** Why a person may not send a document to these streams; null when they may. That a region is their own the database checks. */
export function whyNotSent(type: string, role: PublisherRole, hubStreamIds: readonly string[]): SendingRefusal | null {
  const rule = SENDING_RULES[type];
  if (rule === undefined) return { code: "type-unknown" };
  if (!rule.roles.includes(role)) return { code: "not-permitted", role };
  if (hubStreamIds.length === 0) return { code: "nobody-named" };
  const misplaced = hubStreamIds.find((id) => !rule.streams.some((kind) => id === kind || id.startsWith(`${kind}:`)));
  return misplaced === undefined ? null : { code: "stream-not-allowed", hubStreamId: misplaced };
}
