import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { clockTimeFromMs, localFromMs } from "#kernel/time.ts";
import { systemClock } from "#main/clock.ts";
import { readModelModules } from "#main/domains/read-model-modules.ts";
import type { ChoiceProblem } from "#main/backup/medium-folder.ts";
import { createStoreAdmin, type StoreAdmin } from "#main/store/admin.ts";
import type { EpochRecord } from "#main/store/store-identity.ts";
import { isStoreFault, sqliteCodeOf, type StoreFaultCode } from "#main/store/store-fault.ts";
import type { CommandForm, Typed } from "./arguments.ts";
import { done, EXIT, faulted, misused, type Outcome } from "./outcome.ts";
import { textTable } from "./text-table.ts";

/** A command that works on the data folder itself, whether a server runs on it or not. */
export interface StoreCommand {
  readonly form: CommandForm;
  readonly run: (admin: StoreAdmin, typed: Typed) => Outcome | Promise<Outcome>;
}

/** Findings written out; the rest are in `--json`. */
const FINDINGS_SHOWN_MAX_COUNT = 5;
const BYTES_PER_MB = 1_048_576;

export const STORE_COMMANDS: readonly StoreCommand[] = [
  {
    form: {
      path: ["verify"],
      words: "Memeriksa seluruh catatan: berkas, rantai hash, urutan, dan papan terhadap catatan. Boleh saat berjalan.",
      flags: [],
    },
    run: verify,
  },
  {
    form: { path: ["backup"], words: "Membuat cadangan yang diperiksa, sekarang. Boleh saat berjalan.", flags: [] },
    run: backup,
  },
  {
    form: {
      path: ["backup-medium"],
      words: "Memilih media kedua (USB): salinan yang diperiksa ke sana berkala dan setiap Tutup hari.",
      flags: [
        { name: "to", value: "<folder>", words: "folder di media itu" },
        { name: "off", words: "tidak memakai media kedua lagi; salinan di sana tetap" },
      ],
    },
    run: chooseMedium,
  },
  { form: { path: ["backups"], words: "Daftar cadangan, terbaru di atas.", flags: [] }, run: listBackups },
  {
    form: {
      path: ["restore"],
      words: "Mengembalikan cadangan di bawah epoch baru; catatan yang ada disisihkan, tidak dihapus.",
      flags: [{ name: "from", value: "<berkas>", words: "cadangan itu (bawaan: yang terbaru dan baik)" }],
    },
    run: restore,
  },
  {
    form: { path: ["rebuild"], words: "Menghitung ulang semua papan dari catatan.", flags: [] },
    run: rebuild,
  },
  {
    form: {
      path: ["export"],
      words: "Menulis seluruh catatan sebagai JSON per baris. Boleh saat berjalan.",
      flags: [{ name: "to", value: "<berkas>", isRequired: true, words: "berkas tujuan; - untuk layar" }],
    },
    run: exportLog,
  },
  {
    form: {
      path: ["import"],
      words: "Membuat dapur baru di folder kosong dari hasil export, di bawah epoch baru.",
      flags: [{ name: "from", value: "<berkas>", isRequired: true, words: "berkas hasil export" }],
    },
    run: importLog,
  },
];

const FAULT_WORDS: Readonly<Record<StoreFaultCode, string>> = {
  "store-in-use": "server dapur sedang berjalan di folder ini, atau folder itu sudah berisi dapur",
  "store-missing": "tidak ada dapur di folder ini",
  "store-damaged": "berkas catatan rusak; jalankan npm start untuk memulihkannya dari cadangan",
  "store-foreign": "berkas itu bukan catatan dapur",
  "store-too-new": "catatan ini ditulis oleh versi yang lebih baru",
  "migration-edited": "catatan ini ditulis oleh versi lain dengan nomor yang sama",
  "source-not-good": "sumbernya tidak ada atau tidak baik",
};

/** Runs a command on a data folder; what the folder or its store does not allow is a fault with its code. */
export async function runStoreCommand(command: StoreCommand, dataDir: string, typed: Typed): Promise<Outcome> {
  try {
    const admin = createStoreAdmin({ dataDir, modules: readModelModules(), clock: systemClock });
    return await command.run(admin, typed);
  } catch (error) {
    if (isStoreFault(error)) return faulted(error.code, `${FAULT_WORDS[error.code]} (${error.message})`);
    const code = sqliteCodeOf(error) ?? fileCodeOf(error);
    if (code === null || !(error instanceof Error)) throw error;
    return faulted(code, error.message);
  }
}

/** A file that is not there, or may not be read or written. */
function fileCodeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^E[A-Z]+$/.test(error.code)
    ? error.code
    : null;
}

function verify(admin: StoreAdmin): Outcome {
  const report = admin.verify();
  if (report.isGood) {
    const { eventCount, headHash, outdatedDomains } = report;
    const lines = [
      `Catatan utuh: ${eventCount} peristiwa, hash akhir ${headHash}.`,
      ...(outdatedDomains.length === 0
        ? []
        : [`Papan ${outdatedDomains.join(", ")} dihitung ulang saat server mulai.`]),
    ];
    return done(lines.join("\n"), { ...report });
  }
  const shown = report.findings.slice(0, FINDINGS_SHOWN_MAX_COUNT).map((finding) => `  ${JSON.stringify(finding)}`);
  const message = [`utuh sampai peristiwa ${report.headSeq}; ${report.findings.length} temuan:`, ...shown].join("\n");
  return { kind: "failed", exitCode: EXIT.rejected, code: "store-not-good", message, data: { ...report } };
}

function backup(admin: StoreAdmin): Outcome {
  const outcome = admin.backup();
  switch (outcome.kind) {
    case "made": {
      const { path, headSeq } = outcome.backup;
      return done(`Cadangan dibuat dan diperiksa sampai peristiwa ${headSeq}: ${path}`, { ...outcome.backup });
    }
    case "no-room":
      return faulted("no-room", `butuh ${Math.ceil(outcome.neededBytes / BYTES_PER_MB)} MB kosong untuk cadangan`);
    case "not-good": {
      const [first] = outcome.findings;
      return faulted("store-not-good", `salinan tidak baik (${JSON.stringify(first)}); jalankan verify`);
    }
  }
}

const CHOICE_WORDS: Readonly<Record<ChoiceProblem, string>> = {
  "folder-not-absolute": "tulis jalur folder yang lengkap",
  "folder-inside-data": "folder itu di dalam data dapur; pilih media lain, misalnya USB",
  "medium-missing": "folder itu tidak ada; pasang USB lalu coba lagi",
  "medium-read-only": "media itu tidak dapat ditulisi; buka kunci tulisnya atau pakai USB lain",
  "medium-full": "media itu penuh; kosongkan atau pakai USB lain",
  "medium-copy-bad": "media itu rusak; pakai USB lain",
  "no-copy-yet": "PC ini belum punya cadangan",
  "medium-failed": "media itu tidak dapat dipakai; pakai USB lain",
};

function chooseMedium(admin: StoreAdmin, typed: Typed): Outcome {
  const path = typed.one("to") ?? null;
  if ((path === null) !== typed.isGiven("off")) return misused("flag-missing", "tulis --to <folder> atau --off");
  const chosen = admin.chooseMedium(path);
  if (!chosen.ok) return faulted(chosen.error, CHOICE_WORDS[chosen.error]);
  if (chosen.value === null) return done("Media kedua tidak dipakai lagi.", { medium: null });
  return done(
    `Media kedua: ${chosen.value.folder}. Salinan pertama dibuat pada putaran berikut (paling lama 15 menit).`,
    {
      medium: chosen.value,
    },
  );
}

function listBackups(admin: StoreAdmin): Outcome {
  const backups = admin.backups();
  const table = textTable(
    ["berkas", "dibuat (WIB)", "sampai peristiwa", "MB"],
    backups.map(({ path, madeAtMs, headSeq, sizeBytes }) => [
      path,
      `${localFromMs(madeAtMs, "Asia/Jakarta").date} ${clockTimeFromMs(madeAtMs, "Asia/Jakarta")}`,
      String(headSeq),
      String(Math.ceil(sizeBytes / BYTES_PER_MB)),
    ]),
  );
  return done(backups.length === 0 ? "Belum ada cadangan." : table, { backups });
}

function restore(admin: StoreAdmin, typed: Typed): Outcome {
  const report = admin.restore(typed.one("from") ?? null);
  const lines = [
    `Dikembalikan dari ${report.from} sampai peristiwa ${report.headSeq}; epoch baru ${report.epoch.epoch}.`,
    lostWords(report.epoch),
    ...(report.movedTo === null ? [] : [`Catatan sebelumnya disisihkan di ${report.movedTo}.`]),
  ];
  return done(lines.join("\n"), { ...report });
}

function lostWords({ lost }: EpochRecord): string {
  if (lost === null) return "Tidak ada peristiwa yang hilang.";
  return lost.toSeq === null
    ? `Hilang: mulai peristiwa ${lost.fromSeq}, akhirnya tidak diketahui.`
    : `Hilang: peristiwa ${lost.fromSeq}–${lost.toSeq}.`;
}

function rebuild(admin: StoreAdmin): Outcome {
  const report = admin.rebuild();
  return done(`Papan ${report.domains.join(", ")} dihitung ulang dari ${report.eventCount} peristiwa.`, { ...report });
}

async function exportLog(admin: StoreAdmin, typed: Typed): Promise<Outcome> {
  const path = typed.one("to") ?? "-";
  // The events themselves are the output then; what was done goes nowhere else.
  if (path === "-") return done("", { eventCount: await admin.exportTo(process.stdout) });
  const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
  // A file that cannot be written rejects here, at once or while the log is read.
  const written = finished(file);
  written.catch(() => undefined);
  const eventCount = await Promise.race([admin.exportTo(file), written.then(() => 0)]);
  file.end();
  await written;
  return done(`${eventCount} peristiwa ditulis ke ${path}.`, { eventCount, path });
}

async function importLog(admin: StoreAdmin, typed: Typed): Promise<Outcome> {
  const { siteId, epoch, eventCount } = await admin.importFrom(typed.one("from") ?? "");
  const lines = [
    `${eventCount} peristiwa dibaca; epoch baru ${epoch.epoch}.`,
    "Nomor pribadi, perangkat dan data pribadi tidak ikut: buat ulang dengan staff dan pair.",
  ];
  return done(lines.join("\n"), { siteId, epoch, eventCount });
}
