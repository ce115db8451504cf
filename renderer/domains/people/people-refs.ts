import type * as commands from "#domains/people/commands.ts";
import type * as queries from "#domains/people/queries.ts";
import { grantRef, queryRef } from "#renderer/client/refs.ts";

export const badgesRef = queryRef<typeof queries.badgesQuery>("badges", "badgeId");
export const divisionsRef = queryRef<typeof queries.divisionsQuery>("divisions", "divisionCode");
export const sitePeopleCountRef = queryRef<typeof queries.sitePeopleCountQuery>("site-people-count", "key");
export const staffMemberRef = queryRef<typeof queries.staffMemberQuery>("staff-member", "staffId");
export const staffNamesRef = queryRef<typeof queries.staffNamesQuery>("staff-names", "staffId");
export const staffPayRef = queryRef<typeof queries.staffPayQuery>("staff-pay", "staffId");
export const staffRef = queryRef<typeof queries.staffQuery>("staff", "staffId");
export const stationPeopleRef = queryRef<typeof queries.stationPeopleQuery>("station-people", "staffId");

export const addStaffRef = grantRef<typeof commands.addStaff>("add-staff");
export const assignRoleRef = grantRef<typeof commands.assignRole>("assign-role");
export const changeStaffRef = grantRef<typeof commands.changeStaff>("change-staff");
export const defineDivisionRef = grantRef<typeof commands.defineDivision>("define-division");
export const endStaffRef = grantRef<typeof commands.endStaff>("end-staff");
export const eraseStaffRef = grantRef<typeof commands.eraseStaff>("erase-staff");
export const issueBadgeRef = grantRef<typeof commands.issueBadge>("issue-badge");
export const resetPinRef = grantRef<typeof commands.resetPin>("reset-pin");
export const revokeBadgeRef = grantRef<typeof commands.revokeBadge>("revoke-badge");
export const setStaffPayRef = grantRef<typeof commands.setStaffPay>("set-staff-pay");
export const withdrawRoleRef = grantRef<typeof commands.withdrawRole>("withdraw-role");
