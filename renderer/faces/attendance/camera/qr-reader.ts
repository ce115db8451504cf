import type { Kitchen } from "#renderer/client/kitchen.ts";
import type { Camera } from "./camera.ts";

/** Five looks a second: a code held up is read in one blink, and an idle terminal stays cool. */
const LOOK_EVERY_MS = 200;
/** The decoder comes after the first paint. */
const LOAD_AFTER_MS = 500;

/** A code held in front of the camera is one read until it was out of sight for this long. */
export const CODE_AWAY_MS = 3_000;

type Decode = (picture: ImageData) => Promise<string | null>;

/** Reads QR codes the camera sees. The decoder is loaded late and from our own server only. */
export function readQrCodes(deps: {
  readonly camera: Camera;
  readonly runtime: Kitchen["runtime"];
  readonly onCode: (text: string) => void;
  /** The decoder's files are on this device now. */
  readonly onLoaded: () => void;
}): void {
  const { camera, runtime } = deps;
  const isNewCode = createCodeGate(runtime);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let decode: Decode | null = null;

  async function look(): Promise<void> {
    const { video } = camera;
    if (
      camera.state.get() === "on" &&
      video.videoWidth > 0 &&
      context !== null &&
      document.visibilityState === "visible"
    ) {
      if (decode === null) {
        decode = await loadDecoder();
        deps.onLoaded();
      }
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      context.drawImage(video, 0, 0);
      const text = await decode(context.getImageData(0, 0, canvas.width, canvas.height));
      if (text !== null && isNewCode(text)) deps.onCode(text);
    }
  }
  const lookOn = () => {
    // A picture that cannot be read, or a decoder that does not load, is tried again: readers and keypad go on.
    look()
      .catch(() => undefined)
      .finally(() => runtime.after(LOOK_EVERY_MS, lookOn));
  };
  runtime.after(LOAD_AFTER_MS, lookOn);
}

/** Whether a code just seen was not there a moment ago. */
export function createCodeGate({ monotonicMs }: Pick<Kitchen["runtime"], "monotonicMs">): (text: string) => boolean {
  let seen = { text: "", atMs: Number.NEGATIVE_INFINITY };
  return (text) => {
    const before = seen;
    seen = { text, atMs: monotonicMs() };
    return before.text !== text || seen.atMs - before.atMs > CODE_AWAY_MS;
  };
}

async function loadDecoder(): Promise<Decode> {
  const { createQrDecoder } = await import("./qr-decoder.ts");
  return createQrDecoder();
}
