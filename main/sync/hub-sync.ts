import { fullJitterDelayMs } from "#kernel/backoff.ts";
import { HUB_SOCKET_PATH, type DeliverFrame } from "#contract/hub-protocol.ts";
import { ok, type Result } from "#kernel/result.ts";
import type { Log } from "#main/log.ts";
import type { Service } from "#main/service.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { enrolAtHub, type JoinProblem } from "./enrolment.ts";
import { createLinkNotes, type LinkNotes } from "./hub-link.ts";
import type { HubKey } from "./hub-key.ts";
import { receiveMessages } from "./receive-messages.ts";
import { runSiteSession, type SessionEnd, type SessionEvents } from "./site-session.ts";

/** Where this kitchen stands with its hub, as people are told. Times are this PC's epoch ms. */
export interface HubStatus {
  readonly state: "not-joined" | "connecting" | "connected" | "refused";
  readonly hubUrl: string | null;
  readonly ackedSeq: number;
  /** Events of the log the hub does not hold yet. */
  readonly unackedCount: number;
  readonly quarantinedCount: number;
  readonly lastContactAtMs: number | null;
  /** This PC's clock minus the hub's; null before the first contact of this run. */
  readonly clockOffsetMs: number | null;
  /** Why it is refused, or why the last attempt failed. */
  readonly lastError: string | null;
}

/** Keeps the hub's copy of the log whole, and joins a hub. */
export interface HubSync extends Service {
  /** Enrols this kitchen with a one-time join code; the same call again after a lost answer does no harm. */
  join(hubUrl: string, joinCode: string): Promise<Result<{ readonly regionId: string }, JoinProblem>>;
  status(): HubStatus;
}

export interface HubSyncDeps {
  readonly store: KitchenStore;
  readonly key: HubKey;
  readonly version: string;
  /** The kitchen's clock, for what people are told. */
  readonly nowMs: () => number;
  /** This PC's own clock, which a demo kitchen turns faster, for what the hub is told. */
  readonly systemNowMs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Pick<Log, "info" | "warn">;
}

const RETRY_BOUNDS = { firstMs: 500, maxMs: 60_000 } as const;
/** A kitchen the hub refuses asks again now and then: somebody may have decided at the hub. */
const REFUSED_RETRY_MS = 10 * 60_000;

/** What a running connection and its end leave behind. */
interface Contact {
  state: HubStatus["state"];
  clockOffsetMs: number | null;
  lastError: string | null;
}

export function createHubSync(deps: HubSyncDeps): HubSync {
  const { store } = deps;
  const notes = createLinkNotes(store, deps.log);
  const contact: Contact = {
    state: notes.link() === null ? "not-joined" : "connecting",
    clockOffsetMs: null,
    lastError: null,
  };
  let wake: () => void = () => undefined;
  const sleep = (waitMs: number | null, signal: AbortSignal) => pause(waitMs, signal, (stop) => (wake = stop));
  return {
    name: "hub-sync",
    run: async (signal) => {
      let attemptCount = 0;
      while (!signal.aborted) {
        const link = notes.link();
        if (link === null) {
          await sleep(null, signal);
          continue;
        }
        const end = await converse(deps, { notes, contact, hubUrl: link.hubUrl }, signal);
        attemptCount = contact.state === "connected" ? 0 : attemptCount + 1;
        const askedMs = afterEnd(end, { deps, notes, contact });
        await sleep(askedMs ?? fullJitterDelayMs(attemptCount, RETRY_BOUNDS, deps.random), signal);
      }
      notes.note({}, true);
    },
    join: async (hubUrl, joinCode) => {
      const answer = await enrolAtHub(deps, hubUrl, joinCode);
      if (!answer.ok) return answer;
      const { regionId } = answer.value;
      const nowMs = deps.nowMs();
      notes.begin({ hubUrl: answer.value.hubUrl, regionId, joinedAtMs: nowMs, lastContactAtMs: nowMs });
      contact.state = "connecting";
      wake();
      return ok({ regionId });
    },
    status: () => {
      const link = notes.link();
      return {
        state: contact.state,
        hubUrl: link?.hubUrl ?? null,
        ackedSeq: link?.ackedSeq ?? 0,
        unackedCount: link === null ? 0 : Math.max(0, store.headSeq() - link.ackedSeq),
        quarantinedCount: link?.quarantinedCount ?? 0,
        lastContactAtMs: link?.lastContactAtMs ?? null,
        clockOffsetMs: contact.clockOffsetMs,
        lastError: contact.state === "connected" ? null : (contact.lastError ?? link?.refused?.code ?? null),
      };
    },
  };
}

/** One connection, noting what it brings. */
function converse(
  deps: HubSyncDeps,
  { notes, contact, hubUrl }: { readonly notes: LinkNotes; readonly contact: Contact; readonly hubUrl: string },
  signal: AbortSignal,
): Promise<SessionEnd> {
  const events: SessionEvents = {
    heard: () => notes.note({ lastContactAtMs: deps.nowMs() }, false),
    welcomed: ({ ackedSeq, clockOffsetMs }) => {
      Object.assign(contact, { state: "connected", lastError: null, clockOffsetMs });
      notes.note({ ackedSeq, lastContactAtMs: deps.nowMs(), refused: null }, true);
      deps.log.info({ event: "hub-connected", ackedSeq });
    },
    acked: ({ seq, quarantinedCount }) => {
      const soFar = notes.link()?.quarantinedCount ?? 0;
      notes.note({ ackedSeq: seq, quarantinedCount: soFar + quarantinedCount }, quarantinedCount > 0);
    },
  };
  const socketUrl = new URL(HUB_SOCKET_PATH, hubUrl.replace(/^http/, "ws")).href;
  const receive = (frame: DeliverFrame) => receiveMessages(deps, frame);
  return runSiteSession({ ...deps, nowMs: deps.systemNowMs, socketUrl, receive, events }, signal);
}

/** What an ended connection means, and how long to wait; null for a failed attempt, which backs off. */
function afterEnd(
  end: SessionEnd,
  { deps, notes, contact }: { readonly deps: HubSyncDeps; readonly notes: LinkNotes; readonly contact: Contact },
): number | null {
  contact.state = "connecting";
  const refusedFor = (code: string) => {
    Object.assign(contact, { state: "refused", lastError: code });
    notes.note({ refused: { code, atMs: deps.nowMs() } }, true);
    deps.log.warn({ event: "hub-refuses", code });
    return REFUSED_RETRY_MS;
  };
  switch (end.kind) {
    case "lost":
      contact.lastError = end.reason;
      return null;
    case "sent-away":
      return end.afterMs;
    case "diverged":
      return refusedFor("diverged");
    case "refused":
      // Everybody refused at once was told the same time: they come back spread over as long again.
      if (end.refusal.code === "retry") return end.refusal.afterMs * (1 + deps.random());
      // The hub stands elsewhere than it said; a new hello tells where.
      return end.refusal.code === "gap" ? null : refusedFor(end.refusal.code);
  }
}

/** Waits; `null` waits until woken or stopped. */
async function pause(
  waitMs: number | null,
  signal: AbortSignal,
  onWakeable: (wake: () => void) => void,
): Promise<void> {
  if (signal.aborted) return;
  const waiting = Promise.withResolvers<void>();
  const { promise } = waiting;
  const resolve = () => waiting.resolve();
  const timer = waitMs === null ? null : setTimeout(resolve, waitMs);
  onWakeable(resolve);
  signal.addEventListener("abort", resolve, { once: true });
  await promise;
  signal.removeEventListener("abort", resolve);
  if (timer !== null) clearTimeout(timer);
}
