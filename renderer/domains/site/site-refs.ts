import type * as commands from "#domains/site/commands.ts";
import type * as queries from "#domains/site/queries.ts";
import { grantRef, queryRef } from "#renderer/client/refs.ts";

export const auditLogRef = queryRef<typeof queries.auditLog>("audit-log", "eventId");
export const faceSettingsRef = queryRef<typeof queries.faceSettings>("face-settings", "settingKey");
export const serviceDayRef = queryRef<typeof queries.serviceDay>("service-day", "serviceDate");
export const serviceDayClosingRef = queryRef<typeof queries.serviceDayClosing>("service-day-closing", "serviceDate");
export const settingsRef = queryRef<typeof queries.settings>("settings", "settingKey");
export const standardsRef = queryRef<typeof queries.standards>("standards", "publicationId");
export const siteProfileRef = queryRef<typeof queries.siteProfileQuery>("site-profile", "profileKey");

export const changeSettingRef = grantRef<typeof commands.changeSetting>("change-setting");
export const closeServiceDayRef = grantRef<typeof commands.closeServiceDay>("close-service-day");
export const handOverShiftRef = grantRef<typeof commands.handOverShift>("hand-over-shift");
export const openServiceDayRef = grantRef<typeof commands.openServiceDay>("open-service-day");
export const reopenServiceDayRef = grantRef<typeof commands.reopenServiceDay>("reopen-service-day");
export const setServiceDayKindRef = grantRef<typeof commands.setServiceDayKind>("set-service-day-kind");
export const updateSiteProfileRef = grantRef<typeof commands.updateSiteProfile>("update-site-profile");
