import type { EventRow } from "#hub/store/tables.ts";

/** What headquarters reads as it happens: what crosses kitchens, and what somebody there may have to answer for (DOMAIN.md §6). */
export const FEED_TYPES: ReadonlySet<string> = new Set([
  ...["service-day-opened", "service-day-closed", "service-day-reopened", "shift-handed-over"],
  ...["setting-changed", "standard-applied"],
  ...["batch-completed", "batch-cancelled"],
  ...["batch-held", "hold-lifted", "batch-rejected", "batch-released", "release-overridden"],
  ...["deviation-opened", "deviation-verified", "alert-escalated"],
  ...["recall-applied", "recall-acknowledged", "announcement-acknowledged", "publication-adopted"],
  ...["transfer-requested", "transfer-dispatched", "transfer-received", "transfer-rejected", "transfer-settled"],
  ...["transfer-return-received", "staff-loan-requested", "staff-loan-approved", "staff-loan-declined"],
  ...["staff-loan-ended", "incident-opened", "authority-notified", "incident-closed"],
]);

/** Longer bodies are not shown in a list. */
const DATA_MAX_BYTES = 2_048;

export function feedRowOf(row: EventRow) {
  const data = JSON.stringify(row.body);
  return {
    ...{ site_id: row.site_id, epoch: row.epoch, seq: row.seq, type: row.type },
    ...{ occurred_at_ms: row.occurred_at_ms, recorded_at_ms: row.recorded_at_ms },
    ...{ received_at_ms: row.received_at_ms, service_date: row.service_date },
    data: Buffer.byteLength(data) > DATA_MAX_BYTES ? null : data,
  };
}
