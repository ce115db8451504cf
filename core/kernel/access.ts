import { z } from "zod";

/** Site roles (DOMAIN.md §3). Hub roles join with the hub. */
export const siteRoleSchema = z.enum([
  "kitchen-head",
  "nutritionist",
  "accountant",
  "field-assistant",
  "division-lead",
  "quality-officer",
  "storekeeper",
  "kitchen-staff",
  "delivery-staff",
  "wash-staff",
  "viewer",
]);
export type SiteRole = z.infer<typeof siteRoleSchema>;

/** What a screen is (DOMAIN.md §3, faces). */
export const faceSchema = z.enum(["wall", "attendance", "tablet", "manager"]);
export type Face = z.infer<typeof faceSchema>;

/** What a tablet is for; each pairs two tasks of the day (DOMAIN.md §2 "station"). */
export const stationSchema = z.enum(["receive", "prepare", "cook", "portion", "dispatch"]);
export type Station = z.infer<typeof stationSchema>;

const KS = "kitchen-head";
const AG = "nutritionist";
const AK = "accountant";
const AS = "field-assistant";
const KD = "division-lead";
const QC = "quality-officer";
const GD = "storekeeper";
const DP = "kitchen-staff";
const DS = "delivery-staff";
const CU = "wash-staff";
const PM = "viewer";
const ALL_WORKING = [KS, AG, AK, AS, KD, QC, GD, DP, DS, CU] as const;

/**
 * Who may do what: the one table that drives menus, buttons and command checks (DOMAIN.md §3). A role missing from a row
 * is refused. `division-lead` rows marked `d` there reach only the own division; the rows concerned are checked by the
 * domain that owns them.
 */
export const ROLES_BY_PERMISSION = {
  "kitchen.view": [...ALL_WORKING, PM],
  "attendance.self": ALL_WORKING,
  "quality.measure": ALL_WORKING,
  "quality.hold": ALL_WORKING,
  "incident.report": ALL_WORKING,
  "alert.acknowledge": ALL_WORKING,
  "alert.resolve": [KS, AG, AK, AS, KD],
  "cost.view": [KS, AG, AK, AS, PM],
  "people.view": [KS, AK, AS, KD],
  "attendance.manage": [KS, AS, KD],
  "attendance.approve": [KS, AS],
  "people.manage": [KS, AS],
  "delivery.plan": [KS, AS],
  "device.manage": [KS, AS],
  "people.review": [KS, AG, AS, KD],
  "role.assign": [KS],
  "payroll.approve": [KS],
  "purchase.approve": [KS],
  "day.close": [KS],
  "payroll.make": [AK],
  /** Other people's amounts: whoever makes or approves wage lists, nobody else. */
  "payroll.view": [KS, AK],
  "purchase.match": [AK],
  "purchase.make": [AK, AS],
  "menu.edit": [KS, AG],
  "menu.approve": [KS, AG],
  "batch.cancel": [KS, AG],
  "quality.release": [KS, AG],
  "quality.override": [KS, AG],
  "incident.lead": [KS, AG],
  "stock.receive": [AK, AS, QC, GD],
  "stock.issue": [KS, AS, KD, GD, DP],
  "stock.count": [AK, AS, KD, GD],
  "stock.approve": [KS, AK],
  "stock.setup": [KS, AS, GD],
  "batch.plan": [KS, AG, AS, KD],
  "batch.work": [KS, AG, AS, KD, DP],
  "quality.check": [KS, AG, AK, QC],
  "delivery.work": [AS, KD, DS],
  "tray.work": [AS, KD, DS, CU],
  "setting.change": [KS],
  "report.export": [KS, AG, AK, AS, PM],
  "audit.read": [KS, AK, PM],
} as const satisfies Readonly<Record<string, readonly SiteRole[]>>;

export type Permission = keyof typeof ROLES_BY_PERMISSION;
export const PERMISSIONS = Object.keys(ROLES_BY_PERMISSION) as readonly Permission[]; // keys of the literal above

/** Whether any of a person's roles grants a permission. */
export function isGranted(roles: readonly SiteRole[], permission: Permission): boolean {
  const granted: readonly SiteRole[] = ROLES_BY_PERMISSION[permission];
  return roles.some((role) => granted.includes(role));
}

/** Rows marked `d` in DOMAIN.md §3: what the division lead's role grants there reaches the own division only. */
const OWN_DIVISION_PERMISSIONS: readonly Permission[] = [
  "alert.resolve",
  "people.view",
  "attendance.manage",
  "people.review",
  "delivery.work",
  "tray.work",
];

/** Whether a person holds a permission for the own division only: no other role of theirs grants it everywhere. */
export function isOwnDivisionOnly(roles: readonly SiteRole[], permission: Permission): boolean {
  if (!OWN_DIVISION_PERMISSIONS.includes(permission) || !roles.includes(KD)) return false;
  return !isGranted(
    roles.filter((role) => role !== KD),
    permission,
  );
}
