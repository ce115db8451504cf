import { createRequire } from "node:module";
import pdfMake from "pdfmake";
import type { TDocumentDefinitions } from "pdfmake/interfaces.js";

const requireHere = createRequire(import.meta.url);

/** Whole TrueType files, not the web's subsets: a name may hold any Latin letter, and a document is asked for without network. */
const INTER = {
  normal: requireHere.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  bold: requireHere.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
};
const FONT_FILES: readonly string[] = Object.values(INTER);

/**
 * Draws an A4 document in Inter (`bold: true` is its semibold). It reads the two font files and nothing else, here or
 * elsewhere. Takes long: call it in the worker thread of the reports, never where commands are taken.
 */
export async function renderPdf(definition: TDocumentDefinitions): Promise<Uint8Array> {
  pdfMake.setFonts({ Inter: { ...INTER, italics: INTER.normal, bolditalics: INTER.bold } });
  pdfMake.setLocalAccessPolicy((path) => FONT_FILES.includes(path));
  pdfMake.setUrlAccessPolicy(() => false);
  const document = pdfMake.createPdf({
    pageSize: "A4",
    ...definition,
    defaultStyle: { font: "Inter", fontSize: 9, fontFeatures: ["tnum"], ...definition.defaultStyle },
  });
  return document.getBuffer();
}
