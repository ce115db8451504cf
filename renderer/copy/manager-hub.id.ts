/** The console: what headquarters publishes. */
export const hubId = {
  "standard.title": "Standar dari pusat",
  "standard.version": "versi {{version}}",
  "standard.from": "Berlaku mulai {{date}} · {{source}}",
  "standard.received": "Diterima {{ago}}",
  "standard.standing.in-force": "Berlaku",
  "standard.standing.stricter-kept": "Dapur lebih ketat",
  "standard.standing.later": "Belum berlaku",
  "standard.standing.replaced": "Diganti standar baru",
  "standard.skipped": "Tidak dikenal kiosk versi ini: {{keys}}",
} as const;
