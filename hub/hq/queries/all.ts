import { auditQuery, hqUsersQuery, joinCodesQuery } from "./admin.ts";
import { conflictsQuery } from "./conflicts.ts";
import type { ConsoleQuery } from "./definition.ts";
import { feedQuery } from "./feed.ts";
import { hubAlertsQuery } from "./hub-alerts.ts";
import { sitesQuery, siteTodayQuery } from "./kitchens.ts";
import { publicationsQuery, reachQuery } from "./publications.ts";

/** What the hub answers, by the names of the contract. */
export const CONSOLE_QUERIES: readonly ConsoleQuery[] = [
  sitesQuery,
  siteTodayQuery,
  feedQuery,
  reachQuery,
  publicationsQuery,
  conflictsQuery,
  joinCodesQuery,
  hqUsersQuery,
  hubAlertsQuery,
  auditQuery,
];
