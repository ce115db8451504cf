import type { AnnouncementRow } from "#domains/publications/queries.ts";

/**
 * Announcements to show on a day, worst first and then newest: what still waits for somebody to acknowledge it, and what may be
 * read until a later day. One that only wants reading goes with its last day; one without a last day stays.
 */
export function shownAnnouncements(rows: readonly AnnouncementRow[], serviceDate: string): readonly AnnouncementRow[] {
  const rank = { critical: 0, important: 1, info: 2 } as const;
  return rows
    .filter((row) => isWaiting(row) || row.untilDate === null || row.untilDate >= serviceDate)
    .toSorted(
      (left, right) =>
        Number(isWaiting(right)) - Number(isWaiting(left)) ||
        rank[left.severity] - rank[right.severity] ||
        right.publishedAtMs - left.publishedAtMs,
    );
}

/** Whether somebody must still say they read it. */
export function isWaiting(row: AnnouncementRow): boolean {
  return row.needsAcknowledgement && row.acknowledgedAtMs === null;
}
