import { isGranted, isOwnDivisionOnly, type Face } from "#kernel/access.ts";
import type { Actor, CommandDefinition, QueryDefinition } from "#kernel/definition.ts";
import type { DevicesRejection } from "#domains/devices/rejections.ts";
import type { CommonRejection, PipelineRejection, Rejection } from "#kernel/rejections.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { Clock } from "#kernel/time.ts";
import { openStayOf } from "#main/domains/attendance/queries.ts";
import { attendanceTerminals, deviceById, type DeviceNow } from "#main/domains/devices/queries.ts";
import { kitchenHeadIds, personOn, type PersonNow } from "#main/domains/people/queries.ts";
import type { SubmittedCommand } from "#main/store/command-answer.ts";
import type { AuthorizeCommand } from "#main/store/perform-command.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { ReadAccess } from "./ports.ts";
import { createServiceDateCache } from "./service-date-cache.ts";

/** Faces nobody signs in at: the device itself acts, as far as a command allows it. */
const FACES_WITHOUT_PEOPLE: readonly Face[] = ["wall", "attendance"];
/** Commands that make a kitchen's first head and name the kitchen, before anybody can sign in. */
const FOUNDING_COMMANDS: readonly string[] = ["update-site-profile", "add-staff"];
/** Whose events only the manager's face may follow. */
const MANAGER_DOMAINS: readonly string[] = ["people", "attendance", "devices", "reports", "procurement"];

type Refusal = CommonRejection | PipelineRejection | DevicesRejection;

/**
 * The one place that says who may send what (DOMAIN.md §3): the device and its face, the person and their roles as they are
 * now, the signatures. Asked inside the write transaction, so a withdrawn role or a revoked device stops the next command.
 */
export function createAuthorize(deps: { readonly clock: Pick<Clock, "nowMs"> }): AuthorizeCommand {
  const serviceDateAt = createServiceDateCache();
  return (db, definition, submitted) => {
    const { actor } = submitted;
    // The kitchen PC itself: follow-ons, the LAN server's own commands, administration at the machine.
    if (actor.kind === "system") return ok(actor);
    if (definition.permission === "system") return refuse({ code: "not-permitted", permission: "system" });
    const device = deviceFor(db, actor, definition);
    if (!device.ok) return device;
    const today = serviceDateAt(db, deps.clock.nowMs());
    if (actor.staffId === null)
      return authorizeDevice(device.value, definition, actor, () => kitchenHeadIds(db, today));
    const person = personOn(db, actor.staffId, today);
    const authorized = authorizePerson({ device: device.value, person, definition, submitted });
    if (!authorized.ok || !definition.isPresenceNeeded) return authorized;
    const absentee = absentSigner(db, authorized.value);
    return absentee === null ? authorized : refuse({ code: "not-present", staffId: absentee });
  };
}

function deviceFor(db: ReadableDb, actor: Actor, definition: CommandDefinition): Result<DeviceNow, Rejection> {
  const device = actor.deviceId === null ? undefined : deviceById(db, actor.deviceId);
  if (device === undefined || device.status === "revoked") return refuse({ code: "device-revoked" });
  if (device.status === "suspended") return refuse({ code: "device-suspended" });
  if (!definition.faces.includes(device.face)) return refuse({ code: "face-not-allowed", face: device.face });
  return ok(device);
}

/** Nobody is named: the device acts for itself where the face has no people, or founds the kitchen. */
function authorizeDevice(
  device: DeviceNow,
  definition: CommandDefinition,
  actor: Actor,
  heads: () => readonly string[],
): Result<Actor, Rejection> {
  const isFounding =
    device.face === "manager" &&
    device.origin === "shell" &&
    FOUNDING_COMMANDS.includes(definition.type) &&
    heads().length === 0;
  const isOwnAct = FACES_WITHOUT_PEOPLE.includes(device.face) && definition.signatureCount === 0;
  if (!definition.byDevice || (!isFounding && !isOwnAct)) return refuse({ code: "sign-in-required" });
  return ok({ ...actor, kind: "device", roles: [], divisionCode: null, face: device.face, signatures: [] });
}

function authorizePerson(act: {
  readonly device: DeviceNow;
  readonly person: PersonNow | undefined;
  readonly definition: CommandDefinition;
  readonly submitted: SubmittedCommand;
}): Result<Actor, Rejection> {
  const { device, person, definition, submitted } = act;
  const { actor } = submitted;
  // What somebody measured before they left still counts when it arrives late.
  const isGone = person === undefined || (person.status === "ended" && definition.nature !== "fact");
  const isHere = !FACES_WITHOUT_PEOPLE.includes(device.face) || isScanned(device, definition, actor);
  if (isGone || !isHere) return refuse({ code: "sign-in-required" });
  const permission = permissionRefusal(person, definition, submitted.body);
  if (permission !== null) return refuse(permission);
  const signature = signatureRefusal(actor, definition);
  if (signature !== null) return refuse(signature);
  return ok({
    ...actor,
    kind: "person",
    roles: person.roles,
    divisionCode: person.divisionCode,
    face: device.face,
    signatures: actor.signatures.slice(0, definition.signatureMaxCount),
  });
}

/** At a terminal nobody stays: a person acts there only by the number typed for this very act (LAN32). */
function isScanned(device: DeviceNow, definition: CommandDefinition, actor: Actor): boolean {
  const [scanned] = actor.signatures;
  return device.face === "attendance" && definition.isIdentifiedByScan && scanned?.staffId === actor.staffId;
}

function permissionRefusal(person: PersonNow, definition: CommandDefinition, body: unknown): Refusal | null {
  const { permission } = definition;
  if (permission === "anybody") return null;
  if (permission === "system" || !isGranted(person.roles, permission)) return { code: "not-permitted", permission };
  // What a command does to somebody else's division is refused here when it names one, else by the domain that knows.
  const isElsewhere = isOwnDivisionOnly(person.roles, permission) && isOtherDivision(body, person.divisionCode);
  return isElsewhere ? { code: "not-permitted", permission } : null;
}

function isOtherDivision(body: unknown, divisionCode: string): boolean {
  const isNamed = typeof body === "object" && body !== null && "divisionCode" in body;
  return isNamed && body.divisionCode !== divisionCode;
}

/** The first number is the actor's own, also where none was needed; a second one is another person's. */
function signatureRefusal(actor: Actor, definition: CommandDefinition): Refusal | null {
  const isSignedAtTimes = definition.signatureMaxCount > 0 && actor.signatures.length > 0;
  if (definition.signatureCount === 0 && !isSignedAtTimes) return null;
  const signatureCount = definition.signatureCount === 2 ? 2 : 1;
  const [first, second] = actor.signatures;
  const isSigned = first?.staffId === actor.staffId && actor.signatures.length >= signatureCount;
  if (!isSigned) return { code: "signature-required", signatureCount };
  const isWitnessed = second !== undefined && definition.signatureMaxCount === 2;
  if (isWitnessed && second.staffId === first.staffId) {
    return { code: "own-work", staffId: first.staffId };
  }
  return null;
}

/**
 * The first of those who sign that is not checked in. A kitchen without an attendance terminal cannot know who is in it, and
 * refuses nobody for it.
 */
function absentSigner(db: ReadableDb, actor: Actor): string | null {
  if (attendanceTerminals(db).length === 0) return null;
  return actor.signatures.find(({ staffId }) => openStayOf(db, staffId) === undefined)?.staffId ?? null;
}

/** Who may read what: the same roles and faces as for commands, read for the rows of live queries and for followed events. */
export function createReadAccess(): ReadAccess {
  return {
    authorizeQuery: (definition, { device, session }) => {
      if (!definition.faces.includes(device.face)) return refuse({ code: "face-not-allowed", face: device.face });
      const viewer = { isNamesAllowed: true, staffId: session?.staffId ?? null };
      if (definition.permission === "device") return ok(viewer);
      if (session === undefined) return readByDevice(definition, device.face, viewer);
      return isGranted(session.roles, definition.permission)
        ? ok(viewer)
        : refuse({ code: "not-permitted", permission: definition.permission });
    },
    mayFollow: (domain, device) => device.face === "manager" || !MANAGER_DOMAINS.includes(domain),
  };
}

/** Boards are read at a glance, before anybody touches a chip; the manager's face shows nothing before a sign-in. */
function readByDevice<Viewer>(definition: QueryDefinition, face: Face, viewer: Viewer): Result<Viewer, Rejection> {
  const isBoard = definition.permission === "kitchen.view" && face !== "manager";
  return isBoard ? ok(viewer) : refuse({ code: "sign-in-required" });
}

function refuse(rejection: Refusal): Result<never, Rejection> {
  return err(rejection);
}
