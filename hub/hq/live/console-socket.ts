import type { RawData, WebSocket } from "ws";
import { hqClientFrame, type HqClientFrame, type HqServerFrame } from "#contract/hq-protocol.ts";
import {
  HQ_COMMANDS_PER_MINUTE_COUNT,
  HQ_PROTOCOL_VERSION,
  HQ_SUBSCRIPTIONS_MAX_COUNT,
  isHqGranted,
  type HqErrorCode,
} from "#contract/hq-vocabulary.ts";
import type { HqRejection } from "#contract/hq-commands.ts";
import type { Result } from "#kernel/result.ts";
import type { HubLog } from "#hub/log.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { noteAudit } from "#hub/hq/audit.ts";
import { sessionAnswer, sessionOf, type OpenSession } from "#hub/hq/auth/sessions.ts";
import { CONSOLE_QUERIES } from "#hub/hq/queries/all.ts";
import type { LiveAnswers } from "./answers.ts";
import type { FreshnessWatch } from "./freshness.ts";

/** Takes one command of a user; `hub/hq/commands`. */
export type TakeCommand = (
  session: OpenSession,
  command: { readonly commandId: string; readonly type: string; readonly body: unknown },
  address: string,
) => Promise<Result<object, HqRejection>>;

export interface ConsoleSocketDeps {
  readonly database: HubDatabase;
  readonly log: HubLog;
  readonly nowMs: () => number;
  readonly build: string;
  readonly answers: LiveAnswers;
  readonly freshness: FreshnessWatch;
  readonly takeCommand: TakeCommand;
}

/** One page of the console. */
export interface ConsoleSocket {
  /** Asks whether the session still is and what the user may; ends or greets anew. */
  checkSession(): Promise<void>;
  sendFreshness(): void;
  end(code: HqErrorCode): void;
}

/** More than this waits to be written: patches are held back; and this much ends the socket. */
const SLOW_BYTES = 1024 * 1024;
const HOPELESS_BYTES = 16 * 1024 * 1024;
/** Frames of a page that wait for the ones before. */
const WAITING_MAX_COUNT = 128;
const CLOSE_BY_CODE: Partial<Record<HqErrorCode, number>> = {
  "session-ended-closing": 4401,
  "server-stopping-closing": 1001,
  "slow-consumer-closing": 4408,
};
const QUERY_BY_NAME = new Map(CONSOLE_QUERIES.map((query) => [query.definition.name, query]));

interface Page {
  session: OpenSession;
  readonly address: string;
  readonly subscriptions: Map<string, { close(): void }>;
  readonly send: (frame: HqServerFrame) => void;
  readonly sink: { send(text: string): void; isSlow(): boolean };
  /** Somebody asked or did something since the session was last looked at. */
  isActive: boolean;
  commandTimesMs: readonly number[];
  isOver: boolean;
}

/** HQ2–HQ4: greets a page whose session was found, answers its frames one after the other. */
export function serveConsole(
  socket: WebSocket,
  deps: ConsoleSocketDeps,
  opened: { readonly session: OpenSession; readonly address: string },
): ConsoleSocket {
  const send = (text: string) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > HOPELESS_BYTES) socket.terminate();
    else socket.send(text);
  };
  const page: Page = {
    ...{ session: opened.session, address: opened.address, subscriptions: new Map() },
    send: (frame) => send(JSON.stringify(frame)),
    sink: { send, isSlow: () => socket.bufferedAmount > SLOW_BYTES },
    ...{ isActive: true, commandTimesMs: [], isOver: false },
  };
  const end = (code: HqErrorCode) => {
    page.send({ kind: "error", code });
    leaveAll(page);
    socket.close(CLOSE_BY_CODE[code] ?? 1000, code);
  };
  let work: Promise<void> = Promise.resolve();
  let waitingCount = 0;
  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (waitingCount >= WAITING_MAX_COUNT) return end("rate-limited");
    waitingCount += 1;
    work = work
      .then(() => takeFrame(deps, page, data, isBinary))
      .catch((cause: unknown) => {
        deps.log.error({ event: "console-frame-failed", userId: page.session.user.userId, err: cause });
        page.send({ kind: "error", code: "retry" });
      })
      .finally(() => {
        waitingCount -= 1;
      });
  });
  socket.on("close", () => {
    page.isOver = true;
    leaveAll(page);
  });
  socket.on("error", (cause) => deps.log.warn({ event: "console-socket-failed", err: cause }));
  welcome(deps, page);
  return {
    end,
    sendFreshness: () => sendFreshness(deps, page),
    checkSession: async () => {
      if (await isStillSignedIn(deps, page)) return;
      end("session-ended-closing");
    },
  };
}

function welcome(deps: ConsoleSocketDeps, page: Page): void {
  const session = sessionAnswer(page.session, deps.nowMs());
  page.send({ kind: "welcome", protocol: HQ_PROTOCOL_VERSION, build: deps.build, session });
  sendFreshness(deps, page);
}

function sendFreshness(deps: ConsoleSocketDeps, page: Page): void {
  const freshness = deps.freshness.of(page.session.user.scope);
  if (freshness !== null) page.send({ kind: "freshness", serverTimeMs: deps.nowMs(), ...freshness });
}

function leaveAll(page: Page): void {
  for (const subscription of page.subscriptions.values()) subscription.close();
  page.subscriptions.clear();
}

/** HQ5: looks at the session; other roles or another scope end every subscription, and the page is greeted anew. */
async function isStillSignedIn(deps: ConsoleSocketDeps, page: Page): Promise<boolean> {
  const { sessionHash, user } = page.session;
  const isSeen = page.isActive;
  page.isActive = false;
  const session = await sessionOf(deps.database, sessionHash, deps.nowMs(), { isSeen });
  if (session === null) return false;
  page.session = session;
  const accessOf = ({ roles, scope }: OpenSession["user"]) => JSON.stringify([roles, scope]);
  if (accessOf(user) !== accessOf(session.user)) {
    leaveAll(page);
    welcome(deps, page);
  }
  return true;
}

async function takeFrame(deps: ConsoleSocketDeps, page: Page, data: RawData, isBinary: boolean): Promise<void> {
  const frame = frameOf(data, isBinary);
  if (frame === null) return page.send({ kind: "error", code: "bad-frame" });
  switch (frame.kind) {
    case "ping":
      return page.send({ kind: "pong", sentAtMs: frame.sentAtMs, serverTimeMs: deps.nowMs() });
    case "unsubscribe":
      page.isActive = true;
      page.subscriptions.get(frame.subscriptionId)?.close();
      page.subscriptions.delete(frame.subscriptionId);
      return;
    case "subscribe": {
      page.isActive = true;
      const refusal = await subscribe(deps, page, frame);
      if (refusal !== null) page.send({ kind: "error", subscriptionId: frame.subscriptionId, code: refusal });
      return;
    }
    case "command": {
      page.isActive = true;
      const { commandId } = frame;
      const done = await command(deps, page, frame);
      const said = done.ok ? { kind: "accepted" as const, result: { ...done.value } } : null;
      if (said !== null) page.send({ ...said, commandId });
      else if (!done.ok) page.send({ kind: "rejected", commandId, rejection: done.error });
    }
  }
}

function frameOf(data: RawData, isBinary: boolean): HqClientFrame | null {
  if (isBinary || !Buffer.isBuffer(data)) return null;
  try {
    const frame = hqClientFrame.safeParse(JSON.parse(data.toString("utf8")));
    return frame.success ? frame.data : null;
  } catch {
    return null;
  }
}

async function subscribe(
  deps: ConsoleSocketDeps,
  page: Page,
  frame: Extract<HqClientFrame, { readonly kind: "subscribe" }>,
): Promise<HqErrorCode | null> {
  const { subscriptionId, knownEpoch, knownRev } = frame;
  const { user } = page.session;
  if (page.subscriptions.has(subscriptionId)) return "subscription-in-use";
  if (page.subscriptions.size >= HQ_SUBSCRIPTIONS_MAX_COUNT) return "too-many-subscriptions";
  const query = QUERY_BY_NAME.get(frame.query);
  if (query === undefined) return "unknown-query";
  const params = query.definition.params.safeParse(frame.params);
  if (!params.success) return "invalid-params";
  const refused = isHqGranted(user.roles, query.definition.permission)
    ? await whyOutOfScope(deps, page, params.data)
    : "not-permitted";
  if (refused !== null) {
    const entry = { user, act: "subscribe", outcome: "refused", code: refused, subjectId: frame.query } as const;
    const data = { params: frame.params };
    await deps.database.inScope(user.scope, (db) =>
      noteAudit(db, { ...entry, address: page.address, data }, deps.nowMs()),
    );
    return refused;
  }
  // The page may have gone while Postgres was asked.
  if (page.isOver) return null;
  const known = knownEpoch === undefined || knownRev === undefined ? null : { epoch: knownEpoch, rev: knownRev };
  const question = { query, params: params.data, scope: user.scope };
  page.subscriptions.set(subscriptionId, deps.answers.subscribe(question, { subscriptionId, known, sink: page.sink }));
  return null;
}

/** A kitchen that is asked for by its id must be of the user's scope; what is not seen and what is not there look the same. */
async function whyOutOfScope(deps: ConsoleSocketDeps, page: Page, params: unknown): Promise<"out-of-scope" | null> {
  const siteId: unknown = typeof params === "object" && params !== null ? Reflect.get(params, "siteId") : undefined;
  if (typeof siteId !== "string") return null;
  const site = await deps.database.inScope(page.session.user.scope, (db) =>
    db.selectFrom("site").select("site_id").where("site_id", "=", siteId).executeTakeFirst(),
  );
  return site === undefined ? "out-of-scope" : null;
}

async function command(
  deps: ConsoleSocketDeps,
  page: Page,
  frame: Extract<HqClientFrame, { readonly kind: "command" }>,
): Promise<Result<object, HqRejection>> {
  const nowMs = performance.now();
  page.commandTimesMs = page.commandTimesMs.filter((atMs) => nowMs - atMs < 60_000);
  if (page.commandTimesMs.length >= HQ_COMMANDS_PER_MINUTE_COUNT) return { ok: false, error: { code: "rate-limited" } };
  page.commandTimesMs = [...page.commandTimesMs, nowMs];
  // Roles and scope as they are now, not as they were when the page was opened.
  if (!(await isStillSignedIn(deps, page))) return { ok: false, error: { code: "not-permitted" } };
  return deps.takeCommand(page.session, frame, page.address);
}
