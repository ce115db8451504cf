import type { RevealAnswer } from "#contract/pairing.ts";
import type { Kitchen } from "#renderer/client/kitchen.ts";

/**
 * Asks the kitchen for something it shows once: a new number, a pairing code. Null when it was shown already, grew too old,
 * or the kitchen does not answer; then a new one is made.
 */
export async function fetchRevealed(kitchen: Kitchen, revealId: string): Promise<RevealAnswer | null> {
  const token = kitchen.memory.deviceToken();
  if (token === null) return null;
  try {
    const response = await fetch("/reveal", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ revealId }),
      cache: "no-store",
    });
    if (!response.ok) return null;
    return (await response.json()) as RevealAnswer; // our own server's answer to a success status
  } catch {
    return null;
  }
}
