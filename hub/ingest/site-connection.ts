import { randomBytes, randomInt } from "node:crypto";
import type { RawData, WebSocket } from "ws";
import {
  helloText,
  HUB_HELLO_TIMEOUT_MS,
  HUB_PROTOCOL_VERSION,
  siteFrame,
  type HelloFrame,
  type HubFrame,
  type PushFrame,
  type RefusedFrame,
} from "#contract/hub-protocol.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import type { HubLog } from "#hub/log.ts";
import type { HubMetrics } from "#hub/metrics.ts";
import { isSigned } from "#hub/enrol/enrol.ts";
import type { AttachedReader, Delivery } from "#hub/relay/delivery.ts";
import type { Hints } from "#hub/relay/hints.ts";
import { streamsOfEvents } from "#hub/relay/route.ts";
import { CREDITS_MAX_COUNT, type Dawn } from "./dawn.ts";
import { greetSite, takePush } from "./ingest.ts";
import { pushRank, type PushRank } from "./push-lanes.ts";
import type { Position } from "./verify-push.ts";

export interface SiteConnectionDeps {
  readonly database: HubDatabase;
  readonly nowMs: () => number;
  readonly metrics: HubMetrics;
  readonly log: HubLog;
  readonly delivery: Delivery;
  readonly hints: Pick<Hints, "hint">;
  readonly dawn: Dawn;
}

/** A kitchen's socket as the node that serves it handles it. */
export interface SiteConnection {
  /** Says when to come again, finishes what is under way, closes. */
  sendAway(afterMs: number): Promise<void>;
}

/** The connection is closed with this after a refusal that ends it. */
export const CLOSE_REFUSED = 4400;
const CLOSE_GOAWAY = 1001;
/** After a failure of Postgres: kitchens come again spread over this range. */
const RETRY_AFTER_MS = { least: 1_000, most: 4_000 } as const;
const ENDING: ReadonlySet<RefusedFrame["code"]> = new Set([
  "fork",
  "too-old",
  "site-unknown",
  "site-suspended",
  "signature-wrong",
  "chain-broken",
  "invalid-frame",
  "unexpected-frame",
]);

interface Greeted {
  readonly siteId: string;
  readonly regionId: string;
  readonly reader: AttachedReader;
  readonly epoch: string;
  position: Position;
  /** The newest class A event the kitchen told of; 0 for none. */
  classASeq: number;
}

/**
 * One kitchen's socket: challenge → hello → welcome, then pushes one after the other in the order they came. Who the kitchen is
 * comes from the signed hello, never from a later frame (HUB4). Nothing is acknowledged that Postgres has not committed (HUB6).
 */
export function serveSite(socket: WebSocket, deps: SiteConnectionDeps): SiteConnection {
  const send = (frame: HubFrame) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };
  const refuse = (frame: RefusedFrame) => {
    deps.metrics.refused(frame.code);
    deps.log.warn({ event: "site-refused", siteId: site.greeted?.siteId ?? null, ...frame });
    send(frame);
    // Before it is greeted a kitchen that is told to come later has nothing to stay for.
    if (ENDING.has(frame.code) || site.greeted === null) socket.close(CLOSE_REFUSED, frame.code);
  };
  const isOpen = () => socket.readyState === socket.OPEN;
  const site: Site = { nonce: randomBytes(32).toString("hex"), greeted: null, send, isOpen };
  const helloTimer = setTimeout(() => socket.close(CLOSE_REFUSED, "hello-missing"), HUB_HELLO_TIMEOUT_MS);
  let work: Promise<void> = Promise.resolve();
  let waitingCount = 0;
  socket.on("message", (data: RawData, isBinary: boolean) => {
    clearTimeout(helloTimer);
    waitingCount += 1;
    if (waitingCount > CREDITS_MAX_COUNT + 2) {
      refuse({ kind: "refused", code: "invalid-frame", message: "more frames under way than credits" });
      return;
    }
    work = work
      .then(async () => {
        const answer = await takeFrame(deps, site, parsed(data, isBinary));
        if (answer?.kind === "refused") refuse(answer);
        else if (answer !== null) send(answer);
      })
      .catch((cause: unknown) => {
        // Postgres or the connection to it failed: nothing was acknowledged, and the kitchen comes again.
        deps.log.error({ event: "site-frame-failed", siteId: site.greeted?.siteId ?? null, err: cause });
        refuse({ kind: "refused", code: "retry", afterMs: randomInt(RETRY_AFTER_MS.least, RETRY_AFTER_MS.most) });
        socket.close(CLOSE_REFUSED, "retry");
      })
      .finally(() => {
        waitingCount -= 1;
      });
  });
  socket.on("close", () => {
    clearTimeout(helloTimer);
    site.greeted?.reader.detach();
  });
  socket.on("error", (cause) => deps.log.warn({ event: "site-socket-failed", err: cause }));
  send({ kind: "challenge", protocol: HUB_PROTOCOL_VERSION, nonce: site.nonce });
  return {
    sendAway: async (afterMs) => {
      send({ kind: "goaway", afterMs });
      await work;
      socket.close(CLOSE_GOAWAY, "goaway");
    },
  };
}

interface Site {
  readonly nonce: string;
  greeted: Greeted | null;
  readonly send: (frame: HubFrame) => void;
  readonly isOpen: () => boolean;
}

/** What the hub answers to a frame; null for one that needs no answer. Throws when Postgres fails. */
async function takeFrame(deps: SiteConnectionDeps, site: Site, frame: Parsed): Promise<HubFrame | null> {
  if (!frame.isOk) return { kind: "refused", code: "invalid-frame", message: frame.message };
  const { value } = frame;
  const { greeted } = site;
  if ((value.kind === "hello") !== (greeted === null)) return { kind: "refused", code: "unexpected-frame" };
  if (value.kind === "hello") return admitHello(deps, site, value);
  if (greeted === null) return { kind: "refused", code: "unexpected-frame" };
  if (value.kind === "push") return takeEvents(deps, greeted, value);
  if (value.kind === "received") greeted.reader.received(value.hubStreamId, value.number);
  else {
    greeted.classASeq = value.classASeq ?? greeted.classASeq;
    const isActive = await noteStatus(deps, greeted.siteId, value);
    // Suspended at headquarters meanwhile: it gets nothing more either.
    if (!isActive) return { kind: "refused", code: "site-suspended" };
  }
  return null;
}

/** HUB14: so many hellos at once; the others are told when to come, before Postgres is asked anything for them. */
async function admitHello(deps: SiteConnectionDeps, site: Site, hello: HelloFrame): Promise<HubFrame | null> {
  const admitted = deps.dawn.admission.admit();
  if (!admitted.isIn) return { kind: "refused", code: "retry", afterMs: admitted.afterMs };
  try {
    return await takeHello(deps, site, hello);
  } finally {
    admitted.leave();
  }
}

async function takeHello(deps: SiteConnectionDeps, site: Site, hello: HelloFrame): Promise<HubFrame | null> {
  if (hello.protocol !== HUB_PROTOCOL_VERSION) {
    return { kind: "refused", code: "too-old", protocol: HUB_PROTOCOL_VERSION };
  }
  const { siteId, epoch } = hello;
  const known = await deps.database.inScope({ kind: "site", siteId }, (db) =>
    db.selectFrom("site").select(["public_key", "region_id"]).where("site_id", "=", siteId).executeTakeFirst(),
  );
  if (known === undefined) return { kind: "refused", code: "site-unknown" };
  const text = helloText({ nonce: site.nonce, siteId, epoch });
  if (!isSigned(known.public_key.toString("base64"), text, hello.signature)) {
    return { kind: "refused", code: "signature-wrong" };
  }
  const position = await greetSite(deps.database, hello, deps.nowMs());
  if (!position.ok) return position.error;
  // Gone while Postgres was asked: nobody would ever detach what is attached now.
  if (!site.isOpen()) return null;
  const { seq, hash } = position.value;
  const ackedHash = hash?.toString("hex") ?? null;
  site.send({ kind: "welcome", ackedSeq: seq, ackedHash, credits: deps.dawn.lanes.credits(), nowMs: deps.nowMs() });
  const hubStreamIds = ["national", `region:${known.region_id}`, `site:${siteId}`];
  const reader = deps.delivery.attach({ hubStreamIds, cursors: hello.cursors, send: site.send });
  site.greeted = {
    siteId,
    regionId: known.region_id,
    epoch,
    position: position.value,
    reader,
    classASeq: hello.classASeq ?? 0,
  };
  return null;
}

async function takeEvents(deps: SiteConnectionDeps, site: Greeted, push: PushFrame): Promise<HubFrame> {
  if (push.epoch !== site.epoch) return { kind: "refused", code: "unexpected-frame" };
  const taken = await inTurn(deps, rankOf(push, site.classASeq), () =>
    takePush(deps.database, { ...push, siteId: site.siteId }, site.position, deps.nowMs()),
  );
  if (!taken.ok) return taken.error;
  site.position = taken.value.position;
  for (const hubStreamId of streamsOfEvents(push.events, site)) deps.hints.hint(hubStreamId);
  deps.metrics.taken(push.events.length, taken.value.quarantined.length);
  const { seq, hash } = taken.value.position;
  const quarantined = [...taken.value.quarantined];
  return { kind: "ack", seq, hash: hash?.toString("hex") ?? "", quarantined, credits: deps.dawn.lanes.credits() };
}

function rankOf({ events }: PushFrame, classASeq: number): PushRank {
  const lastClassASeq = events.findLast((event) => event.class === "A")?.seq ?? null;
  return pushRank({ firstSeq: events[0]?.seq ?? 0, lastSeq: events.at(-1)?.seq ?? 0, lastClassASeq }, classASeq);
}

/** HUB14: works when it is this push's turn, and tells the lanes how long Postgres needed. */
async function inTurn<Value>(deps: SiteConnectionDeps, rank: PushRank, work: () => Promise<Value>): Promise<Value> {
  const askedAtMs = performance.now();
  const leave = await deps.dawn.lanes.enter(rank);
  const beganAtMs = performance.now();
  try {
    const value = await work();
    const latencyMs = performance.now() - beganAtMs;
    leave({ latencyMs });
    deps.metrics.committed(rank.isUrgent ? "class-a" : "bulk", beganAtMs - askedAtMs, latencyMs);
    return value;
  } finally {
    leave("failed");
  }
}

type Parsed =
  | { readonly isOk: true; readonly value: ReturnType<typeof siteFrame.parse> }
  | { readonly isOk: false; readonly message: string };

function parsed(data: RawData, isBinary: boolean): Parsed {
  if (isBinary) return { isOk: false, message: "frames are text" };
  let json: unknown;
  try {
    json = JSON.parse(Buffer.isBuffer(data) ? data.toString("utf8") : "");
  } catch {
    return { isOk: false, message: "not JSON" };
  }
  const frame = siteFrame.safeParse(json);
  if (frame.success) return { isOk: true, value: frame.data };
  const [issue] = frame.error.issues;
  return { isOk: false, message: `${issue?.path.join(".") ?? ""} ${issue?.code ?? ""}`.slice(0, 300) };
}

async function noteStatus(
  deps: SiteConnectionDeps,
  siteId: string,
  status: { readonly headSeq: number; readonly nowMs: number },
): Promise<boolean> {
  const nowMs = deps.nowMs();
  const noted = await deps.database.inScope({ kind: "site", siteId }, (db) =>
    db
      .updateTable("site")
      .set({ head_seq: status.headSeq, last_contact_at_ms: nowMs, clock_offset_ms: status.nowMs - nowMs })
      .where("site_id", "=", siteId)
      .where("status", "=", "active")
      .returning("site_id")
      .execute(),
  );
  return noted.length > 0;
}
