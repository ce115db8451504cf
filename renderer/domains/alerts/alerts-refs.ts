import type * as commands from "#domains/alerts/commands.ts";
import type * as queries from "#domains/alerts/queries.ts";
import { factRef, queryRef } from "#renderer/client/refs.ts";

export const alertHistoryRef = queryRef<typeof queries.alertHistory>("alert", "entryId");
export const alertLoadRef = queryRef<typeof queries.alertLoad>("alert-load", "hourKey");
export const alertsRef = queryRef<typeof queries.alerts>("alerts", "alertId");

export const acknowledgeAlertRef = factRef<typeof commands.acknowledgeAlert>("acknowledge-alert");
export const assignAlertRef = factRef<typeof commands.assignAlert>("assign-alert");
export const recordAlertActionRef = factRef<typeof commands.recordAlertAction>("record-alert-action");
export const resolveAlertRef = factRef<typeof commands.resolveAlert>("resolve-alert");
export const verifyAlertRef = factRef<typeof commands.verifyAlert>("verify-alert");
