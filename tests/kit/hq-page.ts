import { WebSocket } from "ws";
import { hqServerFrame, type HqServerFrame } from "#contract/hq-protocol.ts";
import { HQ_QUERIES, type HqParams, type HqQueryName, type HqRow } from "#contract/hq-queries.ts";
import type { HqCommandBody, HqCommandType } from "#contract/hq-commands.ts";
import { HQ_SOCKET_PATH } from "#contract/hq-vocabulary.ts";
import { randomBytes } from "node:crypto";
import { present } from "#kernel/assert.ts";

/** A page of the console made of its frames; what the hub says is held to the contract as it comes. */
export interface HqPage {
  readonly frames: readonly HqServerFrame[];
  send(frame: object | string): void;
  /** The first frame, from now or before, that answers; taken out. Throws after a while without one. */
  next(isIt: (frame: HqServerFrame) => boolean): Promise<HqServerFrame>;
  /** Subscribes and keeps the rows as the hub patches them. */
  watch<Name extends HqQueryName>(query: Name, params: HqParams<Name>): Watched<HqRow<Name>>;
  command<Type extends HqCommandType>(
    type: Type,
    body: HqCommandBody<Type>,
    commandId?: string,
  ): Promise<HqServerFrame>;
  readonly closed: Promise<number>;
  close(): Promise<void>;
}

export interface Watched<Row> {
  rows(): readonly Row[];
  /** The rows once they satisfy; throws after a while. */
  until(isIt: (rows: readonly Row[]) => boolean): Promise<readonly Row[]>;
  readonly frameKinds: readonly string[];
  stop(): void;
}

const WAIT_MAX_MS = 15_000;

/** Opens the socket as a page of the hub's own origin; rejects with the HTTP status when it is not let in. */
export async function openHqPage(
  origin: string,
  cookie: string | null,
  headers: Record<string, string> = {},
): Promise<HqPage> {
  const socket = new WebSocket(new URL(HQ_SOCKET_PATH, origin.replace("http", "ws")), {
    headers: { origin, ...(cookie !== null && { cookie }), ...headers },
  });
  const frames: HqServerFrame[] = [];
  const listeners = new Set<() => void>();
  const listenersById = new Map<string, (frame: HqServerFrame) => void>();
  socket.on("message", (data) => {
    const frame = hqServerFrame.parse(JSON.parse(Buffer.isBuffer(data) ? data.toString("utf8") : ""));
    const subscriptionId = "subscriptionId" in frame ? frame.subscriptionId : undefined;
    const listener = subscriptionId === undefined ? undefined : listenersById.get(subscriptionId);
    if (listener === undefined) frames.push(frame);
    else listener(frame);
    for (const wake of listeners) wake();
  });
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("unexpected-response", (_request, response) => reject(new Error(`status ${response.statusCode ?? 0}`)));
    socket.on("error", reject);
  });
  const until = <Value>(look: () => Value | undefined, what: () => string) =>
    new Promise<Value>((resolve, reject) => {
      const timer = setTimeout(() => finish(() => reject(new Error(`not seen in time: ${what()}`))), WAIT_MAX_MS);
      const finish = (end: () => void) => {
        clearTimeout(timer);
        listeners.delete(check);
        end();
      };
      const check = () => {
        const value = look();
        if (value !== undefined) finish(() => resolve(value));
      };
      listeners.add(check);
      check();
    });
  const send = (frame: object | string) => socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  const next: HqPage["next"] = (isIt) =>
    until(
      () => {
        const index = frames.findIndex(isIt);
        return index === -1 ? undefined : frames.splice(index, 1)[0];
      },
      () => JSON.stringify(frames.map(({ kind }) => kind)),
    );
  return {
    ...{ frames, send, next, closed },
    watch: (query, params) => watch({ send, until, listenersById }, query, params),
    command: (type, body, commandId = `command_${randomBytes(16).toString("hex")}`) => {
      send({ kind: "command", commandId, type, body });
      return next((frame) => (frame.kind === "accepted" || frame.kind === "rejected") && frame.commandId === commandId);
    },
    close: async () => {
      socket.close();
      await closed;
    },
  };
}

let lastSubscription = 0;

function watch<Name extends HqQueryName>(
  page: {
    readonly send: (frame: object) => void;
    readonly until: <Value>(look: () => Value | undefined, what: () => string) => Promise<Value>;
    readonly listenersById: Map<string, (frame: HqServerFrame) => void>;
  },
  query: Name,
  params: HqParams<Name>,
): Watched<HqRow<Name>> {
  const definition = present(
    HQ_QUERIES.find(({ name }) => name === query),
    query,
  );
  const subscriptionId = `s${(lastSubscription += 1)}`;
  const rowByKey = new Map<string, object>();
  const frameKinds: string[] = [];
  let order: readonly string[] = [];
  let isAnswered = false;
  const put = (rows: readonly Record<string, unknown>[]) => {
    for (const row of rows) {
      const key = String(row[definition.key]);
      if (!rowByKey.has(key)) order = [...order, key];
      rowByKey.set(key, definition.row.parse(row));
    }
  };
  page.listenersById.set(subscriptionId, (frame) => {
    frameKinds.push(frame.kind === "error" ? `error ${frame.code}` : frame.kind);
    if (frame.kind === "rows") {
      rowByKey.clear();
      order = [];
      put(frame.rows);
      isAnswered = true;
    }
    if (frame.kind === "patch") {
      for (const key of frame.removes) rowByKey.delete(key);
      order = order.filter((key) => rowByKey.has(key));
      put(frame.upserts);
      order = frame.order ?? order;
    }
  });
  page.send({ kind: "subscribe", subscriptionId, query, params });
  const rows = () => order.map((key) => present(rowByKey.get(key), key)) as unknown as readonly HqRow<Name>[]; // parsed by the query's own row
  return {
    ...{ rows, frameKinds },
    until: (isIt) =>
      page.until(
        () => (isAnswered && isIt(rows()) ? rows() : undefined),
        () => `${query} ${frameKinds.join(" ")} ${JSON.stringify(rows())}`,
      ),
    stop: () => page.send({ kind: "unsubscribe", subscriptionId }),
  };
}
