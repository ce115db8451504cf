import type { CommandDefinition, EventDefinition, QueryDefinition } from "#kernel/definition.ts";
import type { SettingDefinition } from "#kernel/setting.ts";
import { alertCommands } from "./alerts/commands.ts";
import { alertEvents } from "./alerts/events.ts";
import { alertQueries } from "./alerts/queries.ts";
import { alertSettings, isWallAcknowledging } from "./alerts/settings.ts";
import { attendanceCommands } from "./attendance/commands.ts";
import { attendanceEvents } from "./attendance/events.ts";
import { attendanceQueries } from "./attendance/queries.ts";
import { attendanceSettings } from "./attendance/settings.ts";
import { devicesCommands } from "./devices/commands.ts";
import { devicesEvents } from "./devices/events.ts";
import { devicesQueries } from "./devices/queries.ts";
import { devicesSettings, wallSoundTestAt } from "./devices/settings.ts";
import { inventoryCommands } from "./inventory/commands.ts";
import { inventoryEvents } from "./inventory/events.ts";
import { inventoryQueries } from "./inventory/queries.ts";
import { inventorySettings } from "./inventory/settings.ts";
import { menuCommands } from "./menu/commands.ts";
import { menuEvents } from "./menu/events.ts";
import { menuQueries } from "./menu/queries.ts";
import { menuSettings } from "./menu/settings.ts";
import { peopleCommands } from "./people/commands.ts";
import { peopleEvents } from "./people/events.ts";
import { peopleQueries } from "./people/queries.ts";
import { peopleSettings } from "./people/settings.ts";
import { procurementCommands } from "./procurement/commands.ts";
import { procurementEvents } from "./procurement/events.ts";
import { procurementQueries } from "./procurement/queries.ts";
import { procurementSettings } from "./procurement/settings.ts";
import { productionCommands } from "./production/commands.ts";
import { productionEvents } from "./production/events.ts";
import { productionQueries } from "./production/queries.ts";
import {
  portionWeightTolerance,
  productionSettings,
  slackWarn,
  slackWarnShare,
  undoWindow,
  wallBumpKeys,
} from "./production/settings.ts";
import { publicationsCommands } from "./publications/commands.ts";
import { publicationsEvents } from "./publications/events.ts";
import { publicationsQueries } from "./publications/queries.ts";
import { qualityCommands } from "./quality/commands.ts";
import { qualityEvents } from "./quality/events.ts";
import { qualityQueries } from "./quality/queries.ts";
import {
  incomingCheckedCodes,
  incomingFrozenMaxC,
  incomingMeatMaxC,
  incomingRiceMoistureMaxBp,
  qualitySettings,
} from "./quality/settings.ts";
import { reportsCommands } from "./reports/commands.ts";
import { reportsEvents } from "./reports/events.ts";
import { reportsQueries } from "./reports/queries.ts";
import { siteCommands } from "./site/commands.ts";
import { siteEvents } from "./site/events.ts";
import { siteQueries } from "./site/queries.ts";
import { serviceDayBoundary, siteSettings } from "./site/settings.ts";

/** Every event type the kitchen writes; one line a domain. */
export const allEvents: readonly EventDefinition[] = [
  ...siteEvents,
  ...productionEvents,
  ...qualityEvents,
  ...alertEvents,
  ...peopleEvents,
  ...devicesEvents,
  ...reportsEvents,
  ...attendanceEvents,
  ...inventoryEvents,
  ...menuEvents,
  ...procurementEvents,
  ...publicationsEvents,
];

/** Every command the kitchen takes; one line a domain. */
export const allCommands: readonly CommandDefinition[] = [
  ...siteCommands,
  ...productionCommands,
  ...qualityCommands,
  ...alertCommands,
  ...peopleCommands,
  ...devicesCommands,
  ...reportsCommands,
  ...attendanceCommands,
  ...inventoryCommands,
  ...menuCommands,
  ...procurementCommands,
  ...publicationsCommands,
];

/** Every live query the kitchen answers; one line a domain. */
export const allQueries: readonly QueryDefinition[] = [
  ...siteQueries,
  ...productionQueries,
  ...qualityQueries,
  ...alertQueries,
  ...peopleQueries,
  ...devicesQueries,
  ...reportsQueries,
  ...attendanceQueries,
  ...inventoryQueries,
  ...menuQueries,
  ...procurementQueries,
  ...publicationsQueries,
];

/** Every figure a kitchen may change or must know the source of; one line a domain. */
export const allSettings: readonly SettingDefinition[] = [
  ...siteSettings,
  ...productionSettings,
  ...qualitySettings,
  ...alertSettings,
  ...peopleSettings,
  ...devicesSettings,
  ...attendanceSettings,
  ...inventorySettings,
  ...menuSettings,
  ...procurementSettings,
];

/** Those a face acts on itself, given to it by the query `face-settings`. */
export const faceSettings: readonly SettingDefinition[] = [
  slackWarn,
  slackWarnShare,
  undoWindow,
  wallBumpKeys,
  isWallAcknowledging,
  serviceDayBoundary,
  wallSoundTestAt,
  incomingFrozenMaxC,
  incomingMeatMaxC,
  incomingRiceMoistureMaxBp,
  incomingCheckedCodes,
  portionWeightTolerance,
];
