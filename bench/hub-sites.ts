import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { WebSocket } from "ws";
import { helloText, HUB_SOCKET_PATH, type HubEvent, type HubFrame } from "#contract/hub-protocol.ts";
import { allEvents } from "#domains/registry.ts";
import { CHAIN_START_HASH, hubEventHash } from "#hub/ingest/verify-push.ts";
import { MESSAGE_ROUTES } from "#hub/relay/route.ts";
import { present } from "#kernel/assert.ts";
import { hubKeyFrom } from "#main/sync/hub-key.ts";

/** A kitchen of a bench: its key follows from its number, so that every process makes the same one. */
export interface BenchSite {
  readonly number: number;
  readonly siteId: string;
  readonly publicKey: string;
  readonly sign: (text: string) => string;
}

export function siteOfNumber(number: number): BenchSite {
  const seed = createHash("sha256").update(`bench site ${number}`).digest();
  const key = hubKeyFrom(seed);
  const siteId = `site_${seed.toString("hex").slice(0, 32)}`;
  return { number, siteId, publicKey: key.publicKey, sign: key.sign };
}

const DOMAINS = new URL("../core/domains/", import.meta.url);

export const BENCH_EPOCH = "00000000000000b1";

/** A log whose bodies are those of the repository's event fixtures, every known type in turn; hashed as a kitchen's. */
export function benchLog(
  site: BenchSite,
  options: { readonly fromSeq: number; readonly count: number; readonly previous?: string },
): readonly HubEvent[] {
  const bodies = fixtureBodies();
  let previous = options.previous === undefined ? CHAIN_START_HASH : Buffer.from(options.previous, "hex");
  return Array.from({ length: options.count }, (_, index) => {
    const seq = options.fromSeq + index;
    const fixture = present(bodies[(seq + site.number) % bodies.length], "a fixture");
    const id = createHash("sha256").update(`${site.siteId} ${seq}`).digest("hex").slice(0, 32);
    const plain: HubEvent = {
      seq,
      eventId: `event_${id}`,
      streamId: `${fixture.domain}-${id}`,
      streamVersion: 1,
      domain: fixture.domain,
      type: fixture.type,
      v: fixture.v,
      occurredAtMs: 1_795_000_000_000 + seq * 1_000,
      recordedAtMs: 1_795_000_000_000 + seq * 1_000,
      serviceDate: "2026-11-21",
      staffId: `staff_${id}`,
      deviceId: `device_${id}`,
      commandId: `command_${id}`,
      class: fixture.class,
      body: fixture.body,
      marks: {},
      hash: "",
    };
    const hash = hubEventHash(previous, plain);
    previous = hash;
    return { ...plain, hash: hash.toString("hex") };
  });
}

interface FixtureBody {
  readonly domain: string;
  readonly type: string;
  readonly v: number;
  readonly class: "A" | "B";
  readonly body: Record<string, unknown>;
}

let cached: readonly FixtureBody[] | undefined;
/** Events that travel on to other streams are left out: a bench counts what it sends. */
const TRAVELLING = new Set(MESSAGE_ROUTES.map(({ type }) => type));

/** The first fixture of each event. */
function fixtureBodies(): readonly FixtureBody[] {
  cached ??= readdirSync(DOMAINS).flatMap((domain) => {
    const folder = new URL(`${domain}/fixtures/`, DOMAINS);
    if (!existsSync(folder)) return [];
    return readdirSync(folder).flatMap((file) => {
      const [type = "", version = "", ...others] = file.split(".");
      const event = allEvents.find((known) => known.type === type && `v${known.v}` === version);
      if (event === undefined || others.length > 1 || TRAVELLING.has(type)) return [];
      const body = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Record<string, unknown>; // an event's body, read by its own test
      return [{ domain, type, v: event.v, class: event.class, body }];
    });
  });
  return cached;
}

/** A socket of a kitchen after the hub's welcome. */
export interface BenchSocket {
  readonly site: BenchSite;
  readonly welcome: Extract<HubFrame, { kind: "welcome" }>;
  send(text: string): void;
  /** Whatever comes after the welcome. */
  onFrame(listener: (frame: HubFrame) => void): void;
  close(): void;
}

/** What stands in the way of a welcome: the hub's refusal, or a socket that closed without one. */
export class NotWelcome extends Error {
  readonly frame: HubFrame | null;
  constructor(frame: HubFrame | null) {
    super(frame === null ? "closed without a word" : JSON.stringify(frame));
    this.frame = frame;
  }
}

/** Connects and says hello. Rejects with `NotWelcome`. */
export function openBenchSocket(
  port: number,
  site: BenchSite,
  head: { readonly seq: number; readonly hash: string | null },
): Promise<BenchSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${HUB_SOCKET_PATH}`, { perMessageDeflate: false });
    let listener: ((frame: HubFrame) => void) | null = null;
    socket.on("error", reject);
    socket.on("close", () => reject(new NotWelcome(null)));
    socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString("utf8")) as HubFrame; // the hub's own frames, checked by its tests
      if (listener !== null) listener(frame);
      else if (frame.kind === "challenge") socket.send(JSON.stringify(hello(site, head, frame.nonce)));
      else if (frame.kind === "welcome") {
        resolve({
          site,
          welcome: frame,
          send: (text) => socket.send(text),
          onFrame: (next) => {
            listener = next;
          },
          close: () => socket.terminate(),
        });
      } else reject(new NotWelcome(frame));
    });
  });
}

function hello(site: BenchSite, head: { readonly seq: number; readonly hash: string | null }, nonce: string): object {
  return {
    kind: "hello",
    protocol: 1,
    siteId: site.siteId,
    epoch: BENCH_EPOCH,
    headSeq: head.seq,
    headHash: head.hash,
    epochs: [{ epoch: BENCH_EPOCH, reason: "created", beganAtMs: 1_795_000_000_000, fromSeq: 1, lost: null }],
    version: "bench",
    cursors: {},
    nowMs: Date.now(),
    signature: site.sign(helloText({ nonce, siteId: site.siteId, epoch: BENCH_EPOCH })),
  };
}
