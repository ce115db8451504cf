import { isGranted, type SiteRole, type Station } from "#kernel/access.ts";

/**
 * Who stands above whom, for "never above own" (DOMAIN.md §3): the kitchen head, the three offices beside, those who lead
 * or check, the rest.
 */
const RANK_BY_ROLE: Readonly<Record<SiteRole, number>> = {
  "kitchen-head": 3,
  nutritionist: 2,
  accountant: 2,
  "field-assistant": 2,
  "division-lead": 1,
  "quality-officer": 1,
  storekeeper: 1,
  "kitchen-staff": 0,
  "delivery-staff": 0,
  "wash-staff": 0,
  viewer: 0,
};

/** The rank of somebody's highest role; -1 without any. */
export function rankOf(roles: readonly SiteRole[]): number {
  return roles.reduce((highest, role) => Math.max(highest, RANK_BY_ROLE[role]), -1);
}

/** Whether a role needs nobody's appointment: whoever keeps the people's records may give it to a newcomer. */
export function isBaseRole(role: SiteRole): boolean {
  return RANK_BY_ROLE[role] === 0;
}

/** Whether a person may give or take a role: appointed to do so, and the role is not above their own. */
export function canGrantRole(actorRoles: readonly SiteRole[], role: SiteRole): boolean {
  return isGranted(actorRoles, "role.assign") && RANK_BY_ROLE[role] <= rankOf(actorRoles);
}

/**
 * Whether one may end, erase or give a new number to another. A new number is shown to whoever asked for it, so nobody
 * gets the number of somebody of equal rank, except those who appoint.
 */
export function canManagePerson(options: {
  readonly actorRoles: readonly SiteRole[];
  readonly personRoles: readonly SiteRole[];
  readonly isSelf: boolean;
}): boolean {
  if (options.isSelf) return true;
  const actorRank = rankOf(options.actorRoles);
  const personRank = rankOf(options.personRoles);
  return isGranted(options.actorRoles, "role.assign") ? personRank <= actorRank : personRank < actorRank;
}

/** A role in force, perhaps until a date. */
export interface HeldRole {
  readonly role: SiteRole;
  readonly untilDate: string | null;
}

/** The roles that hold on a date: a role with an end date holds on that date too. */
export function rolesOn(held: readonly HeldRole[], date: string): readonly SiteRole[] {
  return held.filter((item) => item.untilDate === null || item.untilDate >= date).map((item) => item.role);
}

/** Whole years between two dates `YYYY-MM-DD`. */
export function ageYearsOn(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** A date some whole months later; a day the month does not have becomes its last. */
export function monthsLater(date: string, monthCount: number): string {
  const monthIndex = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + monthCount;
  const year = Math.floor(monthIndex / 12);
  const month = (monthIndex % 12) + 1;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lastDay = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const day = Math.min(Number(date.slice(8, 10)), lastDay);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** What chips show: the nick name, else the first word of the full name. */
export function shortName(personal: { readonly fullName: string; readonly nickName?: string | undefined }): string {
  return personal.nickName ?? personal.fullName.split(/\s+/)[0] ?? personal.fullName;
}

/** Whose work is done at a tablet of each station: the people present of these divisions are its chips (UX.md §3.3). */
export const DIVISIONS_BY_STATION: Readonly<Record<Station, readonly string[]>> = {
  receive: ["kantor"],
  prepare: ["persiapan"],
  cook: ["pengolahan"],
  portion: ["pemorsian", "packing"],
  dispatch: ["distribusi", "pencucian"],
};

/** Codes are dense in the order people were added: `STAFF-007`. */
export function staffCodeOf(addedNumber: number): string {
  return `STAFF-${String(addedNumber).padStart(3, "0")}`;
}

/** A name as two lists are compared by it: without case, marks, titles after a comma, and spacing. */
export function comparableName(fullName: string): string {
  const [name = ""] = fullName.split(",");
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The divisions every kitchen has without defining them (DOMAIN.md §2, "division"), in the order of the night. */
export const STANDARD_DIVISIONS = [
  { divisionCode: "persiapan", name: "Persiapan" },
  { divisionCode: "pengolahan", name: "Pengolahan" },
  { divisionCode: "pemorsian", name: "Pemorsian" },
  { divisionCode: "packing", name: "Packing" },
  { divisionCode: "distribusi", name: "Distribusi" },
  { divisionCode: "pencucian", name: "Pencucian" },
  { divisionCode: "kebersihan", name: "Kebersihan" },
  { divisionCode: "keamanan", name: "Keamanan" },
  { divisionCode: "kantor", name: "Kantor" },
] as const;
