import { hkdfSync } from "node:crypto";
import { present } from "#kernel/assert.ts";
import type { Face, SiteRole, Station } from "#kernel/access.ts";
import type { Actor } from "#kernel/definition.ts";
import type { DeviceId, IdFactory, StaffId } from "#kernel/ids.ts";
import { allModules } from "#main/domains/modules.ts";
import { createAuthorize } from "#main/lan/authorize.ts";
import { createLanPorts } from "#main/lan/lan-ports.ts";
import type { HttpCaller, LanPorts, PairedDevice } from "#main/lan/ports.ts";
import { createPresence, type Presence } from "#main/lan/presence.ts";
import { createRevealStore, type RevealStore } from "#main/lan/reveal.ts";
import { makeSecretText, type Randomness } from "#main/randomness.ts";
import { createPassingSecrets, type SiteSecrets } from "#main/site-secrets.ts";
import type { AuthorizeCommand } from "#main/store/perform-command.ts";
import { createTestClock, createTestIds, createTestKitchen, type TestClock, type TestKitchen } from "./test-kitchen.ts";

export const LOOPBACK: HttpCaller = { remoteAddress: "127.0.0.1", isLoopback: true };
export const LAN_CALLER: HttpCaller = { remoteAddress: "192.168.1.40", isLoopback: false };

/** Randomness that counts: the same run makes the same secrets, no two of them equal. */
export function createTestRandomness(seed = "bergizi"): Randomness {
  let madeCount = 0;
  function fill(bytes: Uint8Array): void {
    madeCount += 1;
    bytes.set(new Uint8Array(hkdfSync("sha256", seed, new Uint8Array(), String(madeCount), bytes.length)));
  }
  return {
    fill,
    below: (bound) => {
      const bytes = new Uint8Array(4);
      fill(bytes);
      return new DataView(bytes.buffer).getUint32(0) % bound;
    },
  };
}

/** A person of a test kitchen, with the number as it was shown once. */
export interface TestPerson {
  readonly staffId: StaffId;
  readonly number: string;
}

/** A kitchen with the real rules of people and devices, and the ports the LAN server calls. */
export interface PeopleKitchen extends TestKitchen {
  readonly ports: LanPorts;
  readonly secrets: SiteSecrets;
  readonly reveals: RevealStore;
  readonly presence: Presence;
  /** Adds a person as the kitchen PC and gives the number. */
  person(name: string, roles: readonly SiteRole[], divisionCode?: string): Promise<TestPerson>;
  /** Pairs a device from this machine. */
  device(face: Face, name?: string, station?: Station): Promise<PairedDevice>;
  /** A device's actor, or a person's at a device, as the LAN server hands it over. */
  actorAt(device: PairedDevice, person?: TestPerson, signedBy?: readonly TestPerson[]): Partial<Actor>;
}

export const SYSTEM: Partial<Actor> = { kind: "system", staffId: null, roles: [], deviceId: null, face: null };

export function createPeopleKitchen(
  options: {
    readonly dataDir?: string;
    readonly clock?: TestClock;
    readonly makeId?: IdFactory;
    readonly secrets?: SiteSecrets;
    readonly randomness?: Randomness;
    readonly authorize?: AuthorizeCommand;
  } = {},
): PeopleKitchen {
  const clock = options.clock ?? createTestClock();
  const makeId = options.makeId ?? createTestIds(clock);
  const randomness = options.randomness ?? createTestRandomness();
  const secrets = options.secrets ?? createPassingSecrets(createTestRandomness("secrets").fill);
  const reveals = createRevealStore({ clock, makeSecret: () => makeSecretText(randomness) });
  const presence = createPresence(clock);
  const modules = allModules({ clock, makeId, randomness, secrets, keepForReveal: reveals.keep, presence });
  const kitchen = createTestKitchen({
    modules,
    clock,
    makeId,
    authorize: options.authorize ?? createAuthorize({ clock }),
    ...(options.dataDir !== undefined && { dataDir: options.dataDir }),
  });
  const log = { warn: () => undefined };
  const ports = createLanPorts({ store: kitchen.store, secrets, reveals, presence, clock, makeId, randomness, log });

  async function person(name: string, roles: readonly SiteRole[], divisionCode = "pengolahan"): Promise<TestPerson> {
    const staffId = makeId("staff");
    const answer = await kitchen.accepted(
      "add-staff",
      {
        staffId,
        roles,
        divisionCode,
        employmentKind: "partner",
        joinDate: "2026-11-01",
        position: "Anggota regu",
        personal: { fullName: name },
      },
      { as: SYSTEM },
    );
    const shown = reveals.take(String(answer.result["revealId"]), null);
    return { staffId, number: present(shown?.kind === "number" ? shown.number : null, "the number") };
  }

  async function device(face: Face, name = `Perangkat ${face}`, station?: Station): Promise<PairedDevice> {
    const answer = await ports.pairing.pair({ secret: secrets.shellSecret, face, name, station }, LOOPBACK);
    const paired = ports.devices.deviceOf(String(answer.body["deviceId"]) as DeviceId); // just made by the kitchen
    if (!paired.ok) throw new Error(`not paired: ${JSON.stringify(answer)}`);
    return paired.value;
  }

  return {
    ...kitchen,
    ports,
    secrets,
    reveals,
    presence,
    person,
    device,
    actorAt: (at, by, signedBy = []) => ({
      kind: by === undefined ? "device" : "person",
      staffId: by?.staffId ?? null,
      roles: [],
      divisionCode: null,
      deviceId: at.deviceId,
      face: at.face,
      signatures: signedBy.map(({ staffId }) => ({ staffId, method: "number", signedAtMs: clock.nowMs() })),
    }),
  };
}
