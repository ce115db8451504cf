import { devicesCommands, type DevicesCommand } from "#domains/devices/commands.ts";
import { decideDevices, type DevicesFacts } from "#domains/devices/decide.ts";
import { devicesEvents, type DevicesEvent } from "#domains/devices/events.ts";
import { deviceStreamId, pairingStreamId } from "#domains/devices/ids.ts";
import type { DevicesRejection } from "#domains/devices/rejections.ts";
import { evolveDevices, initialDevicesState, type DevicesState } from "#domains/devices/state.ts";
import { ok } from "#kernel/result.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { completeDevices, type DevicesCompletionDeps } from "./completion.ts";
import { gatherDevicesFacts } from "./facts.ts";
import { projectDevices } from "./projections.ts";
import { devicesQueryHandlers, type PresenceView } from "./query-handlers.ts";
import { DEVICES_PROJECTION_VERSION, devicesTables } from "./tables.ts";

export interface DevicesModuleDeps extends DevicesCompletionDeps {
  readonly presence: PresenceView;
}

/** The door of the domain "devices". */
export function createDevicesModule(deps: DevicesModuleDeps): DomainModule {
  return createDomainModule<DevicesState, DevicesCommand, DevicesFacts, DevicesEvent, DevicesRejection>({
    domain: "devices",
    events: devicesEvents,
    commands: devicesCommands,
    queries: devicesQueryHandlers(deps.presence),
    projectionVersion: DEVICES_PROJECTION_VERSION,
    tables: devicesTables,
    project: projectDevices,
    initialState: initialDevicesState,
    evolve: evolveDevices,
    target: (db, command, context) =>
      ok({ streamId: streamOf(command), serviceDate: serviceDateAt(db, context.nowMs) }),
    gatherFacts: (db, command, context) => gatherDevicesFacts(db, command, context.nowMs),
    decide: decideDevices,
    complete: (db, command, events, context) => completeDevices(db, { command, events, context }, deps),
  });
}

function streamOf(command: DevicesCommand): string {
  switch (command.type) {
    case "open-pairing-window":
    case "prepare-pairing":
    case "close-pairing-window":
      return pairingStreamId(command.body.pairingId);
    case "request-pairing":
    case "approve-pairing":
    case "reject-pairing":
    case "pair-device":
    case "renew-device-token":
    case "assign-device":
    case "suspend-device":
    case "resume-device":
    case "revoke-device":
    case "identify-device":
    case "record-sound-test":
      return deviceStreamId(command.body.deviceId);
  }
}
