import type { DeliverFrame } from "#contract/hub-protocol.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { allModules } from "#main/domains/modules.ts";
import { createAuthorize } from "#main/lan/authorize.ts";
import { createPresence } from "#main/lan/presence.ts";
import { createRevealStore } from "#main/lan/reveal.ts";
import { createLog } from "#main/log.ts";
import { systemClock } from "#main/clock.ts";
import { makeSecretText, systemRandomness } from "#main/randomness.ts";
import { loadSiteSecrets } from "#main/site-secrets.ts";
import { openKitchenStore } from "#main/store/kitchen-store.ts";
import { receiveMessages } from "#main/sync/receive-messages.ts";

/** What the hub would deliver, taken by a kitchen whose server is stopped, by the same code that takes it from a socket. */
export async function receiveFromHub(dataDir: string, frame: DeliverFrame): Promise<void> {
  const clock = systemClock;
  const randomness = systemRandomness;
  const makeId = createIdFactory({ nowMs: clock.nowMs, fillRandom: randomness.fill });
  const secrets = loadSiteSecrets(dataDir);
  const reveals = createRevealStore({ clock, makeSecret: () => makeSecretText(randomness) });
  const presence = createPresence(clock);
  const store = openKitchenStore({
    dataDir,
    clock,
    makeId,
    modules: allModules({ clock, makeId, randomness, secrets, keepForReveal: reveals.keep, presence }),
    authorize: createAuthorize({ clock }),
    commandKey: secrets.commandKey,
    log: createLog({ path: null, level: "error" }),
  });
  const last = await receiveMessages({ store, nowMs: clock.nowMs }, frame);
  store.close();
  if (last !== frame.messages.at(-1)?.number) throw new Error("the kitchen did not take what the hub delivered");
}
