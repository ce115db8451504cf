import type { LanErrorCode } from "./lan-protocol.ts";

/** Codes of `error` frames after which the server closes the connection. */
export type ClosingErrorCode = Extract<LanErrorCode, `${string}-closing`>;

/**
 * LAN6: the WebSocket close code that goes with each closing error. The close reason is the error code itself, so a client
 * whose buffer was too full for the `error` frame still learns why.
 */
export const CLOSE_CODE_BY_ERROR: Readonly<Record<ClosingErrorCode, number>> = {
  "server-stopping-closing": 1001,
  "binary-not-allowed-closing": 1003,
  "frame-too-large-closing": 1009,
  "too-many-sockets-closing": 1013,
  "protocol-unsupported-closing": 4001,
  "token-unknown-closing": 4002,
  "device-revoked-closing": 4003,
  "device-suspended-closing": 4004,
  "hello-timeout-closing": 4005,
  "replaced-closing": 4006,
  "slow-consumer-closing": 4007,
  "device-changed-closing": 4008,
};

/** Whether the server ends the connection after an `error` with this code. */
export function isClosingCode(code: LanErrorCode): code is ClosingErrorCode {
  return code.endsWith("-closing");
}

/** Errors after which trying the same token again is pointless: the device must be paired anew (LAN3). */
export function isTokenLost(code: LanErrorCode): boolean {
  return code === "token-unknown-closing" || code === "device-revoked-closing";
}
