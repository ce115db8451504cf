import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";

/** Kept on the device with the page, so that codes are read while the kitchen is away. */
export const DECODER_PATHS: readonly string[] = [wasmUrl];
