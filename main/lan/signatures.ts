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
    verify: ({ device, staffId, signatureCount, signatures }) => {
      const given = signatures.slice(0, signatureCount);
      if (given.length < signatureCount) return refused({ code: "signature-required", signatureCount });
      const verified: Signature[] = [];
      for (const [index, { pin }] of given.entries()) {
        // The first number is the actor's own; whose the second is, is for the command to judge.
        const claimed = index === 0 ? { staffId } : {};
        const found = deps.numberCheck.identify({ deviceId: device.deviceId, ...claimed, number: pin });
        if (!found.ok) return refused(rejectionOf(found.error));
        const signedBy = found.value as StaffId; // the owner of a number in force, written by the kitchen itself
        verified.push({ staffId: signedBy, method: "number", signedAtMs: deps.clock.nowMs() });
      }
      return Promise.resolve(ok(verified));
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
