import type { ClientRuntime } from "#renderer/client/runtime.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import type { CameraState } from "./photo-booth.ts";

/** A camera that was refused or unplugged is asked for again at this pace. */
const RETRY_MS = 10_000;
/** Enough for a QR code at arm's length and for the picture; more only costs the device. */
const WIDTH_PX = 640;
const HEIGHT_PX = 480;

export interface Camera {
  readonly state: Signal<CameraState>;
  /** Shows what the camera sees; the screen puts it in its circle. */
  readonly video: HTMLVideoElement;
}

/** Opens the terminal's camera and keeps it open; without one everything else works on. */
export function openCamera({ after }: Pick<ClientRuntime, "after">): Camera {
  const state = createSignal<CameraState>("starting");
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.setAttribute("aria-hidden", "true");

  const fail = () => {
    state.set("off");
    after(RETRY_MS, () => void open());
  };
  async function open(): Promise<void> {
    // Absent on pages the browser does not trust.
    const devices = "mediaDevices" in navigator ? navigator.mediaDevices : null;
    if (devices === null) return state.set("off");
    try {
      const stream = await devices.getUserMedia({
        video: { facingMode: "user", width: { ideal: WIDTH_PX }, height: { ideal: HEIGHT_PX } },
      });
      stream.getVideoTracks()[0]?.addEventListener("ended", fail, { once: true });
      video.srcObject = stream;
      await video.play();
      state.set("on");
    } catch {
      fail();
    }
  }
  void open();
  return { state, video };
}
