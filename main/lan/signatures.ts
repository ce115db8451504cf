import type { AttendanceRejection } from "#domains/attendance/rejections.ts";
import type { Signature } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { CommonRejection } from "#kernel/rejections.ts";
import { err, ok } from "#kernel/result.ts";
import type { Clock } from "#kernel/time.ts";
import type { NumberCheck, NumberRefusal } from "./identify.ts";
import type { Signatures } from "./ports.ts";

/** Checks the personal numbers given for one act; they are forgotten when the call returns (LAN9). */
export function createSignatures(deps: {
  readonly numberCheck: NumberCheck;
  readonly clock: Pick<Clock, "nowMs">;
}): Signatures {
  return {
    verify: ({ device, staffId, signatureCount, signatureMaxCount, signatures }) => {
      const given = signatures.slice(0, signatureMaxCount);
      if (given.length < signatureCount) return refused({ code: "signature-required", signatureCount });
      const verified: Signature[] = [];
      for (const [index, { pin }] of given.entries()) {
        // The first number is the actor's own; whose the second is, is for the command to judge.
        const claimed = index === 0 ? { staffId } : {};
        const found = deps.numberCheck.identify({ device, ...claimed, number: pin });
        if (!found.ok) return refused(rejectionOf(found.error));
        const signedBy = found.value as StaffId; // the owner of a number in force, written by the kitchen itself
        verified.push({ staffId: signedBy, method: "number", signedAtMs: deps.clock.nowMs() });
      }
      return Promise.resolve(ok(verified));
    },
    identify: ({ device, pin }) => {
      const found = deps.numberCheck.identify({ device, number: pin });
      if (!found.ok) return Promise.resolve(err(unknownNumberOf(found.error)));
      const staffId = found.value as StaffId; // the owner of a number in force, written by the kitchen itself
      return Promise.resolve(ok({ staffId, method: "number" as const, signedAtMs: deps.clock.nowMs() }));
    },
  };
}

function refused(rejection: CommonRejection) {
  return Promise.resolve(err(rejection));
}

function rejectionOf(refusal: NumberRefusal): CommonRejection {
  switch (refusal.kind) {
    case "wrong":
      return { code: "signature-wrong", triesLeftCount: refusal.triesLeftCount };
    case "locked":
      return { code: "signature-locked", untilAtMs: refusal.untilAtMs };
  }
}

/** At a terminal a number names somebody rather than signing: its refusals have the words of the front desk. */
function unknownNumberOf(refusal: NumberRefusal): AttendanceRejection {
  switch (refusal.kind) {
    case "wrong":
      // The terminal shows the pause at once, not only when the next person in the queue types.
      return refusal.lockedUntilMs === null
        ? { code: "number-unknown", triesLeftCount: refusal.triesLeftCount }
        : { code: "number-locked", untilAtMs: refusal.lockedUntilMs };
    case "locked":
      return { code: "number-locked", untilAtMs: refusal.untilAtMs };
  }
}
