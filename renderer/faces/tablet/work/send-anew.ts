import type { Commands } from "#renderer/client/commands.ts";
import type { OutboxEntry } from "#renderer/client/outbox-queue.ts";

/**
 * Sends a set-aside record once more. One the kitchen never answered is the same command again. One it refused is a new
 * command about the same moment, because a repeated command gets its first answer for ever.
 */
export async function sendAnew(
  commands: Pick<Commands, "outbox" | "makeId">,
  entry: OutboxEntry,
  expectedVersion: number | null,
): Promise<void> {
  const { outbox, makeId } = commands;
  if (entry.rejection?.code === "no-answer") {
    await outbox.retry(entry.commandId);
    return;
  }
  const { type, body, staffId, occurredAtMs } = entry;
  const added = await outbox.add(
    { commandId: makeId("command"), type, body, staffId, expectedVersion, occurredAtMs },
    () => {},
  );
  if (added.ok) await outbox.discard(entry.commandId);
}
