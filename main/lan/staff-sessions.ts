import type { Face } from "#kernel/access.ts";
import type { StaffSession } from "#contract/lan-protocol.ts";
import { DIVISIONS_BY_STATION } from "#domains/people/rules.ts";
import { managerSessionMs, tabletSessionMs, terminalSessionMs } from "#domains/people/settings.ts";
import type { Actor } from "#kernel/definition.ts";
import type { DeviceId, IdFactory, StaffId } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { MINUTE_MS, type Clock, type LocalDate } from "#kernel/time.ts";
import { stayAround } from "#main/domains/attendance/queries.ts";
import type { Badges } from "#main/domains/people/badges.ts";
import { deviceById } from "#main/domains/devices/queries.ts";
import { openSessionsOn, personOn, sessionAt, staffName, type SessionRow } from "#main/domains/people/queries.ts";
import { serviceDateAt, settingReader } from "#main/domains/site/queries.ts";
import type { CommandAnswer } from "#main/store/command-answer.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { NumberCheck, NumberRefusal } from "./identify.ts";
import type { LanStore, PairedDevice, SignInRefusal, StaffSessions } from "./ports.ts";
import { createServiceDateCache } from "./service-date-cache.ts";
import { createSessionChanges } from "./session-changes.ts";

/** How far a tablet's clock may be behind when a fact names a moment just before its person signed in. */
const SESSION_SKEW_MS = 5 * MINUTE_MS;

/** A kitchen has some fifty people; beyond this all are read anew. */
const PEOPLE_KEPT_MAX_COUNT = 500;
/** Sessions standing at once: a few people at each of some sixty devices. */
const SESSIONS_KEPT_MAX_COUNT = 500;

type Person = Pick<StaffSession, "name" | "roles" | "divisionCode">;

interface SessionActor {
  readonly deviceId: DeviceId;
  readonly face: Face | null;
  readonly staffId: string;
}

/** Staff sessions, kept in the log, so that a restart signs nobody out and roles are always those of now (LAN7). */
export function createStaffSessions(deps: {
  readonly store: LanStore;
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  readonly numberCheck: NumberCheck;
  /** Whose badge a reader read. */
  readonly badgeOwner: Badges["owner"];
}): StaffSessions {
  const { clock } = deps;
  const { reader, bus } = deps.store;
  const personIn = createPeopleCache(deps.store);
  const sessionNow = createSessionCache(deps.store);
  const todayAt = createServiceDateCache();
  function describe(session: SessionRow): StaffSession | undefined {
    const person = personIn(session.staffId, todayAt(reader, clock.nowMs()));
    return person && { ...person, staffId: session.staffId, expiresAtMs: session.expiresAtMs };
  }

  async function submit(type: string, body: object, by: SessionActor): Promise<CommandAnswer> {
    const { answer } = await bus.submit({
      commandId: deps.makeId("command"),
      type,
      body: { ...body, staffId: by.staffId, deviceId: by.deviceId },
      occurredAtMs: clock.nowMs(),
      actor: serverActor(by),
    });
    return answer;
  }

  async function open(
    device: PairedDevice,
    staffId: string,
    lengthMs: number,
  ): Promise<Result<StaffSession, SignInRefusal>> {
    const { deviceId, face } = device;
    const sessionId = deps.makeId("session");
    const openedAtMs = clock.nowMs();
    const expiresAtMs = openedAtMs + lengthMs;
    const body = { sessionId, face, method: "number", expiresAtMs };
    const answer = await submit("open-staff-session", body, { deviceId, face, staffId });
    if (answer.kind === "rejected") return refuseSignIn("sign-in-not-allowed", { reason: answer.rejection.code });
    const session = describe({ sessionId, staffId, deviceId, openedAtMs, expiresAtMs });
    return session === undefined ? refuseSignIn("sign-in-not-allowed", { reason: "not-found" }) : ok(session);
  }

  return {
    signIn: async (device, { staffId, badge, pin }) => {
      const lengthMs = sessionLengthMs(reader, device.face, clock.nowMs());
      if (lengthMs === null) return refuseSignIn("sign-in-not-allowed", { reason: "face-not-allowed" });
      const claimed = claimedBy(deps.badgeOwner, reader, { staffId, badge });
      if (!claimed.ok) return refuseSignIn("sign-in-not-allowed", { reason: claimed.error });
      const found = deps.numberCheck.identify({ device, staffId: claimed.value, number: pin });
      if (!found.ok) return signInRefusalOf(found.error, clock.nowMs());
      return open(device, found.value, lengthMs);
    },
    signOut: async (deviceId, staffId) => {
      const standing = openSessionsOn(reader, deviceId, clock.nowMs()).find((row) => row.staffId === staffId);
      if (standing === undefined) return false;
      const body = { sessionId: standing.sessionId, reasonCode: "signed-out" };
      const answer = await submit("close-staff-session", body, { deviceId, face: null, staffId });
      return answer.kind === "accepted";
    },
    openOn: (deviceId) => openSessionsOn(reader, deviceId, clock.nowMs()).flatMap((row) => describe(row) ?? []),
    sessionFor: ({ deviceId, staffId, nature, occurredAtMs }) => {
      const nowMs = clock.nowMs();
      const stood =
        sessionNow({ deviceId, staffId, atMs: nowMs }) ??
        presentAtStation(reader, { deviceId, staffId, atMs: nature === "fact" ? occurredAtMs : nowMs }) ??
        (nature === "fact" ? sessionThen(reader, { deviceId, staffId, occurredAtMs }) : undefined);
      return stood && describe(stood);
    },
    onChanged: createSessionChanges(deps),
  };
}

/** Whom a badge or a chosen name claims, both meaning one person; the number still has to be theirs. */
function claimedBy(
  badgeOwner: Badges["owner"],
  reader: ReadableDb,
  { staffId, badge }: { readonly staffId?: string | undefined; readonly badge?: string | undefined },
): Result<string | undefined, string> {
  if (badge === undefined) return ok(staffId);
  const owner = badgeOwner(reader, badge);
  if (!owner.ok) return err(owner.error.code);
  const isOther = staffId !== undefined && owner.value.staffId !== staffId;
  return isOther ? err("badge-of-other-person") : ok(owner.value.staffId);
}

/** The session that stood when a fact happened, or began just after by a tablet's slower clock. */
function sessionThen(
  reader: ReadableDb,
  { occurredAtMs, ...at }: { readonly deviceId: DeviceId; readonly staffId: string; readonly occurredAtMs: number },
): SessionRow | undefined {
  const find = (atMs: number) => sessionAt(reader, { ...at, atMs });
  return find(occurredAtMs) ?? find(occurredAtMs + SESSION_SKEW_MS);
}

/**
 * Somebody checked in, of a division whose work is done at this tablet: a chip needs no number (UX.md §3.3), a signature
 * still does. For a fact it counts who was there when it happened.
 */
function presentAtStation(
  reader: ReadableDb,
  at: { readonly deviceId: DeviceId; readonly staffId: string; readonly atMs: number },
): SessionRow | undefined {
  const device = deviceById(reader, at.deviceId);
  if (device?.face !== "tablet" || device.station === null) return undefined;
  const person = personOn(reader, at.staffId, serviceDateAt(reader, at.atMs));
  if (person === undefined || !DIVISIONS_BY_STATION[device.station].includes(person.divisionCode)) return undefined;
  const stay = stayAround(reader, at.staffId, at.atMs, SESSION_SKEW_MS);
  if (stay === undefined) return undefined;
  const lengthMs = settingReader(reader, stay.serviceDate)(tabletSessionMs).value;
  const openedAtMs = stay.inAtMs ?? at.atMs;
  return {
    sessionId: stay.sessionId,
    staffId: at.staffId,
    deviceId: at.deviceId,
    openedAtMs,
    expiresAtMs: openedAtMs + lengthMs,
  };
}

/**
 * People as a session describes them, read and opened once a day and again after anything about people changed: they are asked
 * for with every command. What a command may do is decided by `authorize`, from the tables.
 */
function createPeopleCache({ reader, onCommit }: LanStore): (staffId: string, date: LocalDate) => Person | undefined {
  const personByKey = new Map<string, Person>();
  onCommit(({ events }) => {
    if (events.some((event) => event.domain === "people")) personByKey.clear();
  });
  return (staffId, date) => {
    const key = `${staffId} ${date}`;
    const known = personByKey.get(key);
    if (known !== undefined) return known;
    const found = personOn(reader, staffId, date);
    if (found === undefined) return undefined;
    const { roles, divisionCode } = found;
    const person: Person = { name: staffName(reader, staffId), roles: [...roles], divisionCode };
    if (personByKey.size >= PEOPLE_KEPT_MAX_COUNT) personByKey.clear();
    personByKey.set(key, person);
    return person;
  };
}

/** The session standing at a device, asked for with every command too; read again once it ran out or anything about people changed. */
function createSessionCache({
  reader,
  onCommit,
}: LanStore): (at: {
  readonly deviceId: string;
  readonly staffId: string;
  readonly atMs: number;
}) => SessionRow | undefined {
  const sessionByKey = new Map<string, SessionRow>();
  onCommit(({ events }) => {
    if (events.some((event) => event.domain === "people")) sessionByKey.clear();
  });
  return (at) => {
    const key = `${at.deviceId} ${at.staffId}`;
    const known = sessionByKey.get(key);
    if (known !== undefined && known.openedAtMs <= at.atMs && at.atMs < known.expiresAtMs) return known;
    const found = sessionAt(reader, at);
    if (found === undefined) return undefined;
    if (sessionByKey.size >= SESSIONS_KEPT_MAX_COUNT) sessionByKey.clear();
    sessionByKey.set(key, found);
    return found;
  };
}

/** How long a session stands on a face; null where nobody signs in. */
function sessionLengthMs(reader: ReadableDb, face: Face, nowMs: number): number | null {
  const settings = settingReader(reader, serviceDateAt(reader, nowMs));
  switch (face) {
    case "manager":
      return settings(managerSessionMs).value;
    case "tablet":
      return settings(tabletSessionMs).value;
    // Only to read one's own hours: no command is taken from it (LAN32).
    case "attendance":
      return settings(terminalSessionMs).value;
    case "wall":
      return null;
  }
}

/** The kitchen PC, acting for the person who typed the number. */
function serverActor({ deviceId, face, staffId }: SessionActor): Actor {
  return {
    kind: "system",
    staffId: staffId as StaffId, // the owner of a number, or of a session the store keeps
    roles: [],
    divisionCode: null,
    deviceId,
    face,
    signatures: [],
  };
}

function refuseSignIn(code: SignInRefusal["code"], data: SignInRefusal["data"]): Result<never, SignInRefusal> {
  return err({ code, data });
}

function signInRefusalOf(refusal: NumberRefusal, nowMs: number): Result<never, SignInRefusal> {
  switch (refusal.kind) {
    case "wrong":
      return refuseSignIn("sign-in-wrong", { triesLeftCount: refusal.triesLeftCount });
    case "locked":
      return refuseSignIn("sign-in-locked", { untilAtMs: refusal.untilAtMs, retryAfterMs: refusal.untilAtMs - nowMs });
  }
}
