import { createHash } from "node:crypto";
import type { DeliverFrame } from "#contract/hub-protocol.ts";
import { idFromBytes } from "#kernel/ids.ts";
import { hubCursors } from "#main/domains/publications/queries.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";

/**
 * Writes delivered messages into the log one by one, by commands whose ids derive from stream and number: a message that comes
 * again is answered with its first answer. Answers the last number that is durably there; null when one did not follow.
 */
export async function receiveMessages(
  deps: { readonly store: Pick<KitchenStore, "bus" | "reader">; readonly nowMs: () => number },
  frame: DeliverFrame,
): Promise<number | null> {
  const { hubStreamId } = frame;
  const known = hubCursors(deps.store.reader)[hubStreamId] ?? 0;
  let last = known;
  for (const message of frame.messages) {
    if (message.number <= known) continue;
    const { answer } = await deps.store.bus.submit({
      commandId: commandIdOf(hubStreamId, message.number, message.publicationId),
      type: "receive-publication",
      body: { hubStreamId, ...message },
      occurredAtMs: deps.nowMs(),
      actor: SYSTEM_ACTOR,
    });
    if (answer.kind === "rejected") return null;
    last = message.number;
  }
  return last;
}

function commandIdOf(hubStreamId: string, number: number, publicationId: string) {
  const digest = createHash("sha256").update(`receive ${hubStreamId} ${number} ${publicationId}`).digest();
  return idFromBytes("command", digest.subarray(0, 16));
}
