/** The parts of “Mutu”, as its address names them. */
export const QUALITY_TABS = ["rilis", "suhu", "pemeriksaan", "penyimpangan", "sampel", "tren"] as const;
export type QualityTab = (typeof QUALITY_TABS)[number];
