import { expect, test } from "vitest";
import type { AnnouncementRow } from "#domains/publications/queries.ts";
import type { PublicationId } from "#domains/publications/ids.ts";
import { shownAnnouncements } from "./announcements.ts";

const row = (title: string, changes: Partial<AnnouncementRow> = {}): AnnouncementRow => ({
  ...{ publicationId: `publication_${title}` as PublicationId, title, text: "Isi", severity: "info" }, // only names the row
  ...{ needsAcknowledgement: false, untilDate: null, publishedAtMs: 1, receivedAtMs: 2 },
  ...{ acknowledgedAtMs: null, acknowledgedByStaffId: null },
  ...changes,
});

test("what waits comes first, then the worst, then the newest; what is over goes unless it waits", () => {
  const rows = [
    row("lama", { publishedAtMs: 1 }),
    row("baru", { publishedAtMs: 9 }),
    row("genting", { severity: "critical" }),
    row("menunggu", { needsAcknowledgement: true, untilDate: "2026-11-01" }),
    row("lewat", { untilDate: "2026-11-20" }),
    row("hari ini", { untilDate: "2026-11-21", severity: "important" }),
    row("diketahui, lewat", { needsAcknowledgement: true, acknowledgedAtMs: 5, untilDate: "2026-11-20" }),
  ];
  expect(shownAnnouncements(rows, "2026-11-21").map(({ title }) => title)).toEqual([
    "menunggu",
    "genting",
    "hari ini",
    "baru",
    "lama",
  ]);
});
