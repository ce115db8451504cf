/** The console: Honor, and the files every page exports. */
export const payId = {
  "export.sign": "Ekspor {{title}} ({{format}})",
  "export.sign-text": "Berkas ini berisi data pribadi. Pengambilannya dicatat atas nama Anda.",
  "export.making": "{{title}}: berkas sedang dibuat",
  "export.label": "Ekspor {{title}} sebagai {{format}}",
  "export.failed": "Berkas tidak jadi dibuat – coba lagi, atau lihat Sistem",
  "export.store-full": "Penyimpanan penuh – berkas tidak bisa dicatat, jadi tidak diberikan",
  "export.unreachable": "Server dapur tidak menjawab – minta lagi setelah tersambung",
  "export.gone": "Berkas sudah diambil atau kedaluwarsa – minta lagi",
} as const;
