import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";
import {
  enrolText,
  helloText,
  HUB_ENROL_PATH,
  HUB_SOCKET_PATH,
  hubFrame,
  type HubEpoch,
  type HubEvent,
  type HubFrame,
} from "#contract/hub-protocol.ts";
import { CHAIN_START_HASH, hubEventHash } from "#hub/ingest/verify-push.ts";
import { present } from "#kernel/assert.ts";
import { hubKeyFrom } from "#main/sync/hub-key.ts";

/** A kitchen made of its frames alone: what a test does not send is not sent. */
export interface HubSite {
  readonly siteId: string;
  readonly publicKey: string;
  sign(text: string): string;
  /** The log of this kitchen so far, as the hub should hold it. */
  readonly log: HubEvent[];
  /** Writes events that hash over the last; `change` alters each before it is hashed. */
  write(count: number, change?: (event: Omit<HubEvent, "hash">) => Partial<HubEvent>): readonly HubEvent[];
}

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

export function createHubSite(): HubSite {
  const key = hubKeyFrom(randomBytes(32));
  const log: HubEvent[] = [];
  const siteId = `site_${hex(16)}`;
  return {
    siteId,
    publicKey: key.publicKey,
    sign: key.sign,
    log,
    write: (count, change) => {
      const written = Array.from({ length: count }, () => {
        const last = log.at(-1);
        const plain = plainEvent((last?.seq ?? 0) + 1);
        const event = { ...plain, ...change?.(plain) };
        const previous = last === undefined ? CHAIN_START_HASH : Buffer.from(last.hash, "hex");
        const hashed = { ...event, hash: hubEventHash(previous, { ...event, hash: "" }).toString("hex") };
        log.push(hashed);
        return hashed;
      });
      return written;
    },
  };
}

function plainEvent(seq: number): Omit<HubEvent, "hash"> {
  return {
    seq,
    eventId: `event_${hex(16)}`,
    streamId: `waste-${seq}`,
    streamVersion: 1,
    domain: "a-newer-domain",
    type: "something-newer",
    v: 1,
    occurredAtMs: 1_763_683_200_000 + seq,
    recordedAtMs: 1_763_683_200_000 + seq,
    serviceDate: "2026-11-21",
    staffId: null,
    deviceId: null,
    commandId: `command_${hex(16)}`,
    class: seq % 3 === 0 ? "A" : "B",
    body: { note: "bumbu é 😀 \u0000 end", lowestC: 75.3, deep: { list: [1, null, "x"] } },
    marks: {},
  };
}

/** Posts an enrolment; the answer's status and body. */
export async function enrol(
  origin: string,
  site: HubSite,
  joinCode: string,
  changes: object = {},
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const signature = site.sign(enrolText({ joinCode, siteId: site.siteId as never, publicKey: site.publicKey })); // a site id by construction
  const names = { siteName: "SPPG Uji", timeZone: "Asia/Makassar" };
  const body = { joinCode, siteId: site.siteId, ...names, publicKey: site.publicKey, signature, ...changes };
  const response = await fetch(new URL(HUB_ENROL_PATH, origin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }; // read by the test
}

/** Each enrolment is told to the region; a test of something else is not interested. */
const isOfNeighbours = ({ publicationType }: { readonly publicationType: string }) =>
  publicationType === "site-enrolled";

/** A socket to the hub that gives the frames it got one by one, without what tells of a region's kitchens. */
export interface HubSocket {
  next(): Promise<HubFrame>;
  send(frame: object | string): void;
  /** Resolves once the hub answered a ping: it has read what was sent before. */
  ping(): Promise<void>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): Promise<void>;
}

export async function openHubSocket(origin: string): Promise<HubSocket> {
  const socket = new WebSocket(new URL(HUB_SOCKET_PATH, origin.replace("http", "ws")));
  const frames: HubFrame[] = [];
  const waiting: ((frame: HubFrame) => void)[] = [];
  socket.on("message", (data) => {
    const frame = hubFrame.parse(JSON.parse(Buffer.isBuffer(data) ? data.toString("utf8") : ""));
    if (frame.kind === "deliver" && frame.messages.every(isOfNeighbours)) {
      socket.send(
        JSON.stringify({
          kind: "received",
          hubStreamId: frame.hubStreamId,
          number: frame.messages.at(-1)?.number,
        }),
      );
      return;
    }
    const first = waiting.shift();
    if (first === undefined) frames.push(frame);
    else first(frame);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString("utf8") })),
  );
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  return {
    next: () => {
      const frame = frames.shift();
      return frame === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(frame);
    },
    send: (frame) => socket.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
    ping: () =>
      new Promise((resolve) => {
        socket.once("pong", () => resolve());
        socket.ping();
      }),
    closed,
    close: async () => {
      socket.close();
      await closed;
    },
  };
}

export const FIRST_EPOCH: HubEpoch = {
  epoch: "00000000000000e1",
  reason: "created",
  beganAtMs: 1_763_000_000_000,
  fromSeq: 1,
  lost: null,
};

/** Connects and says hello; answers what the hub said to it. */
export async function greet(
  origin: string,
  site: HubSite,
  options: { readonly epochs?: readonly HubEpoch[]; readonly headSeq?: number; readonly changes?: object } = {},
): Promise<{ readonly socket: HubSocket; readonly answer: HubFrame }> {
  const socket = await openHubSocket(origin);
  const challenge = await socket.next();
  if (challenge.kind !== "challenge") throw new Error("the hub speaks first");
  const epochs = options.epochs ?? [FIRST_EPOCH];
  const { epoch } = present(epochs.at(-1), "an epoch");
  const headSeq = options.headSeq ?? site.log.length;
  socket.send({
    kind: "hello",
    protocol: 1,
    siteId: site.siteId,
    epoch,
    headSeq,
    headHash: site.log[headSeq - 1]?.hash ?? null,
    epochs,
    version: "test",
    cursors: {},
    nowMs: Date.now(),
    signature: site.sign(helloText({ nonce: challenge.nonce, siteId: site.siteId, epoch })),
    ...options.changes,
  });
  return { socket, answer: await socket.next() };
}
