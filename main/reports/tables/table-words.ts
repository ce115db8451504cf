import { PEOPLE_WORDS } from "./people-words.ts";
import { SCREEN_WORDS } from "./screen-words.ts";
import { SUPPLIES_WORDS } from "./supplies-words.ts";

/** Words of documents alone: columns a screen shows as one, or does not show. */
const DOCUMENT_WORDS = {
  "document.as-now": "keadaan saat dicetak",
  "document.recorded": "Dicatat",
  "document.ready": "Porsi siap",
  "document.start-planned": "Mulai (rencana)",
  "document.start-actual": "Mulai (nyata)",
  "document.finish-planned": "Selesai (rencana)",
  "document.finish-actual": "Selesai (nyata)",
  "document.score": "Nilai",
  "document.before-correction": "Sebelum dikoreksi",
  "document.replaced": "sudah dikoreksi",
  "document.checked": "Diperiksa",
  "document.paired": "Dipasangkan",
  "document.device-pending": "Menunggu",
  "document.device-active": "Dipakai",
  "document.device-suspended": "Ditangguhkan",
  "document.device-revoked": "Dicabut",
  "document.from": "Mulai",
  "document.to": "Sampai",
  "document.eve": "malam sebelumnya",
  "document.late": "Telat",
  "document.flags": "Tanda",
  "document.decided": "Diputuskan",
  "document.days-left": "Sisa hari",
  "document.unit": "Satuan",
  "document.days-of-stock": "Cukup (hari)",
  "document.adjustment": "Koreksi stok",
  "document.deliveries": "Kiriman",
  "document.refused": "Ditolak",
  "document.returned": "Dikembalikan",
  "document.last-on": "Tanggal beli",
  "document.quotes": "Harga tiap tempat",
  "document.approved-by": "Disetujui oleh",
  "document.energy": "Energi (kkal)",
  "document.protein": "Protein (g)",
  "document.nutrition-per": "Gizi per",
  "document.nutrition-missing": "Angka gizi belum ada",
  "document.source": "Sumber",
  "document.saved": "Disimpan",
  "document.date": "Tanggal",
  "document.repeats": "Berulang",
} as const;

const WORDS_BY_KEY = { ...SCREEN_WORDS, ...PEOPLE_WORDS, ...SUPPLIES_WORDS, ...DOCUMENT_WORDS };
export type TableWord = keyof typeof WORDS_BY_KEY;

export function word(key: TableWord): string {
  return WORDS_BY_KEY[key];
}

/** A word by a key made of a code; undefined for a code nobody named yet. */
export function foundWord(key: string): string | undefined {
  const words: Readonly<Record<string, string>> = WORDS_BY_KEY;
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
