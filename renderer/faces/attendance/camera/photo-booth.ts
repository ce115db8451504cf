import type { Id, IdFactory } from "#kernel/ids.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import type { PhotoQueue } from "./photo-queue.ts";

export const PHOTO_WIDTH_PX = 320;
export const PHOTO_HEIGHT_PX = 240;
const JPEG_QUALITY = 0.8;
/** `POST /photos/:photoId` takes no more; a picture of this size never comes near it. */
export const PHOTO_MAX_BYTES = 64 * 1024;

/** A picture taken at a punch; the card shows the canvas itself. */
export interface Photo {
  readonly photoId: Id<"photo">;
  readonly picture: HTMLCanvasElement;
}

/** `off`: none, refused, or unplugged. */
export type CameraState = "starting" | "on" | "off";

/** Takes a picture at once or none: a punch never waits for the camera. */
export interface PhotoBooth {
  /** Counts pictures taken, so that the screen shows the shutter. */
  readonly shutterCount: Signal<number>;
  readonly take: () => Photo | null;
  /** Its punch is on its way: the picture follows in its own time. One whose punch is none is simply forgotten. */
  readonly keep: (photo: Photo) => void;
}

export function createPhotoBooth(deps: {
  readonly camera: Signal<CameraState>;
  readonly video: HTMLVideoElement;
  readonly queue: Pick<PhotoQueue, "add">;
  readonly makeId: IdFactory;
}): PhotoBooth {
  const { camera, video, queue } = deps;
  const shutterCount = createSignal(0);
  return {
    shutterCount,
    take: () => {
      if (camera.get() !== "on" || video.videoWidth === 0) return null;
      const picture = document.createElement("canvas");
      picture.width = PHOTO_WIDTH_PX;
      picture.height = PHOTO_HEIGHT_PX;
      const context = picture.getContext("2d");
      if (context === null) return null;
      drawCovering(context, video);
      shutterCount.set(shutterCount.get() + 1);
      return { photoId: deps.makeId("photo"), picture };
    },
    keep: ({ photoId, picture }) => {
      picture.toBlob(
        (file) => {
          if (file !== null && file.size <= PHOTO_MAX_BYTES) queue.add({ photoId, file });
        },
        "image/jpeg",
        JPEG_QUALITY,
      );
    },
  };
}

/** The middle of the frame in the picture's own shape. */
function drawCovering(context: CanvasRenderingContext2D, video: HTMLVideoElement): void {
  const scale = Math.max(PHOTO_WIDTH_PX / video.videoWidth, PHOTO_HEIGHT_PX / video.videoHeight);
  const widthPx = PHOTO_WIDTH_PX / scale;
  const heightPx = PHOTO_HEIGHT_PX / scale;
  const left = (video.videoWidth - widthPx) / 2;
  const top = (video.videoHeight - heightPx) / 2;
  context.drawImage(video, left, top, widthPx, heightPx, 0, 0, PHOTO_WIDTH_PX, PHOTO_HEIGHT_PX);
}
