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
import { demoMenu, serveDemoMenu } from "./demo/menu.ts";
import { playNight } from "./demo/night.ts";
import { cutDemoKitchen, openDemoKitchen, resumeDemoKitchen } from "./demo/open-kitchen.ts";
import { demoDayPlan, plannedPeopleCount } from "./demo/plan.ts";
import { demoStore } from "./demo/store.ts";
import { fillDemoStore } from "./demo/store-room.ts";
import { findChromium } from "./find-chromium.ts";
import { openKioskBrowser } from "./kiosk-browser.ts";

// `npm run demo`: a demo kitchen on a fresh data folder. The same server, the same protocol, the same faces; only the
// clock is turned faster and the people are simulated.
const ZONE: TimeZone = "Asia/Makassar";
/** When goods come on the day before, and how fast that hour passes. */
const EVE_STARTS_AT = "13:00";
const EVE_RATE = 120;
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
  const serve = (port: number, demo: { readonly startMs: number; readonly rate: number }) =>
    createKitchenServer({ dataDir, host: options.host, port, logLevel: "warn", ...INSTALLED, demo });
  const serviceDate = serviceDateFromMs(startMs, ZONE);
  // The day before is played first, on its own clock: goods are ordered and received then, not in the night.
  const eve = { startMs: msFromLocal(addDays(serviceDate, -1), EVE_STARTS_AT, ZONE), rate: EVE_RATE };
  let server = await serve(options.port, eve);
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
    void server.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);

  say(`dapur demo di ${dataDir}, hari dapur ${serviceDate}, ${options.speed}× lebih cepat`);
  const kitchen = await openDemoKitchen(server, serviceDate);
  const plan = demoDayPlan({ serviceDate, timeZone: ZONE, makeId: kitchen.manager.makeId });
  const menu = demoMenu(kitchen.manager.makeId);
  const store = demoStore(menu, plan.batches, kitchen.manager.makeId);
  await serveDemoMenu(kitchen, menu, plan);
  await fillDemoStore(kitchen, store, addDays(serviceDate, -1));
  say(`menu disetujui; ${store.orders.length} pesanan diterima untuk ${store.items.length} bahan`);
  cutDemoKitchen(kitchen);
  await server.stop();
  server = await serve(server.httpPort, { startMs, rate: options.speed });
  await resumeDemoKitchen(kitchen);
  const night: Night = {
    plan,
    store,
    people: kitchen.people,
    manager: kitchen.manager,
    receiveTablet: kitchen.tablets.receive,
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
    `    Kepala SPPG ${night.people.head.pin} · Ahli gizi ${night.people.nutritionist.pin} · Juru masak ${night.people["cook-1"].pin} · Pemorsian ${night.people.portion.pin} · Petugas gudang ${night.people.storekeeper.pin} · Aslap ${night.people.assistant.pin}`,
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
