const LOT_CODE = /LOT-\d{8}-\d{2,4}/;

/** The lot code in what a scanner read; null for other labels. Wedges that miss the shift key send small letters. */
export function lotCodeFromScan(text: string): string | null {
  return LOT_CODE.exec(text.trim().toUpperCase())?.[0] ?? null;
}
