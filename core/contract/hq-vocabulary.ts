import { SENDING_RULES } from "#domains/publications/senders.ts";

/** Words of headquarters' console: roles, permissions, lists of values, paths and limits. Free of zod, so pages may import it. */

/** The console ↔ hub protocol's version; its rules are in `docs/hub-protocol.md`. */
export const HQ_PROTOCOL_VERSION = 1;

/** The WebSocket; HTTP for signing in lies below the same path. Everything else of the origin is the console's pages. */
export const HQ_SOCKET_PATH = "/hq";
export const HQ_SIGN_IN_PATH = "/hq/sign-in";
export const HQ_SIGN_OUT_PATH = "/hq/sign-out";
export const HQ_SESSION_PATH = "/hq/session";
/** What an invitation offers, and taking it. */
export const HQ_INVITATION_PATH = "/hq/invitation";
export const HQ_ENROL_PATH = "/hq/enrol";
/** The page an invitation's link opens; the token stands behind `#` and so in no log of a server. */
export const HQ_INVITATION_PAGE_PATH = "/undangan";

export const HQ_FRAME_MAX_BYTES = 64 * 1024;
export const HQ_SUBSCRIPTIONS_MAX_COUNT = 32;
export const HQ_COMMANDS_PER_MINUTE_COUNT = 60;
/** A kitchen not heard for so long is silent, and nothing of it is shown as live (UX.md §3.7). */
export const HQ_SILENT_AFTER_MS = 10 * 60 * 1000;
/** After so long its silence is an alert of its own (UX.md §3.7). */
export const HQ_SILENT_ALERT_AFTER_MS = 24 * 60 * 60 * 1000;
/** A person in a kitchen answers a recall within so long; after it headquarters is told (DOMAIN.md §6). */
export const HQ_RECALL_ANSWER_WITHIN_MS = 2 * 60 * 60 * 1000;
export const HQ_PASSWORD_MIN_COUNT = 12;
export const HQ_PASSWORD_MAX_COUNT = 200;

/** Hub roles (DOMAIN.md §3): HA, NP, RC, HS, HN, AU. */
export const HQ_ROLES = [
  "hub-admin",
  "national-publisher",
  "region-coordinator",
  "hub-support",
  "analyst",
  "auditor",
] as const;
export type HqRole = (typeof HQ_ROLES)[number];

/** Whose rows a user reads and acts on. */
export type HqScope = { readonly kind: "national" } | { readonly kind: "region"; readonly regionId: string };

/** Who may do what at the console: the hub columns of the one table (DOMAIN.md §3). Users are kept by administrators. */
export const HQ_ROLES_BY_PERMISSION = {
  "kitchen.view": HQ_ROLES,
  "alert.acknowledge": ["hub-admin", "region-coordinator"],
  "cost.view": ["hub-admin", "national-publisher", "region-coordinator", "analyst", "auditor"],
  "report.export": ["hub-admin", "region-coordinator", "analyst", "auditor"],
  "audit.read": ["hub-admin", "auditor"],
  "site.enrol": ["hub-admin", "hub-support"],
  "hub.publish": ["national-publisher", "region-coordinator"],
  "user.manage": ["hub-admin"],
} as const satisfies Readonly<Record<string, readonly HqRole[]>>;
export type HqPermission = keyof typeof HQ_ROLES_BY_PERMISSION;

/** Whether any of a user's roles grants a permission. */
export function isHqGranted(roles: readonly HqRole[], permission: HqPermission): boolean {
  const granted: readonly HqRole[] = HQ_ROLES_BY_PERMISSION[permission];
  return roles.some((role) => granted.includes(role));
}

/** Whether somebody with these roles may publish a type at all; where, the scope says. */
export function mayPublish(roles: readonly HqRole[], type: string): boolean {
  const permitted: readonly HqRole[] = SENDING_RULES[type]?.roles ?? [];
  return roles.some((role) => permitted.includes(role));
}

/** `silent-since`: not heard for `HQ_SILENT_AFTER_MS`, or never. */
export const SITE_LAMPS = ["ok", "attention", "silent-since"] as const;
export type SiteLamp = (typeof SITE_LAMPS)[number];

/** How far a kitchen's day is: its least advanced batch; `closed` when the day is. */
export const DAY_PHASES = [
  "not-planned",
  "planned",
  "preparing",
  "cooking",
  "checking",
  "portioning",
  "ready",
  "completed",
  "closed",
] as const;
export type DayPhase = (typeof DAY_PHASES)[number];

export const HQ_USER_STATUSES = ["invited", "active", "disabled"] as const;
export const JOIN_CODE_STATUSES = ["open", "used", "expired", "revoked"] as const;
export const CONFLICT_KINDS = ["fork", "restored", "chain-broken", "quarantined"] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** What headquarters may say of each kind; it is noted and shown, and never changes a kitchen's log. */
export const CONFLICT_DECISIONS = {
  fork: ["held-log-stands", "kiosk-replaced"],
  restored: ["loss-confirmed"],
  "chain-broken": ["held-log-stands", "kiosk-replaced"],
  quarantined: ["kept-set-aside"],
} as const satisfies Readonly<Record<ConflictKind, readonly string[]>>;
export type ConflictDecision = (typeof CONFLICT_DECISIONS)[ConflictKind][number];

export const HUB_ALERT_KINDS = [
  "site-silent",
  "alert-escalated",
  "release-overridden",
  "recall-unacknowledged",
] as const;
export type HubAlertKind = (typeof HUB_ALERT_KINDS)[number];

/** Every act the audit names. */
export const AUDIT_OUTCOMES = ["done", "refused"] as const;

/** Refusals of HTTP requests. `sign-in-wrong` never tells which of address, password and code was wrong. */
export const HQ_HTTP_REFUSALS = [
  "invalid-body",
  "origin-refused",
  "not-signed-in",
  "sign-in-wrong",
  "sign-in-locked",
  "invitation-unknown",
  "invitation-expired",
  "code-wrong",
  "password-weak",
  "rate-limited",
  "retry",
] as const;
export type HqHttpRefusal = (typeof HQ_HTTP_REFUSALS)[number];

/** `error` frames; after one that ends in `-closing` the socket closes. */
export const HQ_ERROR_CODES = [
  "bad-frame",
  "unknown-query",
  "invalid-params",
  "not-permitted",
  "out-of-scope",
  "too-many-subscriptions",
  "subscription-in-use",
  "rate-limited",
  "retry",
  "session-ended-closing",
  "server-stopping-closing",
  "slow-consumer-closing",
] as const;
export type HqErrorCode = (typeof HQ_ERROR_CODES)[number];
