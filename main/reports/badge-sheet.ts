import { divisionsQuery, staffQuery } from "#domains/people/queries.ts";
import { qrBadgeIds } from "#main/domains/people/queries.ts";
import type { ReportSource } from "./report-source.ts";

/** One card of a sheet. There is no personal number here to print: the kitchen itself keeps only its digest. */
export interface BadgeCard {
  readonly name: string;
  readonly team: string;
  readonly staffCode: string;
  /** What the QR code says, and what is printed below it. */
  readonly text: string;
}

export interface BadgeSheet {
  readonly cards: readonly BadgeCard[];
  /** Who was asked for and has no card on it, with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly staffCode: string; readonly reason: string }[];
}

/**
 * The cards of everybody who works here, or of those named, by team and name. It prints badges that are in force and issues
 * none: issuing is a signed act of its own, a person's page and the list do it before they ask for the sheet.
 */
export function badgeSheet(
  source: ReportSource,
  request: { readonly staffIds?: readonly string[] | undefined },
): BadgeSheet {
  const wanted = request.staffIds === undefined ? null : new Set<string>(request.staffIds);
  const teamByCode = new Map(source.ask(divisionsQuery, {}).map((row) => [row.divisionCode, row.name]));
  const badgeIdByStaff = qrBadgeIds(source.db);
  const people = source
    .ask(staffQuery, {})
    .filter((row) => (wanted === null ? row.status !== "ended" : wanted.has(row.staffId)))
    .map((row) => ({ ...row, team: teamByCode.get(row.divisionCode) ?? row.divisionCode }))
    .toSorted((left, right) => byText(left.team, right.team) || byText(left.fullName, right.fullName));
  const cards: BadgeCard[] = [];
  const leftOut: BadgeSheet["leftOut"][number][] = [];
  for (const { staffId, fullName: name, team, staffCode, status } of people) {
    const badgeId = badgeIdByStaff.get(staffId);
    if (badgeId !== undefined) cards.push({ name, team, staffCode, text: source.qrTextOf(badgeId) });
    else leftOut.push({ name, staffCode, reason: status === "ended" ? "sudah keluar" : "belum punya kartu QR" });
  }
  return { cards, leftOut };
}

function byText(left: string, right: string): number {
  return left.localeCompare(right, "id");
}
