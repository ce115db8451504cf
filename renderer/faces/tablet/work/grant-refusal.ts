import type { Rejection } from "#kernel/rejections.ts";
import type { GrantOutcome } from "#renderer/client/commands.ts";

/** Why a grant was not given; null when it was. A grant nobody answered has lapsed: it is kept nowhere. */
export function grantRefusal(outcome: GrantOutcome): Rejection | null {
  switch (outcome.kind) {
    case "accepted":
      return null;
    case "rejected":
      return outcome.rejection;
    case "lapsed":
      return { code: outcome.reason };
  }
}
