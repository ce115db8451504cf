export const STOCK_TABS = ["stok", "terima", "setujui", "kedaluwarsa", "pemakaian", "tempat"] as const;
export type StockTab = (typeof STOCK_TABS)[number];
