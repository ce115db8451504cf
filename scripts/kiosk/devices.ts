import { faceSchema, stationSchema } from "#kernel/access.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { systemClock } from "#main/clock.ts";
import { KITCHEN_PORT_DEFAULT } from "#main/config.ts";
import { lanAddresses } from "#main/lan-addresses.ts";
import { systemRandomness } from "#main/randomness.ts";
import type { CommandForm, Typed } from "./arguments.ts";
import type { OpenDesk } from "./open-desk.ts";
import { done, rejected, type Outcome } from "./outcome.ts";
import { textTable } from "./text-table.ts";

export const devicesForms = {
  pair: {
    path: ["pair"],
    words: "Membuat kode sekali pakai, berlaku 5 menit, untuk memasangkan satu perangkat.",
    flags: [
      { name: "face", value: "<layar>", isRequired: true, choices: faceSchema.options, words: "layar perangkat itu" },
      { name: "station", value: "<pos>", choices: stationSchema.options, words: "pos; wajib untuk tablet" },
      { name: "name", value: "<nama>", isRequired: true, words: "nama perangkat" },
    ],
  },
  list: {
    path: ["devices", "list"],
    words: "Daftar perangkat.",
    flags: [{ name: "all", words: "termasuk yang sudah dicabut" }],
  },
  revoke: {
    path: ["devices", "revoke"],
    words: "Mencabut perangkat; sambungannya putus saat itu juga.",
    flags: [
      { name: "device", value: "<id>", isRequired: true, words: "id perangkat, atau namanya bila hanya satu" },
      { name: "reason", value: "<alasan>", words: "alasan" },
    ],
  },
} as const satisfies Record<string, CommandForm>;

export async function pairDevice(desk: OpenDesk, typed: Typed): Promise<Outcome> {
  const makeId = createIdFactory({ nowMs: systemClock.nowMs, fillRandom: systemRandomness.fill });
  const face = faceSchema.parse(typed.one("face"));
  const station = stationSchema.nullable().parse(typed.one("station") ?? null);
  const answer = await desk.command("prepare-pairing", {
    pairingId: makeId("pairing"),
    preset: { face, station, name: typed.one("name") },
  });
  if (answer.kind === "rejected") return rejected(answer.rejection);
  if (answer.reveal?.kind !== "pairing") return rejected({ code: "reveal-gone" });
  const { pairingToken, typedCode, expiresAtMs } = answer.reveal;
  const { httpPort } = await desk.kitchen();
  const port = httpPort ?? KITCHEN_PORT_DEFAULT;
  const hosts = [...lanAddresses("0.0.0.0"), "127.0.0.1"];
  const urls = hosts.map((host) => `http://${host}:${port}/${face}#secret=${pairingToken}`);
  const lines = [
    ...(httpPort === null ? ["Server dapur belum berjalan: jalankan npm start dalam 5 menit ini."] : []),
    "Buka salah satu alamat ini di perangkat itu:",
    ...urls.map((url) => `  ${url}`),
    `atau buka http://${hosts[0] ?? "127.0.0.1"}:${port}/pair dan ketik kode ${typedCode}`,
    "Berlaku 5 menit, sekali pakai.",
  ];
  return done(lines.join("\n"), { pairingToken, typedCode, expiresAtMs, face, station, urls });
}

export async function listDevices(desk: OpenDesk, typed: Typed): Promise<Outcome> {
  const rows = await desk.query("devices", { isRevokedShown: typed.isGiven("all") });
  const table = textTable(
    ["id", "nama", "layar", "pos", "status"],
    rows.map((row) => [row["deviceId"], row["name"], row["face"], row["station"], row["status"]]),
  );
  return done(rows.length === 0 ? "Belum ada perangkat. Pasangkan dengan: npm run kiosk -- pair" : table, {
    devices: rows,
  });
}

export async function revokeDevice(desk: OpenDesk, typed: Typed): Promise<Outcome> {
  const wanted = typed.one("device") ?? "";
  const rows = await desk.query("devices", {});
  const found = rows.filter((row) => row["deviceId"] === wanted || row["name"] === wanted);
  if (found.length !== 1) {
    return rejected({ code: found.length === 0 ? "not-found" : "ambiguous", kind: "device", id: wanted });
  }
  const deviceId = found[0]?.["deviceId"];
  const answer = await desk.command("revoke-device", { deviceId, reason: typed.one("reason") ?? "" });
  if (answer.kind === "rejected") return rejected(answer.rejection);
  return done("Perangkat dicabut.", { deviceId });
}
