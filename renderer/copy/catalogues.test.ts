import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { createCopy, type Catalogue } from "./copy.ts";
import { rejectionWords } from "./rejection-words.ts";
import { rejectionsEn } from "./rejections.en.ts";
import { rejectionsId } from "./rejections.id.ts";
import { createUnits } from "./units.ts";

const here = new URL("./", import.meta.url);
const areas = readdirSync(here)
  .filter((name) => name.endsWith(".id.ts"))
  .map((name) => name.replace(/\.id\.ts$/, ""));

async function catalogue(area: string, language: "id" | "en"): Promise<Catalogue> {
  const module: Record<string, Catalogue> = await import(`./${area}.${language}.ts`);
  const [words] = Object.values(module);
  return words ?? {};
}

describe.each(areas)("[UX10.25] the words of %s", (area) => {
  it("have the same keys and the same values to fill in, in both languages", async () => {
    const [indonesian, english] = await Promise.all([catalogue(area, "id"), catalogue(area, "en")]);
    const shape = (words: Catalogue) =>
      Object.fromEntries(
        Object.entries(words)
          .map(
            ([key, text]) =>
              [
                key,
                [...text.matchAll(/\{\{(\w+)\}\}/g)]
                  .map(([, name = ""]) => name)
                  .toSorted((left, right) => left.localeCompare(right)),
              ] as const,
          )
          .toSorted(([left], [right]) => left.localeCompare(right)),
      );
    expect(shape(english)).toEqual(shape(indonesian));
    expect(Object.keys(indonesian).length).toBeGreaterThan(0);
  });

  it("never call anything aman: limits and results are shown, people judge", async () => {
    const words = await catalogue(area, "id");
    expect(Object.entries(words).filter(([, text]) => /\baman\b/i.test(text))).toEqual([]);
  });
});

describe("rejections in words", () => {
  it("every code of every domain, of the kernel and of the wire has words", () => {
    const codes = rejectionSources().flatMap((source) =>
      [...source.matchAll(/\bcode: "([a-z-]+)"/g)].map(([, code = ""]) => code),
    );
    expect(codes.length).toBeGreaterThan(60);
    expect([...new Set(codes)].filter((code) => !(code in rejectionsId)).toSorted()).toEqual([]);
  });

  it("name only members their rejection has", () => {
    const membersByCode = new Map<string, string>();
    for (const source of rejectionSources()) {
      for (const part of source.split(/readonly code: /).slice(1)) {
        const code = /^"([a-z-]+)"/.exec(part)?.[1] ?? "";
        membersByCode.set(code, `${membersByCode.get(code) ?? ""}${part}`);
      }
    }
    const unknown = Object.entries(rejectionsId).flatMap(([code, text]) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, member = ""]) => {
        const members = membersByCode.get(code);
        return members === undefined || members.includes(`readonly ${member}`) ? [] : [`${code}: ${member}`];
      }),
    );
    expect(unknown).toEqual([]);
  });

  it("members of a rejection are written in their unit", () => {
    const say = (language: "id" | "en", rejection: { code: string }) =>
      rejectionWords(rejection, {
        copy: createCopy({ language, id: { rejections: rejectionsId }, en: { rejections: rejectionsEn } }),
        units: createUnits(language),
        timeZone: "Asia/Jakarta",
      });
    const tooLow = { code: "core-temperature-too-low", limitC: 75, lowestC: 71.04 };
    expect(say("id", tooLow)).toBe("Suhu inti 71,0 °C – minimal 75,0 °C");
    expect(say("en", tooLow)).toBe("Core 71.0 °C – at least 75.0 °C");
    const early = { code: "too-early-to-cook", earliestAtMs: msFromLocal("2026-11-21", "00:00", "Asia/Jakarta") };
    expect(say("id", early)).toBe("Belum boleh masak – mulai 00:00");
    const closed = { code: "day-closed", serviceDate: "2026-11-21" };
    expect(say("id", closed)).toBe("Hari dapur Sab, 21 Nov sudah ditutup");
    const unfinished = { code: "day-not-finished", openBatchIds: ["batch_1", "batch_2"], missingSampleBatchIds: [] };
    expect(say("id", unfinished)).toBe("Belum bisa ditutup – 2 kloter belum selesai, 0 kurang sampel");
    const samples = { code: "day-samples-missing", missingCount: 1, storedCount: 1, minCount: 2 };
    expect(say("id", samples)).toBe("Bank sampel hari ini 1 dari 2 – simpan 1 lagi");
    const large = { code: "command-too-large", sizeBytes: 1_100_000, maxBytes: 1_048_576 };
    expect(say("id", large)).toBe("Terlalu besar: 1.075 KB, paling banyak 1.024 KB – bagi dalam beberapa rencana");
    expect(say("id", { code: "brought-by-a-newer-kitchen" })).toBe("Ditolak (brought-by-a-newer-kitchen)");
    expect(say("id", { code: "signature-wrong" })).toBe("Nomor salah – sisa – kali");
  });
});

function rejectionSources(): string[] {
  return [
    ...sources("../../core/domains", /rejections\.ts$/),
    ...sources("../../core/kernel", /rejections\.ts$/),
    ...sources("../../core/contract", /pairing\.ts$/),
  ];
}

function sources(folder: string, name: RegExp): string[] {
  const root = new URL(`${folder}/`, here);
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => name.test(path))
    .map((path) => readFileSync(new URL(path, root), "utf8"));
}
