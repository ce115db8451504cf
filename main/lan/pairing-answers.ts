import type { z } from "zod";
import type { PairingError } from "#contract/pairing.ts";
import type { Rejection } from "#kernel/rejections.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { HttpAnswer } from "./ports.ts";

const ISSUES_MAX_COUNT = 10;

const STATUS_BY_CODE: Readonly<Record<PairingError["code"], number>> = {
  "invalid-body": 400,
  "station-required": 400,
  "station-not-allowed": 400,
  "token-unknown": 401,
  "pairing-code-wrong": 403,
  "loopback-only": 403,
  "pairing-unknown": 404,
  "reveal-gone": 404,
  "pairing-code-used": 409,
  "site-device-limit": 409,
  "pairing-code-expired": 410,
  "pairing-locked": 429,
};

/** A typed refusal as an HTTP answer. */
export function pairingRefusal(error: PairingError): HttpAnswer {
  return { statusCode: STATUS_BY_CODE[error.code], body: { ...error } };
}

/** What the domain refused: codes a device can act on keep their status, anything else means later, or ask somebody. */
export function pairingRejected(rejection: Rejection): HttpAnswer {
  const statusByCode = new Map<string, number>(Object.entries(STATUS_BY_CODE));
  return { statusCode: statusByCode.get(rejection.code) ?? 503, body: { ...rejection } };
}

/** Reads a request's body, or says what is wrong with it. */
export function pairingBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): Result<z.output<Schema>, HttpAnswer> {
  const result = schema.safeParse(body);
  if (result.success) return ok(result.data);
  const issues = result.error.issues
    .slice(0, ISSUES_MAX_COUNT)
    .map((issue) => ({ path: issue.path.join("."), message: issue.code }));
  return err(pairingRefusal({ code: "invalid-body", issues }));
}
