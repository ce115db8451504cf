import { isGranted, type SiteRole } from "#kernel/access.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { PeopleCommand } from "./commands.ts";
import type { PeopleRejection } from "./rejections.ts";
import { ageYearsOn, canGrantRole, isBaseRole } from "./rules.ts";

/** `people.age`, as it stands on the day. */
export interface AgeLimits {
  readonly ageMinYears: number;
  readonly ageMaxYears: number;
}

type Newcomer = Extract<PeopleCommand, { readonly type: "add-staff" }>["body"];

/** Base roles come with the records; any other role needs whoever appoints. The founding device adds the head only. */
export function newcomerRoleRefusal(roles: readonly SiteRole[], context: DecisionContext): PeopleRejection | null {
  const { actor } = context;
  if (actor.kind === "system") return null;
  if (actor.kind === "device") return roles.includes("kitchen-head") ? null : { code: "kitchen-head-required" };
  if (roles.every((role) => isBaseRole(role))) return null;
  if (!isGranted(actor.roles, "role.assign")) return { code: "not-permitted", permission: "role.assign" };
  const above = roles.find((role) => !canGrantRole(actor.roles, role));
  return above === undefined ? null : { code: "role-above-own", role: above };
}

/** Volunteers are of an age the setting gives, on the day they join. */
export function ageRefusal(
  { employmentKind, joinDate, personal }: Pick<Newcomer, "employmentKind" | "joinDate" | "personal">,
  { ageMinYears, ageMaxYears }: AgeLimits,
): PeopleRejection | null {
  if (employmentKind !== "volunteer" || personal.birthDate === undefined) return null;
  const ageYears = ageYearsOn(personal.birthDate, joinDate);
  if (ageYears < ageMinYears) return { code: "too-young", ageMinCount: ageMinYears };
  return ageYears > ageMaxYears ? { code: "too-old", ageMaxCount: ageMaxYears } : null;
}
