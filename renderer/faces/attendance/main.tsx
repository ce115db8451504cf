import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { serviceDayBoundary } from "#domains/site/settings.ts";
import { present } from "#kernel/assert.ts";
import { openKitchen } from "#renderer/client/kitchen.ts";
import { keepPageOnDevice } from "#renderer/client/offline/register.ts";
import { reportPainted } from "#renderer/client/shell.ts";
import "#renderer/ui/base.css";
import "./attendance.css";
import { openCamera } from "./camera/camera.ts";
import { createPhotoBooth } from "./camera/photo-booth.ts";
import { createPhotoQueue, createPhotoUpload, openPhotoStore } from "./camera/photo-queue.ts";
import { readQrCodes } from "./camera/qr-reader.ts";
import { DECODER_PATHS } from "./camera/wasm-url.ts";
import { createCardEnrolment } from "./desk/card-enrolment.ts";
import { createDesk } from "./desk/desk.ts";
import { createKnownBadges } from "./desk/known-badges.ts";
import { browserStoreCheck } from "./desk/paper-watch.ts";
import { TerminalFace } from "./face.tsx";
import { createFlow } from "./flow/flow.ts";
import { playTone, TONE_PATHS } from "./tones.ts";

const DEVICE_NAME = "Absensi";

const kitchen = await openKitchen({ face: "attendance", deviceName: DEVICE_NAME, version: __APP_VERSION__ });
const { runtime, commands, connection, memory } = kitchen;
const camera = openCamera(runtime);
const photos = createPhotoQueue({
  runtime,
  store: openPhotoStore("bergizi-attendance-photos"),
  upload: createPhotoUpload(memory.deviceToken),
});
const booth = createPhotoBooth({ camera: camera.state, video: camera.video, queue: photos, makeId: commands.makeId });
const badges = createKnownBadges();
const enrolment = createCardEnrolment(kitchen);
const desk = createDesk({ kitchen, badges, booth, enrolment, play: playTone, isStoreWritable: browserStoreCheck });
let boundary = serviceDayBoundary.default;
const flow = createFlow({ kitchen, desk, dayFrame: () => ({ boundary, timeZone: kitchen.timeZone() }) });
const parts = {
  desk,
  flow,
  badges,
  enrolment,
  camera,
  booth,
  setBoundary: (told: string) => {
    boundary = told;
  },
};

createRoot(present(document.getElementById("face"), "the page's root")).render(
  <StrictMode>
    <TerminalFace kitchen={kitchen} parts={parts} />
  </StrictMode>,
);
reportPainted();

connection.state.subscribe(() => {
  if (connection.state.get().phase === "open") photos.sendNow();
});
const keepPage = () => keepPageOnDevice("/attendance", [...TONE_PATHS, ...DECODER_PATHS]);
keepPage();
// Once more with the decoder, which the page itself does not wait for.
readQrCodes({ camera, runtime, onCode: desk.scan, onLoaded: keepPage });
