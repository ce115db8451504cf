import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { LAN_SOCKET_PATH } from "#contract/lan-protocol.ts";
import type { Face, Station } from "#kernel/access.ts";
import { addDays } from "#kernel/time.ts";
import { cardTextOf, DEMO_SHIFTS, shiftBody, shiftOf, type CardHolder } from "./attendance.ts";
import { demoCast, DEMO_DIVISIONS, type CastMember } from "./cast.ts";
import { connectFloorDevice, type FloorDevice } from "./floor-device.ts";
import type { NightRole, Person } from "./night-context.ts";

/** Where the demo's server listens and how its own windows pair. */
export interface DemoServer {
  readonly origin: string;
  readonly shellSecretPath: string;
}

export interface OpenedKitchen {
  readonly manager: FloorDevice;
  readonly people: Readonly<Record<NightRole, Person>>;
  /** The front desk, and everybody with the card they carry. */
  readonly terminal: FloorDevice;
  readonly cardHolders: readonly CardHolder[];
  readonly tablets: {
    readonly receive: FloorDevice;
    readonly prepare: FloorDevice;
    readonly cook: FloorDevice;
    readonly portion: FloorDevice;
  };
}

const NIGHT_ROLES: readonly NightRole[] = [
  "head",
  "nutritionist",
  "assistant",
  "storekeeper",
  "quality",
  "cook-1",
  "cook-2",
  "cook-3",
  "prepare",
  "portion",
];

/** Founds the demo kitchen, adds its fifty people and pairs its tablets, all through the doors a real kitchen uses. */
export async function openDemoKitchen(server: DemoServer, serviceDate: string): Promise<OpenedKitchen> {
  const managerToken = await pairOwnDevice(server, { face: "manager", station: null, name: "Konsol simulasi" });
  const manager = await connectFloorDevice({ url: socketUrl(server), deviceToken: managerToken, name: "konsol" });
  const head = await foundKitchen(server, manager, managerToken, serviceDate);
  await manager.signIn(head.pin);
  const { people, holders } = await addPeople(server, manager, managerToken, { head, serviceDate });
  const cardHolders = await openFrontDesk(manager, { head, serviceDate, holders });
  const terminalToken = await pairOwnDevice(server, { face: "attendance", station: null, name: "Absensi (simulasi)" });
  const terminal = await connectFloorDevice({
    url: socketUrl(server),
    deviceToken: terminalToken,
    name: "Absensi (simulasi)",
  });
  const station = async (name: string, where: Station) => {
    const deviceToken = await pairOwnDevice(server, { face: "tablet", station: where, name });
    return connectFloorDevice({ url: socketUrl(server), deviceToken, name });
  };
  const tablets = {
    receive: await station("Tablet Terima (simulasi)", "receive"),
    prepare: await station("Tablet Siapkan (simulasi)", "prepare"),
    cook: await station("Tablet Masak (simulasi)", "cook"),
    portion: await station("Tablet Porsi (simulasi)", "portion"),
  };
  const kitchen = { manager, people, tablets, terminal, cardHolders };
  await signPeopleIn(kitchen);
  return kitchen;
}

/** The kitchen PC is about to stop: its devices lose it. */
export function cutDemoKitchen(kitchen: OpenedKitchen): void {
  for (const device of devicesOf(kitchen)) device.cut();
}

/** The kitchen PC is back at the same address: its devices find it, and everybody signs in again. */
export async function resumeDemoKitchen(kitchen: OpenedKitchen): Promise<void> {
  for (const device of devicesOf(kitchen)) await device.reconnect();
  await signPeopleIn(kitchen);
}

function devicesOf({ manager, terminal, tablets }: OpenedKitchen): readonly FloorDevice[] {
  return [manager, terminal, ...Object.values(tablets)];
}

/** Everybody stands at the device they act on tonight. */
async function signPeopleIn({ manager, people, tablets }: OpenedKitchen): Promise<void> {
  for (const role of ["head", "nutritionist", "assistant"] as const) await manager.signIn(people[role].pin);
  await tablets.receive.signIn(people.storekeeper.pin);
  await tablets.prepare.signIn(people.prepare.pin);
  for (const role of ["quality", "cook-1", "cook-2", "cook-3"] as const) await tablets.cook.signIn(people[role].pin);
  for (const role of ["portion", "nutritionist"] as const) await tablets.portion.signIn(people[role].pin);
}

async function foundKitchen(
  server: DemoServer,
  manager: FloorDevice,
  token: string,
  serviceDate: string,
): Promise<Person> {
  await must(manager, {
    type: "update-site-profile",
    body: { fields: { siteName: "SPPG Contoh", timeZone: "Asia/Makassar", capacityClass: "certified-cook" } },
  });
  const member = demoCast()[0];
  if (member === undefined) throw new Error("the cast has a head");
  return addPerson(server, manager, token, { member, serviceDate });
}

async function addPeople(
  server: DemoServer,
  manager: FloorDevice,
  token: string,
  options: { readonly head: Person; readonly serviceDate: string },
): Promise<{
  readonly people: OpenedKitchen["people"];
  readonly holders: readonly { readonly member: CastMember; readonly staffId: string }[];
}> {
  const staffId = options.head.staffId;
  for (const division of DEMO_DIVISIONS) {
    const body = { divisionCode: division.code, name: division.name, targetHeadCount: division.head };
    await must(manager, { type: "define-division", body, staffId });
  }
  const byKey = new Map<string, Person>([["head", options.head]]);
  for (const member of demoCast().slice(1)) {
    const person = await addPerson(server, manager, token, { member, serviceDate: options.serviceDate, staffId });
    byKey.set(member.key, person);
  }
  const holders = demoCast().flatMap((member) => {
    const person = byKey.get(member.key);
    return person === undefined ? [] : [{ member, staffId: person.staffId }];
  });
  const entries = NIGHT_ROLES.map((role) => {
    const person = byKey.get(role);
    if (person === undefined) throw new Error(`the cast has no ${role}`);
    return [role, person] as const;
  });
  const people = Object.fromEntries(entries) as OpenedKitchen["people"]; // one entry a role, just made
  return { people, holders };
}

/** Shifts, the night's roster and a card for everybody. */
async function openFrontDesk(
  manager: FloorDevice,
  desk: {
    readonly head: Person;
    readonly serviceDate: string;
    readonly holders: readonly { readonly member: CastMember; readonly staffId: string }[];
  },
): Promise<readonly CardHolder[]> {
  const { staffId, pin } = desk.head;
  for (const shift of DEMO_SHIFTS) await must(manager, { type: "define-shift", body: shiftBody(shift), staffId });
  const entries = desk.holders.flatMap(({ member, staffId: personId }) => {
    const shift = shiftOf(member);
    return shift === undefined ? [] : [{ staffId: personId, shiftCodes: [shift.shiftCode] }];
  });
  await must(manager, { type: "set-roster", body: { serviceDate: desk.serviceDate, entries }, staffId });
  const cardHolders = desk.holders.map((holder, index) => ({ ...holder, cardText: cardTextOf(index) }));
  for (const { staffId: holderId, cardText } of cardHolders) {
    const badge = { badgeKind: "card", text: cardText };
    const body = { staffId: holderId, badgeId: manager.makeId("badge"), badge };
    await must(manager, { type: "issue-badge", body, staffId, pins: [pin] });
  }
  return cardHolders;
}

async function addPerson(
  server: DemoServer,
  manager: FloorDevice,
  token: string,
  options: {
    readonly member: ReturnType<typeof demoCast>[number];
    readonly serviceDate: string;
    readonly staffId?: string;
  },
): Promise<Person> {
  const { member } = options;
  const staffId = manager.makeId("staff");
  const answer = await must(manager, {
    type: "add-staff",
    body: {
      staffId,
      roles: member.roles,
      divisionCode: member.divisionCode,
      employmentKind: member.employmentKind,
      joinDate: addDays(options.serviceDate, -30),
      position: member.position,
      personal: { fullName: member.fullName },
    },
    ...(options.staffId === undefined ? {} : { staffId: options.staffId }),
  });
  // Only those who sign tonight look at their number; the kitchen shows it once and keeps nothing of it.
  if (!NIGHT_ROLES.some((role) => role === member.key)) return { staffId, pin: "" };
  const revealed = await post(server, "/reveal", { revealId: answer["revealId"] }, token);
  return { staffId, pin: String(revealed["number"]) };
}

/** Sends what must not be refused; throws with the kitchen's reason when it is. */
export async function must(
  device: FloorDevice,
  command: Parameters<FloorDevice["send"]>[0],
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await device.send(command);
  if (answer.kind === "rejected") throw new Error(`${command.type} was refused: ${JSON.stringify(answer.rejection)}`);
  return answer.result;
}

/** Pairs a device of this very PC with the secret file only its owner can read. */
export async function pairOwnDevice(
  server: DemoServer,
  device: { readonly face: Face; readonly station: Station | null; readonly name: string },
): Promise<string> {
  const secret = readFileSync(server.shellSecretPath, "utf8").trim();
  const { station, ...rest } = device;
  const answer = await post(server, "/pair", { secret, ...rest, ...(station === null ? {} : { station }) }, null);
  return String(answer["deviceToken"]);
}

async function post(
  server: DemoServer,
  path: string,
  body: Readonly<Record<string, unknown>>,
  token: string | null,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(server.origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Readonly<Record<string, unknown>>; // our own server's JSON
  if (response.status === 429) {
    await delay(Number(answer["retryAfterMs"] ?? 1_000));
    return post(server, path, body, token);
  }
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

function socketUrl(server: DemoServer): string {
  return server.origin.replace(/^http/, "ws") + LAN_SOCKET_PATH;
}
