import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKitchenServer } from "#main/kitchen-server.ts";
import { INSTALLED } from "#main/config.ts";
import { systemClock } from "#main/clock.ts";
import { serviceDateFromMs } from "#kernel/service-date.ts";
import { addDays, localFromMs, msFromLocal, type TimeZone } from "#kernel/time.ts";
import { DEMO_USAGE, demoFlagsFrom, type DemoFlags } from "./demo/demo-flags.ts";
import { playAttendance } from "./demo/attendance.ts";
import { act, createSeededRandom, type Night } from "./demo/night-context.ts";
import { playNight } from "./demo/night.ts";
import { openDemoKitchen } from "./demo/open-kitchen.ts";
import { demoDayPlan, plannedPeopleCount } from "./demo/plan.ts";
import { findChromium } from "./find-chromium.ts";
import { openKioskBrowser } from "./kiosk-browser.ts";

// `npm run demo`: a demo kitchen on a fresh data folder. The same server, the same protocol, the same faces; only the
// clock is turned faster and the people are simulated.
const ZONE: TimeZone = "Asia/Makassar";
if (process.argv.includes("--help")) {
  process.stdout.write(`${DEMO_USAGE}\n`);
  process.exit(0);
}
const flags = demoFlagsFrom(process.argv.slice(2));
if (!flags.ok) {
  process.stderr.write(`${flags.error.message}\n\n${DEMO_USAGE}\n`);
  process.exit(2);
}
await runDemo(flags.value);

async function runDemo(options: DemoFlags): Promise<void> {
  const startMs = nightStartMs(options.startsAt);
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "bergizi-demo-"));
  const server = await createKitchenServer({
    dataDir,
    host: options.host,
    port: options.port,
    logLevel: "warn",
    ...INSTALLED,
    demo: { startMs, rate: options.speed },
  });
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
    void server.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);

  const serviceDate = serviceDateFromMs(startMs, ZONE);
  say(`dapur demo di ${dataDir}, hari dapur ${serviceDate}, ${options.speed}× lebih cepat`);
  const kitchen = await openDemoKitchen(server, serviceDate);
  const plan = demoDayPlan({ serviceDate, timeZone: ZONE, makeId: kitchen.manager.makeId });
  const night: Night = {
    plan,
    people: kitchen.people,
    manager: kitchen.manager,
    prepareTablet: kitchen.tablets.prepare,
    cookTablet: kitchen.tablets.cook,
    portionTablet: kitchen.tablets.portion,
    rate: options.speed,
    random: createSeededRandom(options.seed),
    say: (line) => {
      const clock = localFromMs(kitchen.manager.nowMs(), ZONE);
      const minute = Math.floor(clock.msOfDay / 60_000);
      say(`${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}  ${line}`);
    },
    signal: controller.signal,
  };
  if (!(await act(night, night.manager, night.people.nutritionist, "plan-day", plan))) {
    process.exitCode = 1;
    return stop();
  }
  say(`rencana: ${plan.batches.length} kloter, ${plannedPeopleCount(plan)} porsi, 12 tujuan`);
  announce(server, night);
  if (options.isOpening) openWall(server.origin, server.shellSecret);
  const { terminal, cardHolders } = kitchen;
  const attendance = playAttendance(night, { terminal, people: cardHolders, timeZone: ZONE });
  attendance.catch((error: unknown) => {
    if (!controller.signal.aborted) say(`absensi berhenti: ${error instanceof Error ? error.message : String(error)}`);
  });
  await playNight(night).catch((error: unknown) => {
    if (!controller.signal.aborted) throw error;
  });
  say("malam selesai; layar tetap terbuka. Ctrl+C menghentikan.");
}

function announce(server: { readonly origin: string; readonly shellSecret: string }, night: Night): void {
  const fragment = `#secret=${server.shellSecret}`;
  const lines = [
    "",
    `  Layar dapur   ${server.origin}/wall${fragment}`,
    `  Absensi       ${server.origin}/attendance${fragment}`,
    `  Tablet        ${server.origin}/tablet${fragment}&station=cook`,
    `  Konsol        ${server.origin}/manager${fragment}`,
    "",
    "  Nomor untuk mencoba (orang rekaan, hanya di dapur demo ini):",
    `    Kepala SPPG ${night.people.head.pin} · Ahli gizi ${night.people.nutritionist.pin} · Juru masak ${night.people["cook-1"].pin} · Pemorsian ${night.people.portion.pin}`,
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function openWall(origin: string, secret: string): void {
  const hasDisplay =
    process.platform !== "linux" || (process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"] ?? "") !== "";
  const chromiumPath = findChromium();
  if (hasDisplay && chromiumPath !== null) {
    openKioskBrowser({ chromiumPath, url: `${origin}/wall#secret=${secret}`, isKiosk: false });
  }
}

/** The next night from today on whose start is the given clock time; from 15:00 on it is the evening before. */
function nightStartMs(startsAt: string): number {
  const today = localFromMs(systemClock.nowMs(), ZONE).date;
  return msFromLocal(startsAt >= "15:00" ? addDays(today, -1) : today, startsAt, ZONE);
}

function say(line: string): void {
  process.stdout.write(`[demo] ${line}\n`);
}
