import type { CommandForm, Typed } from "./arguments.ts";
import type { OpenDesk } from "./open-desk.ts";
import { done, faulted, rejected, type Outcome } from "./outcome.ts";

export const hubForms = {
  join: {
    path: ["hub", "join"],
    words: "Menggabungkan dapur ini ke pusat dengan kode sekali pakai. Server dapur harus berjalan.",
    flags: [
      { name: "url", value: "<alamat>", isRequired: true, words: "alamat pusat, misalnya https://pusat.example" },
      { name: "code", value: "<kode>", isRequired: true, words: "kode gabung dari pusat, misalnya ABCD-1234" },
    ],
  },
  status: {
    path: ["hub", "status"],
    words: "Seberapa jauh pusat sudah memegang catatan dapur ini.",
    flags: [],
  },
} as const satisfies Record<string, CommandForm>;

/** Why a kitchen did not join, in words. */
const JOIN_WORDS: Readonly<Record<string, string>> = {
  "kitchen-not-running": "server dapur belum berjalan; jalankan npm start lebih dulu",
  "kitchen-not-founded": "dapur ini belum diberi nama dan zona waktu di konsol",
  "hub-url-invalid": "alamat pusat harus http:// atau https://",
  "hub-unreachable": "pusat tidak terjangkau; dapur tetap bekerja, gabung lagi nanti",
  "join-code-unknown": "kode salah",
  "join-code-used": "kode sudah dipakai",
  "join-code-expired": "kode habis masa berlaku – minta yang baru",
  "site-enrolled-elsewhere": "dapur ini terdaftar di wilayah lain",
};

export async function joinHub(desk: OpenDesk, typed: Typed): Promise<Outcome> {
  const answer = await desk.joinHub(typed.one("url") ?? "", typed.one("code") ?? "");
  if (answer.kind === "joined") return done(`Bergabung ke pusat, wilayah ${answer.regionId}.`, { ...answer });
  const words = JOIN_WORDS[answer.code];
  return words === undefined ? rejected({ code: answer.code }) : faulted(answer.code, words);
}

export async function hubStatus(desk: OpenDesk): Promise<Outcome> {
  const status = await desk.hubStatus();
  if (status === null)
    return faulted("kitchen-not-running", "server dapur belum berjalan; jalankan npm start lebih dulu");
  const lines = [
    `Keadaan: ${status.state}${status.hubUrl === null ? "" : ` (${status.hubUrl})`}`,
    `Dipegang pusat sampai catatan ${status.ackedSeq}, menunggu ${status.unackedCount}, disisihkan ${status.quarantinedCount}`,
    ...(status.lastError === null ? [] : [`Sebab terakhir: ${status.lastError}`]),
  ];
  return done(lines.join("\n"), { status });
}
