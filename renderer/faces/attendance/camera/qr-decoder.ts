import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";

/** The decoder's file on our own server: left to itself it would be fetched from a public one (UX.md §11.4). */
export async function createQrDecoder(): Promise<(picture: ImageData) => Promise<string | null>> {
  await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  return async (picture) => {
    const found = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1, tryHarder: false });
    const text = found[0]?.text ?? "";
    return text === "" ? null : text;
  };
}
