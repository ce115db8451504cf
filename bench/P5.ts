import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { percentile, reportFigure } from "./report.ts";
import { createResumeDevice, type ResumeDevice } from "./resume-device.ts";
import type { ResumeReady } from "./resume-server.ts";

/**
 * P5: fifty tablets at work, the kitchen killed with SIGKILL, started again on its folder and port. All tablets come back at
 * the very moment it listens, which is worse than the jitter they really have. Counted per tablet: from its connecting until
 * its board is current and every command that was open is answered. Beside it, in turns, ws answering at once.
 *
 * Every command adds one to the tablet's tally: a total below what was sent is a loss, one above is a double.
 */
const DEVICES_COUNT = 50;
const KILLS_COUNT = 8;
const WORK_MS = 1_200;
const WORK_EVERY_MS = 60;
const DEAF_MS = 40;
const RESUME_P99_MAX_MS = 500;

type Kind = "kitchen" | "ws";

interface Side {
  readonly kind: Kind;
  readonly folder: string;
  readonly devices: readonly ResumeDevice[];
  port: number;
  process: ChildProcess;
}

async function startServer(kind: Kind, folder: string, port: number, tabletsCount: number) {
  const args = [kind, folder, String(port), String(tabletsCount)];
  const child = fork(new URL("./resume-server.ts", import.meta.url), args);
  const [ready] = (await once(child, "message")) as [ResumeReady]; // what resume-server.ts sends
  return { child, ready };
}

async function openSide(kind: Kind): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), `kitchen-p5-${kind}-`));
  const { child, ready } = await startServer(kind, folder, 0, DEVICES_COUNT);
  const devices = Array.from({ length: DEVICES_COUNT }, (_, index) =>
    createResumeDevice({
      name: `device-${index}`,
      token: ready.tokens[index] ?? "token",
      pin: ready.pin,
      isSignedIn: kind === "kitchen",
    }),
  );
  for (const device of devices) await device.comeBack(ready.port);
  return { kind, folder, devices, port: ready.port, process: child };
}

/** Work, kill, start again, come back; gives how long each device took. */
async function killOnce(side: Side): Promise<readonly number[]> {
  // Each in a beat of its own, so that at any instant some command has been written and not yet answered.
  for (const [index, device] of side.devices.entries()) {
    device.work({ afterMs: (index * WORK_EVERY_MS) / DEVICES_COUNT, everyMs: WORK_EVERY_MS });
  }
  await pause(WORK_MS + Math.random() * WORK_EVERY_MS);
  // Answers of the last moments are lost on the way, so that some commands were written and their senders do not know.
  for (const device of side.devices) device.goDeaf();
  await pause(DEAF_MS);
  side.process.kill("SIGKILL");
  for (const device of side.devices) device.cut();
  await once(side.process, "exit");
  for (const device of side.devices) device.stop();
  const { child, ready } = await startServer(side.kind, side.folder, side.port, side.kind === "ws" ? DEVICES_COUNT : 0);
  side.process = child;
  return Promise.all(side.devices.map((device) => device.comeBack(ready.port)));
}

async function closeSide(side: Side): Promise<void> {
  await Promise.all(side.devices.map((device) => device.close()));
  side.process.kill("SIGKILL");
  await once(side.process, "exit");
  rmSync(side.folder, { recursive: true });
}

/** What each device's board shows once the last command's patch has arrived, against what was sent. */
async function settleTotals(side: Side): Promise<{ readonly lostCount: number; readonly doubledCount: number }> {
  const untilMs = performance.now() + 5_000;
  const differing = () => side.devices.filter((device) => device.shownCount() !== device.sentCount());
  while (differing().length > 0 && performance.now() < untilMs) await pause(20);
  const differences = side.devices.map((device) => device.shownCount() - device.sentCount());
  return {
    lostCount: -differences.filter((count) => count < 0).reduce((sum, count) => sum + count, 0),
    doubledCount: differences.filter((count) => count > 0).reduce((sum, count) => sum + count, 0),
  };
}

const [kitchen, floor] = [await openSide("kitchen"), await openSide("ws")];
const tookMs: number[] = [];
const floorMs: number[] = [];
for (let kill = 0; kill < KILLS_COUNT; kill += 1) {
  tookMs.push(...(await killOnce(kitchen)));
  floorMs.push(...(await killOnce(floor)));
}
const { lostCount, doubledCount } = await settleTotals(kitchen);
const sentCount = kitchen.devices.reduce((sum, device) => sum + device.sentCount(), 0);
const resentCount = kitchen.devices.reduce((sum, device) => sum + device.resentCount(), 0);
for (const side of [kitchen, floor]) await closeSide(side);
reportFigure({
  bench: "P5",
  metric: `lost or doubled of ${sentCount} commands, ${resentCount} of them sent again, over ${KILLS_COUNT} kills`,
  value: lostCount + doubledCount,
  floor: null,
  peer: null,
  peerValue: null,
  target: "0 lost, 0 doubled",
  pass: lostCount === 0 && doubledCount === 0 && resentCount > 0,
});
reportFigure({
  bench: "P5",
  metric: "resume-p99-ms",
  value: percentile(tookMs, 99),
  floor: percentile(floorMs, 99),
  peer: null,
  peerValue: null,
  target: `≤ ${RESUME_P99_MAX_MS} ms, 50 devices at once`,
  pass: percentile(tookMs, 99) <= RESUME_P99_MAX_MS,
});
