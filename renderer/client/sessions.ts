import { err, ok, type Result } from "#kernel/result.ts";
import type { ServerFrame, StaffSession } from "#contract/lan-protocol.ts";
import type { Connection } from "./connection.ts";
import type { ClientRuntime } from "./runtime.ts";
import { createSignal, type Signal } from "./signal.ts";

export const SIGN_IN_WAIT_MAX_MS = 10_000;

export interface SignInRefusal {
  readonly code:
    | "sign-in-wrong"
    | "sign-in-locked"
    | "sign-in-not-allowed"
    | "kitchen-away"
    | "no-answer"
    | (string & {});
  /** `triesLeftCount`, `untilAtMs` and the like, for the words. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface StaffSessions {
  /** People with an open session on this device, in the order they came. */
  readonly open: Signal<readonly StaffSession[]>;
  /** `staffId` when chosen from names; absent when the number alone identifies. */
  readonly signIn: (who: {
    readonly staffId?: string;
    readonly pin: string;
  }) => Promise<Result<StaffSession, SignInRefusal>>;
  readonly signOut: (staffId: string) => void;
}

/** Follows who is signed in on this device; the kitchen decides, this only asks. */
export function createStaffSessions(deps: {
  readonly connection: Connection;
  readonly runtime: ClientRuntime;
}): StaffSessions {
  const { connection, runtime } = deps;
  const open = createSignal<readonly StaffSession[]>([]);
  let requestCount = 0;
  const nextRequestId = () => {
    requestCount += 1;
    return `sign-${requestCount}`;
  };
  const without = (staffId: string) => open.get().filter((session) => session.staffId !== staffId);

  connection.onFrame((frame: ServerFrame) => {
    if (frame.kind === "welcome") open.set(frame.sessions);
    if (frame.kind === "signed-in") open.set([...without(frame.staff.staffId), frame.staff]);
    if (frame.kind === "signed-out") open.set(without(frame.staffId));
  });

  return {
    open,
    signIn: ({ staffId, pin }) =>
      new Promise((resolve) => {
        const requestId = nextRequestId();
        const cancels: (() => void)[] = [];
        const settle = (result: Result<StaffSession, SignInRefusal>) => {
          for (const cancel of cancels) cancel();
          resolve(result);
        };
        cancels.push(
          connection.onFrame((frame) => {
            if (frame.kind === "signed-in" && frame.requestId === requestId) settle(ok(frame.staff));
            if (frame.kind === "error" && frame.requestId === requestId)
              settle(err({ code: frame.code, data: frame.data }));
          }),
          connection.state.subscribe(() => {
            if (connection.state.get().phase !== "open") settle(err({ code: "no-answer", data: {} }));
          }),
          runtime.after(SIGN_IN_WAIT_MAX_MS, () => settle(err({ code: "no-answer", data: {} }))),
        );
        const isSent = connection.send({
          kind: "sign-in",
          requestId,
          pin,
          ...(staffId === undefined ? {} : { staffId }),
        });
        if (!isSent) settle(err({ code: "kitchen-away", data: {} }));
      }),
    signOut: (staffId) => {
      connection.send({ kind: "sign-out", requestId: nextRequestId(), staffId });
    },
  };
}
